import type { Span } from '../../base/text';

/** A uwsgi.ini as uWSGI reads it: lines, without continuation and without comments behind a value. */
export interface UwsgiIni {
  readonly sections: readonly UwsgiSection[];
}

export interface UwsgiSection {
  readonly name: string;
  /** From its bracket to its bracket; undefined for what stands above the first section, which uWSGI leaves out. */
  readonly header: Span | undefined;
  readonly entries: readonly UwsgiEntry[];
}

export interface UwsgiEntry {
  readonly key: string;
  readonly keySpan: Span;
  /** As written, without white space at its ends; '' where there is none. */
  readonly value: string;
  readonly valueSpan: Span;
  /** `key` alone, without an equals sign. */
  readonly isBare: boolean;
  readonly parts: readonly UwsgiPart[];
  /** From the key to the end of the value. */
  readonly span: Span;
  /** The logic that it stands in: `if-env`, `for`, `else`; undefined for what always counts. */
  readonly logic: UwsgiLogic | undefined;
}

export interface UwsgiLogic {
  readonly key: string;
  readonly value: string;
  readonly span: Span;
}

export type UwsgiPart =
  | { readonly kind: 'text'; readonly text: string }
  /** `%d`: something about the file or the machine. */
  | { readonly kind: 'magic'; readonly char: string; readonly span: Span }
  /** `%(name)`: the value of another key. */
  | { readonly kind: 'option'; readonly name: string; readonly span: Span }
  /** `$(NAME)`, `$(NAME:-text)`. */
  | {
      readonly kind: 'variable';
      readonly name: string;
      readonly fallback: string | undefined;
      /** The fallback holds for an empty variable too. */
      readonly evenEmpty: boolean;
      readonly span: Span;
    }
  /** `@(path)`: the content of a file. */
  | { readonly kind: 'file'; readonly path: string; readonly span: Span };

const ENDS_LOGIC = new Set(['end', 'endif', 'endfor', 'end-if', 'end-for']);
const STARTS_LOGIC = /^(if-?[a-z-]+|for(-(glob|readline|times))?|else)$/;

/**
 * Reads the text of an ini file of uWSGI. Never fails: every line is a section, an entry, a comment or empty.
 * Source: core/ini.c and core/config.c of uWSGI 2.0.30.
 */
export function readUwsgiIni(text: string): UwsgiIni {
  let section: { name: string; header: Span | undefined; entries: UwsgiEntry[] } = { name: '', header: undefined, entries: [] };
  const sections = [section];
  let logic: UwsgiLogic | undefined;
  for (const { start, end } of linesOf(text)) {
    const line = text.slice(start, end);
    if (line === '' || line.startsWith(';') || line.startsWith('#')) continue;
    if (line.startsWith('[')) {
      // Whatever the last character is, uWSGI takes it for the bracket.
      section = { name: line.slice(1, -1), header: { start, end }, entries: [] };
      sections.push(section);
      logic = undefined;
      continue;
    }
    const entry = entryOf(text, start, end);
    const { key } = entry;
    if (ENDS_LOGIC.has(key) || key === 'else') logic = undefined;
    section.entries.push({ ...entry, logic: STARTS_LOGIC.test(key) || ENDS_LOGIC.has(key) ? undefined : logic });
    if (STARTS_LOGIC.test(key)) logic = { key, value: entry.value, span: entry.span };
  }
  return { sections: sections.filter(({ header, entries }) => header !== undefined || entries.length > 0) };
}

/** Whether a key begins, turns or ends a block of logic. */
export function isUwsgiLogic(key: string): boolean {
  return STARTS_LOGIC.test(key) || ENDS_LOGIC.has(key);
}

/** The lines of a text without white space at their ends. */
function* linesOf(text: string): Generator<Span> {
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf('\n', at);
    const stop = newline < 0 ? text.length : newline;
    yield trimmed(text, at, stop);
    at = stop + 1;
  }
}

function entryOf(text: string, start: number, end: number): Omit<UwsgiEntry, 'logic'> {
  const equals = text.indexOf('=', start);
  const isBare = equals < 0 || equals >= end;
  const keySpan = trimmed(text, start, isBare ? end : equals);
  const valueSpan = isBare ? { start: end, end } : trimmed(text, equals + 1, end);
  const value = text.slice(valueSpan.start, valueSpan.end);
  return {
    key: text.slice(keySpan.start, keySpan.end),
    keySpan,
    value,
    valueSpan,
    isBare,
    parts: uwsgiParts(value, valueSpan.start),
    span: { start: keySpan.start, end: Math.max(keySpan.end, valueSpan.end) },
  };
}

/** Without blanks, tabs and carriage returns at both ends, the only white space that uWSGI takes off. */
function trimmed(text: string, from: number, to: number): Span {
  let start = from;
  let end = to;
  while (start < end && isBlank(text[start])) start++;
  while (end > start && isBlank(text[end - 1])) end--;
  return { start, end };
}

function isBlank(char: string | undefined): boolean {
  return char === ' ' || char === '\t' || char === '\r';
}

/**
 * The parts of a value.
 * @param at where the value begins in its text.
 * @param inFile on a command line `%d` is text.
 */
export function uwsgiParts(value: string, at: number, inFile = true): readonly UwsgiPart[] {
  const parts: UwsgiPart[] = [];
  let from = 0;
  const push = (until: number) => {
    if (until > from) parts.push({ kind: 'text', text: value.slice(from, until) });
  };
  for (let index = 0; index < value.length; ) {
    const found = partAt(value, index, at, inFile);
    if (!found) {
      index++;
      continue;
    }
    push(index);
    parts.push(found.part);
    index = found.end;
    from = index;
  }
  push(value.length);
  return parts;
}

function partAt(value: string, index: number, at: number, inFile: boolean): { readonly part: UwsgiPart; readonly end: number } | undefined {
  const char = value.charAt(index);
  if (char !== '%' && char !== '$' && char !== '@') return undefined;
  if (value[index + 1] === '(') {
    const close = closing(value, index + 2);
    // Without a name in them the brackets are text.
    if (close <= index + 2) return undefined;
    const span = { start: at + index, end: at + close + 1 };
    return { part: referenceOf(char, value.slice(index + 2, close), span), end: close + 1 };
  }
  if (char !== '%' || !inFile || index + 1 >= value.length) return undefined;
  const magic = value.charAt(index + 1);
  const span = { start: at + index, end: at + index + 2 };
  return { part: magic === '%' ? { kind: 'text', text: '%' } : { kind: 'magic', char: magic, span }, end: index + 2 };
}

function referenceOf(sign: string, inner: string, span: Span): UwsgiPart {
  if (sign === '%') return { kind: 'option', name: inner, span };
  if (sign === '@') return { kind: 'file', path: inner, span };
  const evenEmpty = inner.includes(':-');
  const dash = evenEmpty ? inner.indexOf(':-') : inner.indexOf('-');
  const name = dash < 0 ? inner : inner.slice(0, dash);
  return { kind: 'variable', name, fallback: dash < 0 ? undefined : inner.slice(dash + (evenEmpty ? 2 : 1)), evenEmpty, span };
}

/** The bracket that closes one which was opened before `from`; -1 where none does. */
function closing(value: string, from: number): number {
  let depth = 0;
  for (let at = from; at < value.length; at++) {
    if (value[at] === '(') depth++;
    else if (value[at] === ')' && depth-- === 0) return at;
  }
  return -1;
}
