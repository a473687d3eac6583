import { C_ESCAPES } from '../cEscapes';
import { substitute } from './composeTemplate';
import {
  type EnvFileEntry,
  type EnvFileReading,
  isGoSpace,
  nobodyKnows,
  type OuterEnvironment,
  Refused,
  reading,
  trimmedEnd,
} from './envFile';

/** A character of a name as compose has it; anything else before `=`, `:` or the line's end makes it refuse the file. */
const NAME_CHARACTER = /[\p{L}\p{N}_.\-[\]]/u;
const EXPORT = /export[\t\n\f\r ]+/y;
const ESCAPE = /\\(?:[abcfnrtv$"\\]|0[0-9]{0,3})/g;
const ESCAPED: Readonly<Record<string, string>> = { ...C_ESCAPES, '"': '"', '\\': '\\', $: '$$' };

interface Reader {
  readonly text: string;
  at: number;
  /** What the file has set so far; undefined where the value is not known. */
  readonly own: Map<string, string | undefined>;
  readonly lookup: OuterEnvironment;
}

/**
 * An env file as compose reads it (`.env`, `--env-file`, `env_file:` in its own format): quotes, also over several lines, escapes in
 * double quotes, ` #` comments, `export`, `name: value`, and `${…}` with its operators, but not in single quotes.
 *
 * @param lookup the environment of compose, which goes before the file in references; without it no reference is known.
 *
 * Source: packages `dotenv` and `template` of compose-spec/compose-go.
 */
export function readComposeEnvFile(text: string, lookup: OuterEnvironment = nobodyKnows): EnvFileReading {
  const reader: Reader = { text, at: text.startsWith('\ufeff') ? 1 : 0, own: new Map(), lookup };
  return reading(() => {
    const entries: EnvFileEntry[] = [];
    while (toStatement(reader)) {
      const entry = readStatement(reader);
      if (!entry) continue;
      reader.own.set(entry.name, entry.value);
      entries.push(entry);
    }
    return entries;
  });
}

/** Over blank lines and comments; false at the end of the text. */
function toStatement(reader: Reader): boolean {
  const { text } = reader;
  for (;;) {
    while (reader.at < text.length && isGoSpace(text.charCodeAt(reader.at))) reader.at++;
    if (reader.at >= text.length) return false;
    if (text[reader.at] !== '#') return true;
    reader.at = lineEnd(text, reader.at);
  }
}

function readStatement(reader: Reader): EnvFileEntry | undefined {
  const { name, start, kind } = readName(reader);
  if (name.includes(' ')) throw new Refused('a variable name contains a space', { start, end: start + name.length });
  if (kind === 'inherited') {
    const value = reader.lookup(name);
    return value === null ? undefined : { name, value, span: { start, end: start + name.length } };
  }
  skipBlanks(reader);
  const quote = reader.text[reader.at];
  const { value, end } = quote === '"' || quote === "'" ? readQuoted(reader, quote) : readPlain(reader);
  return { name, value, span: { start, end } };
}

/** A last line without line break, `=` or `:` is a value without a name. */
function readName(reader: Reader): { readonly name: string; readonly start: number; readonly kind: 'assigned' | 'inherited' } {
  const { text } = reader;
  EXPORT.lastIndex = reader.at;
  if (EXPORT.test(text)) {
    reader.at += 'export'.length;
    skipBlanks(reader);
    if (reader.at >= text.length) throw new Refused('nothing follows “export”', { start: reader.at, end: reader.at });
  }
  const start = reader.at;
  for (let at = start; at < text.length; ) {
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
    if (character === '=' || character === ':' || character === '\n') {
      reader.at = at + 1;
      const name = text.slice(start, trimmedEnd(text, start, at));
      if (character === '\n') skipBlanks(reader);
      return { name, start, kind: character === '\n' ? 'inherited' : 'assigned' };
    }
    if (!isBlank(text.charCodeAt(at)) && !NAME_CHARACTER.test(character)) {
      throw new Refused('a variable name contains a character that compose does not allow there', {
        start: at,
        end: at + character.length,
      });
    }
    at += character.length;
  }
  return { name: '', start, kind: 'assigned' };
}

function readPlain(reader: Reader): { readonly value: string | undefined; readonly end: number } {
  const { text, at: start } = reader;
  const stop = lineEnd(text, start);
  const line = text.slice(start, stop);
  const comment = line.indexOf(' #');
  const end = trimmedEnd(text, start, comment < 0 ? stop : start + comment);
  reader.at = stop + 1;
  return { value: interpolated(reader, text.slice(start, end), { start, end }), end };
}

function readQuoted(reader: Reader, quote: string): { readonly value: string | undefined; readonly end: number } {
  const { text, at: start } = reader;
  const parts: string[] = [];
  let from = start + 1;
  for (let at = from; at < text.length; at++) {
    const character = text[at];
    if (character === '\\') {
      if (text[at + 1] === quote) {
        parts.push(text.slice(from, at));
        from = at + 1;
      }
      at++;
    } else if (character === quote) {
      reader.at = at + 1;
      const raw = parts.join('') + text.slice(from, at);
      const value = quote === '"' ? interpolated(reader, unescaped(raw), { start, end: at + 1 }) : raw;
      return { value, end: at + 1 };
    }
  }
  throw new Refused('a quoted value does not end', { start, end: lineEnd(text, start) });
}

function interpolated(reader: Reader, value: string, span: { readonly start: number; readonly end: number }): string | undefined {
  const known = (name: string): string | null | undefined => {
    const outer = reader.lookup(name);
    if (outer !== null) return outer;
    return reader.own.has(name) ? reader.own.get(name) : null;
  };
  return substitute(value, known, (reason) => new Refused(reason, span));
}

/** `\$` becomes `$$`, which the interpolation takes for one `$`. An octal escape that is none loses its `0`. */
function unescaped(value: string): string {
  return value.replace(ESCAPE, (match) => {
    if (!match.startsWith('\\0')) return ESCAPED[match.slice(1)] ?? match;
    const digits = match.slice(2);
    const isByte = /^[0-3][0-7]{2}$/.test(digits);
    return isByte ? String.fromCharCode(Number.parseInt(digits, 8)) : `\\${digits}`;
  });
}

function skipBlanks(reader: Reader): void {
  while (reader.at < reader.text.length && isBlank(reader.text.charCodeAt(reader.at))) reader.at++;
}

/** White space but the line feed and what lies beyond Latin-1. */
function isBlank(code: number): boolean {
  return code !== 10 && code < 0x100 && isGoSpace(code);
}

function lineEnd(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at < 0 ? text.length : at;
}
