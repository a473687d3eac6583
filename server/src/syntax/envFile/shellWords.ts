import type { Span } from '../../base/text';
import { Refused } from './envFile';

/** A word of a shell command: its pieces in order, before anything is expanded. */
export interface ShellWord {
  readonly pieces: readonly ShellPiece[];
  readonly span: Span;
}

/** `name` is a plain `$NAME` or `${NAME}`; `unknown` is any other expansion, `text` as it is written. */
export type ShellPiece =
  | { readonly kind: 'text'; readonly text: string; readonly quoted: boolean }
  | { readonly kind: 'name'; readonly name: string; readonly quoted: boolean }
  | { readonly kind: 'unknown'; readonly text: string };

/** A construct that the reader does not follow; `at` is where it begins. */
export class NotFollowed extends Error {
  constructor(readonly at: number) {
    super('not followed');
  }
}

const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const BRACED_NAME = /\{([A-Za-z_][A-Za-z0-9_]*)\}/y;
/** What ends a word where it is not quoted. */
const META = ' \t\n;&|<>()';

/**
 * The word that begins at an offset, by the quoting rules of POSIX (Shell Command Language, 2.2).
 * @throws Refused where a quote is not closed, as every shell says; NotFollowed at a substitution that is too intricate.
 */
export function readShellWord(text: string, start: number): ShellWord {
  const pieces: ShellPiece[] = [];
  let at = start;
  let from = start;
  const flush = (end: number): void => {
    if (end > from) pieces.push({ kind: 'text', text: text.slice(from, end), quoted: false });
  };
  while (at < text.length) {
    const character = text.charAt(at);
    if (META.includes(character)) break;
    if (character === '\0') throw new NotFollowed(start);
    if (!'\\\'"$`'.includes(character)) {
      at++;
      continue;
    }
    flush(at);
    at = readSpecial(text, at, pieces);
    from = at;
  }
  flush(at);
  return { pieces, span: { start, end: at } };
}

/** A backslash, a quoted part or an expansion; the offset behind it. */
function readSpecial(text: string, at: number, pieces: ShellPiece[]): number {
  const character = text.charAt(at);
  if (character === "'") {
    const close = text.indexOf("'", at + 1);
    if (close < 0) throw new Refused('a quote is not closed', { start: at, end: text.length });
    pieces.push({ kind: 'text', text: text.slice(at + 1, close), quoted: true });
    return close + 1;
  }
  if (character === '"') return readDoubleQuoted(text, at, pieces);
  if (character !== '\\') return readExpansion(text, at, pieces, false);
  const next = text.charAt(at + 1);
  if (next === '') pieces.push({ kind: 'text', text: '\\', quoted: true });
  else if (next !== '\n') pieces.push({ kind: 'text', text: next, quoted: true });
  return at + 2;
}

function readDoubleQuoted(text: string, start: number, pieces: ShellPiece[]): number {
  let from = start + 1;
  const flush = (end: number): void => {
    pieces.push({ kind: 'text', text: text.slice(from, end), quoted: true });
  };
  for (let at = from; at < text.length; ) {
    const character = text.charAt(at);
    if (character === '"') {
      flush(at);
      return at + 1;
    }
    if (character === '\\' && '$`"\\\n'.includes(text.charAt(at + 1)) && at + 1 < text.length) {
      flush(at);
      from = text.charAt(at + 1) === '\n' ? at + 2 : at + 1;
      at += 2;
    } else if (character === '$' || character === '`') {
      flush(at);
      at = readExpansion(text, at, pieces, true);
      from = at;
    } else at++;
  }
  throw new Refused('a quote is not closed', { start, end: text.length });
}

function readExpansion(text: string, at: number, pieces: ShellPiece[], quoted: boolean): number {
  if (text[at] === '`') return skipped(text, at, backquoteEnd(text, at), pieces);
  const next = text.charAt(at + 1);
  if (next === '(') return skipped(text, at, closing(text, at + 1, '(', ')'), pieces);
  BRACED_NAME.lastIndex = at + 1;
  NAME.lastIndex = at + 1;
  const braced = BRACED_NAME.exec(text);
  const name = braced?.[1] ?? NAME.exec(text)?.[0];
  if (name !== undefined) {
    pieces.push({ kind: 'name', name, quoted });
    return at + 1 + (braced ? braced[0].length : name.length);
  }
  if (next === '{') return skipped(text, at, closing(text, at + 1, '{', '}'), pieces);
  if (/[0-9@*#?$!-]/.test(next)) return skipped(text, at, at + 2, pieces);
  // `$'…'` and `$"…"` mean something to bash and nothing to POSIX; a `$` before anything else is one.
  pieces.push(next === '"' || next === "'" ? { kind: 'unknown', text: '$' } : { kind: 'text', text: '$', quoted: true });
  return at + 1;
}

function skipped(text: string, start: number, end: number, pieces: ShellPiece[]): number {
  pieces.push({ kind: 'unknown', text: text.slice(start, end) });
  return end;
}

function backquoteEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '`') return at + 1;
    if (text[at] === '\\') at++;
  }
  throw new Refused('a backquote is not closed', { start, end: text.length });
}

/** Behind the bracket that closes the one at an offset. Quotes, comments and brackets of other meaning inside are not followed. */
function closing(text: string, start: number, open: string, close: string): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const character = text.charAt(at);
    if ('\'"`\\#'.includes(character)) throw new NotFollowed(start);
    if (character === open) depth++;
    if (character === close && --depth === 0) {
      if (/\bcase\b|<</.test(text.slice(start, at))) throw new NotFollowed(start);
      return at + 1;
    }
  }
  throw new NotFollowed(start);
}
