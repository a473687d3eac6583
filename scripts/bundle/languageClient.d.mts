import type { Plugin } from 'esbuild';

/** Modules of vscode-languageclient that the bundle of the extension has. */
export const FEATURES: readonly string[];
export const leanLanguageClient: Plugin;
