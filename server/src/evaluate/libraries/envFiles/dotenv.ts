import { type EnvFileEntry, SPACE, stripEnd, universalNewlines } from './text';

/** White space within a line: no line feed, no carriage return. */
const BLANK = `(?:(?![\\r\\n])[${SPACE}])`;

const sticky = (source: string): RegExp => new RegExp(source, 'y');
const PATTERNS = {
  anySpace: sticky(`[${SPACE}]*`),
  blanks: sticky(`${BLANK}*`),
  export: sticky(`(?:export${BLANK}+)?`),
  quotedName: sticky("'([^']+)'"),
  name: sticky(`([^=#${SPACE}]+)`),
  equals: sticky(`(=${BLANK}*)`),
  single: sticky("'((?:\\\\[\\s\\S]|[^'\\\\])*)'"),
  double: sticky('"((?:\\\\[\\s\\S]|[^"\\\\])*)"'),
  plain: sticky('([^\\r\\n]*)'),
  comment: sticky(`(?:${BLANK}*#[^\\r\\n]*)?`),
  lineEnd: sticky(`${BLANK}*(?:\\r\\n|\\n|\\r|$)`),
  restOfLine: sticky('[^\\r\\n]*(?:\\r|\\n|\\r\\n)?'),
} as const;
/** Begins only where the white space does, or a long run of it would take quadratic time. */
const TRAILING_COMMENT = new RegExp(`(?<![${SPACE}])[${SPACE}]+#[^\\n]*`, 'g');
const ESCAPES: Readonly<Record<string, string>> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** A statement that python-dotenv cannot read; it goes on after the end of the line where it stopped. */
class Unreadable extends Error {}

interface Reader {
  readonly text: string;
  at: number;
}

/**
 * The assignments of an env file as python-dotenv reads them: quotes over several lines, escapes, `export`, comments after values.
 * Variables in the values are not yet replaced.
 */
export function readDotenvFile(text: string): readonly EnvFileEntry[] {
  const reader: Reader = { text: universalNewlines(text).replace(/^\ufeff/, ''), at: 0 };
  const entries: EnvFileEntry[] = [];
  while (reader.at < reader.text.length) {
    try {
      const entry = readStatement(reader);
      if (entry) entries.push(entry);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      take(reader, PATTERNS.restOfLine);
    }
  }
  return entries;
}

function readStatement(reader: Reader): EnvFileEntry | undefined {
  take(reader, PATTERNS.anySpace);
  if (reader.at >= reader.text.length) return undefined;
  take(reader, PATTERNS.export);
  const name = readName(reader);
  take(reader, PATTERNS.blanks);
  const value = reader.text[reader.at] === '=' ? readValue(reader, take(reader, PATTERNS.equals)) : undefined;
  take(reader, PATTERNS.comment);
  take(reader, PATTERNS.lineEnd);
  return name === undefined ? undefined : { name, value };
}

function readName(reader: Reader): string | undefined {
  const next = reader.text[reader.at];
  if (next === '#') return undefined;
  return take(reader, next === "'" ? PATTERNS.quotedName : PATTERNS.name);
}

function readValue(reader: Reader, equals: string): string {
  const next = reader.text[reader.at];
  if (equals.length > 1 && next === '#') return '';
  if (next === "'") return take(reader, PATTERNS.single).replace(/\\([\\'])/g, '$1');
  if (next === '"') return take(reader, PATTERNS.double).replace(/\\([\\'"abfnrtv])/g, (_, escaped: string) => ESCAPES[escaped] ?? escaped);
  if (next === undefined || next === '\n' || next === '\r') return '';
  return stripEnd(take(reader, PATTERNS.plain).replace(TRAILING_COMMENT, ''));
}

function take(reader: Reader, pattern: RegExp): string {
  pattern.lastIndex = reader.at;
  const match = pattern.exec(reader.text);
  if (!match) throw new Unreadable();
  reader.at += match[0].length;
  return match[1] ?? match[0];
}

/** A part of a value: text, or a variable with what stands for it where it is not set. */
export type ValuePart = string | { readonly name: string; readonly fallback: string };

/** `a${NAME:-default}b` in its parts. */
export function valueParts(value: string): readonly ValuePart[] {
  const parts: ValuePart[] = [];
  let cursor = 0;
  for (const match of value.matchAll(/\$\{([^}:]*)(?::-([^}]*))?\}/g)) {
    if (match.index > cursor) parts.push(value.slice(cursor, match.index));
    parts.push({ name: match[1] ?? '', fallback: match[2] ?? '' });
    cursor = match.index + match[0].length;
  }
  if (cursor < value.length) parts.push(value.slice(cursor));
  return parts;
}
