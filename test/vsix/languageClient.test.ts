import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FEATURES } from '../../scripts/bundle/languageClient.mjs';
import { clientFeatures, registrationsFor, serverCapabilities } from '../../server/src/lsp/capabilities';
import { COMMANDS } from '../../server/src/protocol';
import { ROOT, sourcesOf } from '../meta/repository';

/** What a server offers, or asks a client to register → the module of vscode-languageclient that makes it work. */
const MODULES: Readonly<Record<string, string>> = {
  codeActionProvider: 'codeAction',
  codeLensProvider: 'codeLens',
  diagnosticProvider: 'diagnostic',
  hoverProvider: 'hover',
  inlayHintProvider: 'inlayHint',
  textDocumentSync: 'textSynchronization',
  workspace: 'workspaceFolder',
  'textDocument/completion': 'completion',
  'textDocument/definition': 'definition',
  'textDocument/documentLink': 'documentLink',
  'textDocument/documentSymbol': 'documentSymbol',
  'textDocument/foldingRange': 'foldingRange',
  'textDocument/formatting': 'formatting',
  'textDocument/references': 'reference',
  'workspace/didChangeConfiguration': 'configuration',
  'workspace/didChangeWatchedFiles': 'fileSystemWatcher',
  'window/workDoneProgress/create': 'progress',
};

const everything = { dynamicRegistration: true };
const capabilities = {
  textDocument: Object.fromEntries(
    ['completion', 'definition', 'documentLink', 'documentSymbol', 'foldingRange', 'formatting', 'references'].map((name) => [
      name,
      everything,
    ]),
  ),
};

describe('the language client in the .vsix', () => {
  it('has the features that the server offers', () => {
    const offered = [
      ...Object.keys(serverCapabilities(clientFeatures(capabilities, { commands: Object.values(COMMANDS) }))),
      ...registrationsFor(capabilities).map(({ method }) => method),
    ];
    expect(offered.length).toBeGreaterThan(12);
    expect(offered.filter((name) => !FEATURES.includes(MODULES[name] ?? 'no module is named for it'))).toEqual([]);
  });

  it('has none of which the server knows nothing', () => {
    // Pulled diagnostics do not work without notebooks.
    expect(FEATURES.filter((name) => name !== 'notebook' && !Object.values(MODULES).includes(name))).toEqual([]);
  });

  it('has every name that our client imports: what it hands on of the protocol is left out', () => {
    const imports = [...sourcesOf('client').values()].flatMap((text) => [
      ...text.matchAll(/^import \{([^}]*)\} from 'vscode-languageclient(?:\/node)?';$/gm),
    ]);
    const names = imports
      .flatMap(([, list = '']) => list.split(',').map((name) => name.trim()))
      .filter((name) => name !== '' && !name.startsWith('type '));
    expect(names).toContain('State');
    expect(names.filter((name) => !['LanguageClient', 'RevealOutputChannelOn', 'State', 'TransportKind'].includes(name))).toEqual([]);
  });

  it('is bundled without the others', () => {
    const bundle = readFileSync(join(ROOT, 'dist/extension.js'), 'utf8');
    expect(bundle).toContain('registerHoverProvider');
    expect(bundle).not.toContain('registerCallHierarchyProvider');
    expect(bundle).not.toContain('registerDocumentSemanticTokensProvider');
  });
});
