import { describe, expect, it } from 'vitest';
import { againstTheDirection, ambient, beyondTheProtocol, importsOf, keptPackages, LAYERS, layerOf } from './imports';
import { sourcesOf, type Texts } from './repository';

const server = sourcesOf('server');
const client = sourcesOf('client');

describe('the server', () => {
  it('imports only downwards', () => {
    expect(againstTheDirection(importsOf(server))).toEqual([]);
  });

  it('has no folder that the layers do not name', () => {
    const layers = [...new Set([...server.keys()].map(layerOf))];
    expect(LAYERS).toEqual(expect.arrayContaining(layers));
  });

  it('knows the protocol library, the parser and Node only where they belong', () => {
    expect(keptPackages(importsOf(server))).toEqual([]);
  });

  it('reads the environment, the clock and chance only at the rim', () => {
    expect(ambient(server)).toEqual([]);
  });
});

describe('the client', () => {
  it('imports nothing of the server but the protocol', () => {
    expect(importsOf(client).some(({ to }) => to === 'server/src/protocol')).toBe(true);
    expect(beyondTheProtocol(importsOf(client))).toEqual([]);
  });
});

describe('these tests', () => {
  it.each([
    ['base/text.ts', "import { rule } from '../rules/rule';"],
    ['rules/django/x.ts', "import type { Feature } from '../../features/hover';"],
    ['syntax/x.ts', "import { setting } from '../knowledge/django';"],
    ['host/x.ts', "import { Project } from '../project/project';"],
    ['lsp/x.ts', "import { run } from '../cli/run';"],
    ['cli/x.ts', "import {\n  run,\n  stop,\n} from '../lsp/startServer';"],
    ['features/x.ts', "import { METHODS } from '../protocol';"],
    ['features/x.ts', "const late = await import('../lsp/guard');"],
    ['evaluate/x.ts', "export * from '../project/project';"],
    ['evaluate/x.ts', "import '../../../client/src/status';"],
  ])('see that %s may not say %s', (path, text) => {
    expect(againstTheDirection(importsOf(one(`server/src/${path}`, text)))).toHaveLength(1);
  });

  it.each([
    ['rules/x.ts', "import { readFileSync } from 'node:fs';"],
    ['project/x.ts', "import { join } from 'path';"],
    ['features/x.ts', "import type { Connection } from 'vscode-languageserver';"],
    ['rules/x.ts', "import type { Range } from 'vscode-languageserver-types';"],
    ['syntax/python/x.ts', "import type { Node } from 'web-tree-sitter';"],
    ['lsp/x.ts', "import { window } from 'vscode';"],
  ])('see the package in %s: %s', (path, text) => {
    expect(keptPackages(importsOf(one(`server/src/${path}`, text)))).toHaveLength(1);
  });

  it.each(['process.env.HOME', 'Date.now()', 'new Date()', 'performance.now()', 'Math.random()'])('see %s below the rim', (text) => {
    expect(ambient(one('server/src/evaluate/x.ts', `const x = ${text};`))).toHaveLength(1);
    expect(ambient(one('server/src/node/x.ts', `const x = ${text};`))).toEqual([]);
  });

  it('see the client reach into the server', () => {
    const text = "import type { Finding } from '../../server/src/rules/rule';";
    expect(beyondTheProtocol(importsOf(one('client/src/x.ts', text)))).toHaveLength(1);
  });

  it('let pass what is allowed, and text that only looks like an import', () => {
    const texts: Texts = new Map([
      ['server/src/lsp/x.ts', "import { METHODS } from '../protocol';\nimport { hover } from '../features/hover';"],
      ['server/src/node/x.ts', "import { run } from '../cli/run';\nimport { readFileSync } from 'node:fs';"],
      ['server/src/evaluate/x.ts', "throw new Error(`cannot import name 'a' from '../rules/rule'`);"],
    ]);
    expect([...againstTheDirection(importsOf(texts)), ...keptPackages(importsOf(texts))]).toEqual([]);
  });
});

function one(path: string, text: string): Texts {
  return new Map([[path, text]]);
}
