import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { loadPython, type PythonParser } from '../../server/src/syntax/treeSitter';

const require = createRequire(import.meta.url);

let parser: Promise<PythonParser> | undefined;

/** The parser of Python, loaded once per test file. */
export function python(): Promise<PythonParser> {
  parser ??= load();
  return parser;
}

async function load(): Promise<PythonParser> {
  const [runtime, grammar] = await Promise.all([
    readFile(require.resolve('web-tree-sitter/web-tree-sitter.wasm')),
    readFile(require.resolve('tree-sitter-python/tree-sitter-python.wasm')),
  ]);
  return loadPython({ runtime, python: grammar });
}
