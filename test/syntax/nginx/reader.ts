/**
 * nginx's reader, character by character: what `ngx_conf_read_token` and `ngx_conf_parse` (src/core/ngx_conf_file.c) make of a
 * text if every directive is known. It shares nothing with the grammar, which the tests compare with it. It knows neither Lua
 * nor templates, and words of any length.
 */
export interface Reading {
  /** `name arg ;`, `name arg {` and `}`: the words, then what ended them. */
  readonly statements: readonly (readonly string[])[];
  /** What nginx says where it stops; undefined when it reads the text to its end. */
  readonly error: { readonly at: number; readonly says: string } | undefined;
}

/** Reads a text as nginx does. */
export function readAsNginx(text: string): Reading {
  const statements: string[][] = [];
  let depth = 0;
  let at = 0;
  while (true) {
    const token = readToken(text, at);
    at = token.next;
    if (token.kind === 'error') return { statements, error: { at: token.at, says: token.says } };
    if (token.kind === 'end') {
      const error = depth > 0 ? { at: text.length, says: 'unexpected end of file, expecting "}"' } : undefined;
      return { statements, error };
    }
    if (token.kind === '}' && depth === 0) return { statements, error: { at: at - 1, says: 'unexpected "}"' } };
    depth += token.kind === '{' ? 1 : token.kind === '}' ? -1 : 0;
    statements.push([...token.words, token.kind]);
  }
}

type Token =
  | { readonly kind: ';' | '{' | '}' | 'end'; readonly words: readonly string[]; readonly next: number }
  | { readonly kind: 'error'; readonly at: number; readonly says: string; readonly next: number };

function readToken(text: string, from: number): Token {
  const words: string[] = [];
  let at = from;
  while (true) {
    while (isBlank(text[at])) at++;
    const c = text[at];
    if (c === undefined) {
      return words.length === 0 ? { kind: 'end', words, next: at } : atEnd(at);
    }
    if (c === '#') {
      while (at < text.length && text[at] !== '\n') at++;
      continue;
    }
    if (c === ';' || c === '{') {
      return words.length === 0 ? unexpected(c, at) : { kind: c, words, next: at + 1 };
    }
    if (c === '}') return words.length > 0 ? unexpected(c, at) : { kind: c, words, next: at + 1 };
    const start = at;
    if (c === '"' || c === "'") {
      at = quotedEnd(text, at + 1, c);
      if (at >= text.length) return atEnd(text.length);
      words.push(value(text.slice(start + 1, at)));
      at++;
      const follows = text[at];
      if (follows !== undefined && !isBlank(follows) && !';{)'.includes(follows)) return unexpected(follows, at);
      continue;
    }
    at = wordEnd(text, at);
    if (at >= text.length) return atEnd(text.length);
    words.push(value(text.slice(start, at)));
  }
}

function quotedEnd(text: string, from: number, quote: string): number {
  let at = from;
  while (at < text.length && text[at] !== quote) at += text[at] === '\\' ? 2 : 1;
  return at;
}

function wordEnd(text: string, from: number): number {
  let variable = false;
  let at = from;
  while (at < text.length) {
    const c = text[at];
    if (c === '{' && variable) {
      at++;
      continue;
    }
    variable = c === '$';
    if (isBlank(c) || c === ';' || c === '{') return at;
    at += c === '\\' ? 2 : 1;
  }
  return at;
}

function value(raw: string): string {
  let out = '';
  for (let at = 0; at < raw.length; at++) {
    const next = raw[at + 1];
    const meaning = raw[at] === '\\' && next !== undefined ? MEANINGS.get(next) : undefined;
    out += meaning ?? raw[at];
    if (meaning !== undefined) at++;
  }
  return out;
}

const MEANINGS = new Map([
  ['"', '"'],
  ["'", "'"],
  ['\\', '\\'],
  ['t', '\t'],
  ['r', '\r'],
  ['n', '\n'],
]);

function isBlank(c: string | undefined): boolean {
  return c === ' ' || c === '\t' || c === '\r' || c === '\n';
}

function unexpected(c: string, at: number): Token {
  return { kind: 'error', at, says: `unexpected "${c}"`, next: at };
}

function atEnd(at: number): Token {
  return { kind: 'error', at, says: 'unexpected end of file, expecting ";" or "}"', next: at };
}
