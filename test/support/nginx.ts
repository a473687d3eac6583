import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type ParseNginx, parseNginx } from '../../server/src/syntax/nginx/parse';
import { loadNginx, type NginxParser } from '../../server/src/syntax/treeSitter';
import { python } from './python';

const grammar = fileURLToPath(new URL('../../grammars/tree-sitter-nginx/tree-sitter-nginx.wasm', import.meta.url));

let parser: Promise<NginxParser> | undefined;

/** The grammar of nginx, loaded once per test file. */
export function nginxGrammar(): Promise<NginxParser> {
  parser ??= load();
  return parser;
}

/** The parser of nginx configuration. */
export async function nginx(): Promise<ParseNginx> {
  return parseNginx(await nginxGrammar());
}

async function load(): Promise<NginxParser> {
  const [wasm] = await Promise.all([readFile(grammar), python()]);
  return loadNginx(wasm);
}
