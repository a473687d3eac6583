import { systemdWords, withoutSpecifiers } from '../systemd/words';
import { type EnvFileEntry, type EnvFileReading, Refused, reading } from './envFile';

const SPACE = ' \t\n\r';
const NEWLINE = '\n\r';
const COMMENT = '#;';
/** Behind a backslash in double quotes only these lose it. */
const ESCAPED_IN_QUOTES = '"\\`$';
/** What systemd does not count as characters. */
const NO_CHARACTER = /\p{Noncharacter_Code_Point}|\p{Cs}/u;

/**
 * A file of `EnvironmentFile=`: comments with `#` and `;`, quotes also over several lines, lines that end with a backslash go on, white
 * space around name and value goes, nothing is expanded. Names that systemd does not allow are left out.
 *
 * A comment that ends with a backslash goes on until systemd 253 and no longer since 254: what depends on that has no known value.
 *
 * Source: systemd.exec(5), `load_env_file` of systemd.
 */
export function readSystemdEnvFile(text: string): EnvFileReading {
  return reading(() => {
    const newer = [...assignments(text, false)];
    return (/\\[\n\r]/.test(text) ? agreed(newer, [...assignments(text, true)]) : newer).filter(({ name }) => isName(name));
  });
}

/** The entries of two readings in the order of the text; the value of one that only one of them has is not known. */
function agreed(one: readonly EnvFileEntry[], other: readonly EnvFileEntry[]): readonly EnvFileEntry[] {
  const key = (entry: EnvFileEntry): string => JSON.stringify([entry.span.start, entry.name, entry.value]);
  const inOne = new Set(one.map(key));
  const inOther = new Set(other.map(key));
  const first = one.map((entry) => (inOther.has(key(entry)) ? entry : { ...entry, value: undefined }));
  const added = other.filter((entry) => !inOne.has(key(entry))).map((entry) => ({ ...entry, value: undefined }));
  return [...first, ...added].sort((a, b) => a.span.start - b.span.start);
}

function isName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);
}

interface Reader {
  readonly text: string;
  readonly commentsGoOn: boolean;
  at: number;
}

function* assignments(text: string, commentsGoOn: boolean): Generator<EnvFileEntry> {
  if (text.includes('\0'))
    throw new Refused('systemd reads no file with a NUL in it', { start: text.indexOf('\0'), end: text.indexOf('\0') + 1 });
  const reader: Reader = { text, commentsGoOn, at: 0 };
  while (toName(reader)) {
    const start = reader.at;
    const name = readName(reader);
    if (name === undefined) continue;
    const value = readValue(reader);
    const span = { start, end: endOf(text, start, reader.at) };
    if (NO_CHARACTER.test(name + value)) throw new Refused('systemd reads no file with what Unicode does not count as characters', span);
    yield { name, value, span };
  }
}

/** Over white space and comments; false at the end of the text. */
function toName(reader: Reader): boolean {
  const { text } = reader;
  for (; reader.at < text.length; reader.at++) {
    const character = text.charAt(reader.at);
    if (COMMENT.includes(character)) skipComment(reader);
    else if (!SPACE.includes(character)) return true;
  }
  return false;
}

/** Stops on the line break, or on the last character of the text. */
function skipComment(reader: Reader): void {
  const { text } = reader;
  for (; reader.at < text.length; reader.at++) {
    const character = text.charAt(reader.at);
    if (NEWLINE.includes(character)) return;
    if (character !== '\\') continue;
    const next = text.charAt(reader.at + 1);
    if (reader.commentsGoOn || (next !== '' && !NEWLINE.includes(next))) reader.at++;
  }
}

/** Undefined for a line without `=`, which is skipped. A `=` that the line begins with belongs to the name. */
function readName(reader: Reader): string | undefined {
  const { text, at: start } = reader;
  for (reader.at++; reader.at < text.length; reader.at++) {
    const character = text.charAt(reader.at);
    if (NEWLINE.includes(character)) return undefined;
    if (character === '=') return text.slice(start, reader.at++).replace(/[ \t]+$/, '');
  }
  return undefined;
}

/** Quoted parts and what stands before, between and behind them; white space goes only where no plain text has begun. */
function readValue(reader: Reader): string {
  const { text } = reader;
  const parts: string[] = [];
  for (; reader.at < text.length; reader.at++) {
    const character = text.charAt(reader.at);
    if (NEWLINE.includes(character)) break;
    if (SPACE.includes(character)) continue;
    if (character === "'") parts.push(readSingleQuoted(reader));
    else if (character === '"') parts.push(readDoubleQuoted(reader));
    else {
      parts.push(readPlain(reader));
      break;
    }
  }
  return parts.join('');
}

/** From the quote to the closing one, on which the reader stops. */
function readSingleQuoted(reader: Reader): string {
  const close = reader.text.indexOf("'", reader.at + 1);
  const inner = reader.text.slice(reader.at + 1, close < 0 ? undefined : close);
  reader.at = close < 0 ? reader.text.length : close;
  return inner;
}

function readDoubleQuoted(reader: Reader): string {
  const { text } = reader;
  const parts: string[] = [];
  let from = ++reader.at;
  for (; reader.at < text.length && text[reader.at] !== '"'; reader.at++) {
    if (text[reader.at] !== '\\') continue;
    const next = text.charAt(reader.at + 1);
    if (next === '' || next === '\n' || ESCAPED_IN_QUOTES.includes(next)) {
      parts.push(text.slice(from, reader.at));
      from = reader.at + (next === '\n' ? 2 : 1);
    }
    reader.at++;
  }
  reader.at = Math.min(reader.at, text.length);
  return parts.join('') + text.slice(from, reader.at);
}

/** To the end of the line. A quote has no meaning any more, a backslash keeps what follows, white space at the end goes unless it is kept. */
function readPlain(reader: Reader): string {
  const { text } = reader;
  const parts: string[] = [];
  let kept = 0;
  let length = 0;
  const add = (piece: string): void => {
    parts.push(piece);
    length += piece.length;
  };
  for (; reader.at < text.length; reader.at++) {
    const character = text.charAt(reader.at);
    if (NEWLINE.includes(character)) return parts.join('').slice(0, kept);
    if (character === '\\') {
      reader.at++;
      const next = text.charAt(reader.at);
      if (!NEWLINE.includes(next)) add(next);
      kept = length;
      if (next === '') return parts.join('');
    } else {
      add(character);
      if (!SPACE.includes(character)) kept = length;
    }
  }
  return parts.join('').slice(0, kept);
}

function endOf(text: string, start: number, at: number): number {
  let end = Math.min(at, text.length);
  while (end > start && SPACE.includes(text.charAt(end - 1))) end--;
  return end;
}

/**
 * The value of one `Environment=` line: words with quotes and C escapes, each an assignment. A word that is none is left out, and so is
 * everything from a mistake in quotes or escapes on. What a `%` specifier stands for is not known; `%%` is a `%`. An empty text has no
 * entries: that it takes back the lines before is for the caller.
 *
 * Source: systemd.exec(5), `config_parse_environ` of systemd.
 */
export function readSystemdEnvironment(assignmentText: string): EnvFileReading {
  const entries: EnvFileEntry[] = [];
  let complete = true;
  for (const { text, span } of systemdWords(assignmentText).words) {
    const equals = text.indexOf('=');
    const name = text.slice(0, Math.max(0, equals));
    if (/%[^%]/.test(equals < 0 ? text : name)) complete = false;
    else if (isName(name) && !NO_CHARACTER.test(text)) entries.push({ name, value: withoutSpecifiers(text.slice(equals + 1)), span });
  }
  return { kind: 'read', entries, complete };
}
