import type { Span } from '../../base/text';

/** A word as it is written, before anything is put in for its variables. */
export interface Word {
  readonly parts: readonly WordPart[];
  /** Its quotes included. */
  readonly span: Span;
}

export type WordPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'variable'; readonly name: string; readonly operator: Operator | undefined; readonly word: readonly WordPart[] }
  /** What only running it tells: `$(command)`, `$((1 + 1))`, `${X%.*}`, `$1`. */
  | { readonly kind: 'computed' };

/** `${X:-word}` and its kin: with a colon an empty variable counts as one that is not set. */
export type Operator = ':-' | '-' | ':+' | '+' | ':?' | '?';

/** `shell` reads quotes and commands; `compose` knows neither, and `$$` is a dollar there. */
export type Dialect = 'shell' | 'compose';

const MAX_NESTING = 40;
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const OPERATOR = /:-|:\+|:\?|-|\+|\?/y;

/**
 * Reads the parts of one text: all of it for `compose`; for `shell` up to the end of the word, that is a blank or an operator outside of
 * quotes. A quote that is not closed ends with the text. Never fails; what is nested too deeply is `computed`.
 */
export function readWord(text: string, dialect: Dialect, start = 0, stop: (char: string) => boolean = () => false): Word {
  const reader: Reader = { text, dialect, at: start };
  const parts = partsUntil(reader, stop, 0);
  return { parts, span: { start, end: reader.at } };
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

interface Reader {
  readonly text: string;
  readonly dialect: Dialect;
  at: number;
}

function partsUntil(reader: Reader, stop: (char: string) => boolean, depth: number): readonly WordPart[] {
  const out: WordPart[] = [];
  let text = '';
  const flush = () => {
    if (text !== '') out.push({ kind: 'text', text });
    text = '';
  };
  while (reader.at < reader.text.length) {
    const char = reader.text[reader.at] ?? '';
    if (stop(char)) break;
    if (char === '$' || (char === '`' && reader.dialect === 'shell')) {
      const found = dollar(reader, depth);
      if (found.kind === 'text') text += found.text;
      else {
        flush();
        out.push(found);
      }
    } else if (reader.dialect === 'shell' && char === "'") text += singleQuoted(reader);
    else if (reader.dialect === 'shell' && char === '"') {
      flush();
      out.push(...doubleQuoted(reader, depth));
    } else if (reader.dialect === 'shell' && char === '\\') text += escaped(reader, /[\s\S]/);
    else {
      text += char;
      reader.at++;
    }
  }
  flush();
  return out;
}

function singleQuoted(reader: Reader): string {
  const end = reader.text.indexOf("'", reader.at + 1);
  const inner = reader.text.slice(reader.at + 1, end < 0 ? undefined : end);
  reader.at = end < 0 ? reader.text.length : end + 1;
  return inner;
}

function doubleQuoted(reader: Reader, depth: number): readonly WordPart[] {
  reader.at++;
  const out: WordPart[] = [{ kind: 'text', text: '' }];
  let text = '';
  while (reader.at < reader.text.length && reader.text[reader.at] !== '"') {
    const char = reader.text[reader.at] ?? '';
    if (char === '\\') text += escaped(reader, /["\\$`\n]/);
    else if (char === '$' || char === '`') {
      const found = dollar(reader, depth);
      if (found.kind === 'text') text += found.text;
      else {
        out.push({ kind: 'text', text }, found);
        text = '';
      }
    } else {
      text += char;
      reader.at++;
    }
  }
  reader.at = Math.min(reader.at + 1, reader.text.length);
  return [...out, { kind: 'text', text }];
}

/** A backslash and what it protects; one before a line break joins the lines, and one before anything else stands for itself. */
function escaped(reader: Reader, protects: RegExp): string {
  const next = reader.text[reader.at + 1] ?? '';
  reader.at += 2;
  if (next === '\n') return '';
  if (next === '\r' && reader.text[reader.at] === '\n') {
    reader.at++;
    return '';
  }
  return protects.test(next) ? next : `\\${next}`;
}

function dollar(reader: Reader, depth: number): WordPart {
  const { text, at } = reader;
  const next = text[at + 1];
  if (reader.dialect === 'shell' && (text[at] === '`' || next === '(')) return command(reader);
  if (reader.dialect === 'compose' && next === '$') {
    reader.at += 2;
    return { kind: 'text', text: '$' };
  }
  if (next === '{') return braced(reader, depth);
  const name = match(reader, NAME, at + 1);
  if (name !== undefined) return { kind: 'variable', name, operator: undefined, word: [] };
  const special = reader.dialect === 'shell' && next !== undefined && /[0-9@*#?$!-]/.test(next);
  reader.at += special ? 2 : 1;
  return special ? { kind: 'computed' } : { kind: 'text', text: '$' };
}

function braced(reader: Reader, depth: number): WordPart {
  const name = match(reader, NAME, reader.at + 2);
  if (name === undefined || depth >= MAX_NESTING) return unreadable(reader);
  if (reader.text[reader.at] === '}') {
    reader.at++;
    return { kind: 'variable', name, operator: undefined, word: [] };
  }
  const operator = match(reader, OPERATOR, reader.at) as Operator | undefined;
  if (operator === undefined) return unreadable(reader);
  const word = partsUntil(reader, (char) => char === '}', depth + 1);
  reader.at = Math.min(reader.at + 1, reader.text.length);
  return { kind: 'variable', name, operator, word };
}

/** Skips to the brace that closes, or to the end. */
function unreadable(reader: Reader): WordPart {
  const end = reader.text.indexOf('}', reader.at);
  reader.at = end < 0 ? reader.text.length : end + 1;
  return { kind: 'computed' };
}

/** Skips `$(…)` or a text in back quotes. */
function command(reader: Reader): WordPart {
  const { text } = reader;
  if (text[reader.at] === '`') {
    const end = text.indexOf('`', reader.at + 1);
    reader.at = end < 0 ? text.length : end + 1;
    return { kind: 'computed' };
  }
  let open = 0;
  for (reader.at++; reader.at < text.length; reader.at++) {
    if (text[reader.at] === '(') open++;
    else if (text[reader.at] === ')' && --open === 0) break;
  }
  reader.at = Math.min(reader.at + 1, text.length);
  return { kind: 'computed' };
}

function match(reader: Reader, pattern: RegExp, at: number): string | undefined {
  pattern.lastIndex = at;
  const found = pattern.exec(reader.text)?.[0];
  if (found !== undefined) reader.at = at + found.length;
  return found;
}
