// Bundles what dist/ holds: cli.js, server.js, extension.js and the two WASM modules beside them.

import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { build } from 'esbuild';

const require = createRequire(import.meta.url);
const { version } = JSON.parse(await readFile('package.json', 'utf8'));

const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minify: true,
  keepNames: false,
  legalComments: 'none',
  logLevel: 'warning',
  define: { PREFLIGHT_VERSION: JSON.stringify(version) },
  // CommonJS output empties import.meta, which the ES build of web-tree-sitter reads.
  alias: { 'web-tree-sitter': require.resolve('web-tree-sitter') },
};

const bundles = [
  // The language server is a bundle of its own, loaded only by `lsp`: `check` starts faster without it.
  {
    in: 'server/src/node/cli.ts',
    out: 'dist/cli.js',
    external: ['./server.js'],
    // A native import() of a file wants its extension; require() does not.
    supported: { 'dynamic-import': false },
    banner: { js: '#!/usr/bin/env node' },
  },
  { in: 'server/src/node/server.ts', out: 'dist/server.js' },
  { in: 'client/src/node/extension.ts', out: 'dist/extension.js', external: ['vscode'] },
  { in: 'client/src/checklist/webview/main.ts', out: 'dist/checklist.js', platform: 'browser', format: 'iife', target: 'es2022' },
];

await mkdir('dist', { recursive: true });
await Promise.all([
  ...bundles
    .filter((bundle) => existsSync(bundle.in))
    .map(({ in: input, out, ...options }) => build({ ...common, ...options, entryPoints: [input], outfile: out })),
  copyFile(require.resolve('web-tree-sitter/web-tree-sitter.wasm'), 'dist/web-tree-sitter.wasm'),
  copyFile(require.resolve('tree-sitter-python/tree-sitter-python.wasm'), 'dist/tree-sitter-python.wasm'),
]);
await chmod('dist/cli.js', 0o755);
