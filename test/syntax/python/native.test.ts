import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Language, Parser } from 'web-tree-sitter';

/**
 * Referee: the native tree-sitter reads the same files with the same grammar and must see the same trees as the WASM build that we ship.
 * It has to be compiled first: npm rebuild tree-sitter tree-sitter-python --ignore-scripts=false
 */
interface NativeParser {
  setLanguage(language: unknown): void;
  parse(input: (index: number) => string | null): { readonly rootNode: { toString(): string } };
}

const require = createRequire(import.meta.url);
const root = join(import.meta.dirname, '../../..');
const native = loadNative();
const web = await loadWeb();

const samples: Readonly<Record<string, string>> = {
  'settings idioms': [
    '"""Doc."""',
    'import os, environ as e',
    'from .base import *  # noqa',
    "DEBUG = os.environ.get('DEBUG', 'False') == 'True'",
    "DATABASES = {'default': env.db('URL', default=f'sqlite:///{BASE / \"db\"!s:>{w}}')}",
    'if not DEBUG:\n    HOSTS += ["ä", *base.HOSTS]\nelif a:\n    pass\nelse:\n    X = [y for y in z if y]',
    'try:\n    from .local import *\nexcept ImportError as error:\n    pass\nfinally: del a',
    'match a:\n  case {"k": [b, *_]} | None if c: pass',
    'async def f(a, /, *b: int, c=1, **d) -> None:\n  await g(*a, **d)',
    'with (open(a) as b, c): x: int = (lambda: 1)()',
    '',
  ].join('\n'),
  'broken code': "X = [\n 'a',\nDEBUG = True\ndef f(:\n  pass\nprint 'a'\nx = = 1\n",
  'characters outside the basic plane': "x = '😀' + 'ü'\n# 😀\ny = 1\n",
  nothing: '',
};

const cases = [...Object.entries(samples), ...pythonFiles().map((path) => [path, readFileSync(join(root, path), 'utf8')] as const)];

test('the native referee is there when it is required', () => {
  if (native instanceof Error && process.env.PREFLIGHT_REFEREES === 'required') throw native;
  if (native instanceof Error) console.warn(`SKIPPED: native tree-sitter could not be loaded, nothing was compared (${firstLine(native)})`);
  expect(cases.length).toBeGreaterThanOrEqual(4);
});

test.skipIf(native instanceof Error).each(cases)('%s: the same tree', (_name, source) => {
  if (native instanceof Error) throw native;
  // A callback, because the native binding refuses strings of more than 32 kB.
  const expected = native.parse((index) => source.slice(index, index + 4_096) || null).rootNode.toString();
  const tree = web.parse(source);
  try {
    expect(tree?.rootNode.toString()).toBe(expected);
  } finally {
    tree?.delete();
  }
});

function loadNative(): NativeParser | Error {
  try {
    const parser: NativeParser = new (require('tree-sitter') as new () => NativeParser)();
    parser.setLanguage(require('tree-sitter-python'));
    return parser;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

async function loadWeb(): Promise<Parser> {
  await Parser.init({ wasmBinary: readFileSync(require.resolve('web-tree-sitter/web-tree-sitter.wasm')) });
  return new Parser().setLanguage(await Language.load(readFileSync(require.resolve('tree-sitter-python/tree-sitter-python.wasm'))));
}

/** The Python files of the examples and of all fixtures, relative to the root of the repository. */
function pythonFiles(): readonly string[] {
  return ['examples', 'test'].flatMap((folder) =>
    listing(join(root, folder))
      .filter((path) => path.endsWith('.py') && !path.includes('node_modules') && (folder === 'examples' || path.includes('fixtures')))
      .map((path) => join(folder, path)),
  );
}

function listing(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch {
    return [];
  }
}

function firstLine(error: Error): string {
  return error.message.split('\n')[0] ?? '';
}
