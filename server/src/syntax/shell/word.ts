import type { Span } from '../../base/text';

/** A word as it is written, before anything is put in for its variables. */
export interface Word {
  readonly parts: readonly WordPart[];
  /** Its quotes included. */
  readonly span: Span;
  /** The first thing in it that is wrong or not followed; undefined for nearly all words. */
  readonly fault: Fault | undefined;
}

/** `quoted` is also said of what a backslash protects; `written` is the text of the part with all its signs. */
export type WordPart =
  | { readonly kind: 'text'; readonly text: string; readonly quoted: boolean }
  | {
      readonly kind: 'variable';
      readonly name: string;
      readonly operator: Operator | undefined;
      readonly word: readonly WordPart[];
      readonly quoted: boolean;
      readonly written: string;
    }
  /** What only running it tells: `$(command)`, `$((1 + 1))`, `${X%.*}`, `$1`. */
  | { readonly kind: 'computed'; readonly written: string };

/** `${X:-word}` and its kin: with a colon an empty variable counts as one that is not set. */
export type Operator = ':-' | '-' | ':+' | '+' | ':?' | '?';

export type Fault =
  /** No shell takes the text. */
  | { readonly kind: 'unclosed'; readonly reason: string; readonly span: Span }
  /** Shells, or this reader, may see the end of an expansion elsewhere. */
  | { readonly kind: 'intricate' };

/** `shell` reads quotes and commands; `compose` knows neither, and `$$` is a dollar there. */
export type Dialect = 'shell' | 'compose';

type Stop = (char: string) => boolean;

const MAX_NESTING = 40;
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const OPERATOR = /:-|:\+|:\?|-|\+|\?/y;
const INTRICATE = /['"`\\#]|\bcase\b|<</;
const isQuote: Stop = (char) => char === '"';
const isBrace: Stop = (char) => char === '}';

/**
 * Reads the parts of one text: all of it for `compose`; for `shell` up to the end of the word, that is where `stop` says so outside of
 * quotes. A quote that is not closed ends with the text. Never fails; what is nested too deeply is `computed`.
 *
 * @param stop of a character; where it stops at a carriage return, a backslash before one and a line break joins lines.
 * Source: POSIX.1-2017, Shell Command Language, 2.2 and 2.6.
 */
export function readWord(text: string, dialect: Dialect, start = 0, stop: Stop = () => false): Word {
  const reader: Reader = { text, dialect, joinsReturns: stop('\r'), at: start, fault: undefined };
  const parts = partsUntil(reader, stop, false, 0);
  return { parts, span: { start, end: reader.at }, fault: reader.fault };
}

/** A word that is one text, with nothing in it that a shell would read. */
export function textWord(text: string, span: Span): Word {
  return { parts: [{ kind: 'text', text, quoted: true }], span, fault: undefined };
}

/** The text of a word without variables; undefined where there is one. */
export function plainText(parts: readonly WordPart[]): string | undefined {
  let text = '';
  for (const part of parts) {
    if (part.kind !== 'text') return undefined;
    text += part.text;
  }
  return text;
}

/** Whether a shell puts a home directory in for a tilde of a part, in the value of an assignment. */
export function hasTilde(part: WordPart): boolean {
  return part.kind === 'text' && !part.quoted && /(?:^|:)~/.test(part.text);
}

interface Reader {
  readonly text: string;
  readonly dialect: Dialect;
  readonly joinsReturns: boolean;
  at: number;
  fault: Fault | undefined;
}

function partsUntil(reader: Reader, stop: Stop, quoted: boolean, depth: number): WordPart[] {
  const { text } = reader;
  const special = reader.dialect === 'compose' ? '$' : quoted ? '"\\$`' : '\'"\\$`';
  const out: WordPart[] = [];
  let from = reader.at;
  const flush = () => {
    if (reader.at > from) out.push({ kind: 'text', text: text.slice(from, reader.at), quoted });
  };
  while (reader.at < text.length) {
    const char = text.charAt(reader.at);
    if (stop(char)) break;
    if (!special.includes(char)) {
      if (char === '\0' && !quoted) reader.fault ??= { kind: 'intricate' };
      reader.at++;
      continue;
    }
    flush();
    if (char === '\\') escaped(reader, stop, quoted, out);
    else if (char === "'") out.push(singleQuoted(reader));
    else if (char === '"') doubleQuoted(reader, depth, out);
    else out.push(dollar(reader, quoted, depth));
    from = reader.at;
  }
  flush();
  return out;
}

function singleQuoted(reader: Reader): WordPart {
  const { text, at } = reader;
  const end = text.indexOf("'", at + 1);
  if (end < 0) unclosed(reader, 'a quote is not closed', at);
  reader.at = end < 0 ? text.length : end + 1;
  return { kind: 'text', text: text.slice(at + 1, end < 0 ? undefined : end), quoted: true };
}

function doubleQuoted(reader: Reader, depth: number, out: WordPart[]): void {
  const start = reader.at++;
  const inner = partsUntil(reader, isQuote, true, depth);
  if (inner.length === 0) out.push({ kind: 'text', text: '', quoted: true });
  for (const part of inner) out.push(part);
  if (reader.at >= reader.text.length) unclosed(reader, 'a quote is not closed', start);
  else reader.at++;
}

/** A backslash and what it protects; one before a line break joins the lines, and one before anything else stands for itself. */
function escaped(reader: Reader, stop: Stop, quoted: boolean, out: WordPart[]): void {
  const next = reader.text.charAt(reader.at + 1);
  const returns = reader.joinsReturns && reader.text.startsWith('\r\n', reader.at + 1);
  if (next === '\n' || returns) {
    reader.at += returns ? 3 : 2;
    return;
  }
  const protects = next !== '' && (!quoted || '"\\$`'.includes(next) || stop(next));
  out.push({ kind: 'text', text: protects ? next : '\\', quoted: true });
  reader.at += protects ? 2 : 1;
}

function unclosed(reader: Reader, reason: string, start: number): void {
  reader.fault ??= { kind: 'unclosed', reason, span: { start, end: reader.text.length } };
}

function dollar(reader: Reader, quoted: boolean, depth: number): WordPart {
  const { text, at, dialect } = reader;
  const next = text.charAt(at + 1);
  if (text[at] === '`') return backquoted(reader);
  if (dialect === 'shell' && next === '(') return substitution(reader, depth);
  if (dialect === 'compose' && next === '$') {
    reader.at += 2;
    return { kind: 'text', text: '$', quoted };
  }
  if (next === '{') return braced(reader, quoted, depth);
  const name = match(reader, NAME, at + 1);
  if (name !== undefined) return { kind: 'variable', name, operator: undefined, word: [], quoted, written: `$${name}` };
  const isSpecial = dialect === 'shell' && /[0-9@*#?$!-]/.test(next);
  reader.at += isSpecial ? 2 : 1;
  if (isSpecial) return { kind: 'computed', written: `$${next}` };
  // Joined lines may make it any expansion.
  if (dialect === 'shell' && next === '\\' && text[at + 2] === '\n') reader.fault ??= { kind: 'intricate' };
  // `$'…'` and `$"…"` mean something to bash and nothing to POSIX; a `$` before anything else is one.
  const isBash = dialect === 'shell' && !quoted && (next === '"' || next === "'");
  return isBash ? { kind: 'computed', written: '$' } : { kind: 'text', text: '$', quoted: true };
}

function braced(reader: Reader, quoted: boolean, depth: number): WordPart {
  const { text, at: start, fault: before } = reader;
  const name = match(reader, NAME, start + 2);
  if (name === undefined) reader.at = start + 2;
  else if (text[reader.at] === '}') {
    const written = text.slice(start, ++reader.at);
    return { kind: 'variable', name, operator: undefined, word: [], quoted, written };
  }
  const operator = name === undefined ? undefined : (match(reader, OPERATOR, reader.at) as Operator | undefined);
  const isTooDeep = depth >= MAX_NESTING;
  const word = isTooDeep ? [] : partsUntil(reader, isBrace, quoted, depth + 1);
  const written = skipped(reader, start, isTooDeep, before);
  if (name === undefined || operator === undefined || isTooDeep) return { kind: 'computed', written };
  return { kind: 'variable', name, operator, word, quoted, written };
}

/** `$(…)` and `$((…))`. */
function substitution(reader: Reader, depth: number): WordPart {
  const { text, at: start, fault: before } = reader;
  const isTooDeep = depth >= MAX_NESTING;
  let open = 0;
  for (reader.at++; reader.at < text.length && !isTooDeep; ) {
    const char = text.charAt(reader.at);
    if (char === '(') open++;
    else if (char === ')' && --open === 0) break;
    if (char === "'") singleQuoted(reader);
    else if (char === '"') doubleQuoted(reader, depth + 1, []);
    else if (char === '$' || char === '`') dollar(reader, false, depth + 1);
    else if (char === '#' && /[\s(;&|]/.test(text.charAt(reader.at - 1))) reader.at = lineEnd(text, reader.at);
    else reader.at += char === '\\' ? 2 : 1;
  }
  return { kind: 'computed', written: skipped(reader, start, isTooDeep, before) };
}

/** Steps over the bracket that closes an expansion; gives the expansion as it is written. */
function skipped(reader: Reader, start: number, isTooDeep: boolean, before: Fault | undefined): string {
  const { text } = reader;
  const isClosed = reader.at < text.length && !isTooDeep;
  reader.at = isClosed ? reader.at + 1 : text.length;
  const written = text.slice(start, reader.at);
  // What seems wrong in a text that may end elsewhere need not be.
  if (!isClosed || INTRICATE.test(written)) reader.fault = before ?? { kind: 'intricate' };
  return written;
}

function backquoted(reader: Reader): WordPart {
  const { text, at: start } = reader;
  for (reader.at++; reader.at < text.length && text[reader.at] !== '`'; ) reader.at += text[reader.at] === '\\' ? 2 : 1;
  if (reader.at >= text.length) unclosed(reader, 'a backquote is not closed', start);
  reader.at = Math.min(reader.at + 1, text.length);
  return { kind: 'computed', written: text.slice(start, reader.at) };
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

function match(reader: Reader, pattern: RegExp, at: number): string | undefined {
  pattern.lastIndex = at;
  const found = pattern.exec(reader.text)?.[0];
  if (found !== undefined) reader.at = at + found.length;
  return found;
}
