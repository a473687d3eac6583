import { type EnvFileEntry, type EnvFileReading, Refused, reading } from './envFile';

/** Python's `str.splitlines()`. */
const LINE_BREAK = /\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/g;
/** What Python's `shlex` takes for part of a word; any other character is a word of its own. */
const WORD_CHARACTER = /[A-Za-z0-9_\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00fe\u00df]/;
const BLANKS = ' \t\r\n';

/**
 * The `.env` of honcho: each line by itself in the words of Python's `shlex`, the first a name, the second `=`, the rest joined without
 * the space between. A `#` begins a comment anywhere outside quotes; `\n` and `\t` that are left over stand for the characters.
 * A quote that is not closed ends honcho with an error.
 *
 * Source: `honcho.environ.parse` of honcho 2.0.0 and Python's `shlex`.
 */
export function readHonchoEnvFile(text: string): EnvFileReading {
  return reading(() => {
    const entries: EnvFileEntry[] = [];
    let start = 0;
    for (const end of lineEnds(text)) {
      const entry = readLine(text.slice(start, end.at), start);
      if (entry) entries.push(entry);
      start = end.next;
    }
    return entries;
  });
}

function* lineEnds(text: string): Generator<{ readonly at: number; readonly next: number }> {
  for (const match of text.matchAll(LINE_BREAK)) yield { at: match.index, next: match.index + match[0].length };
  yield { at: text.length, next: text.length };
}

function readLine(line: string, offset: number): EnvFileEntry | undefined {
  const words = [...shellWords(line, offset)];
  const [name, operator, ...rest] = words;
  if (name === undefined || operator?.text !== '=' || rest.length === 0 || !/^[A-Za-z_]/.test(name.text)) return undefined;
  const value = rest.map((word) => word.text).join('');
  const span = { start: offset + name.start, end: offset + (rest.at(-1)?.end ?? 0) };
  return { name: name.text, value: value.replaceAll('\\n', '\n').replaceAll('\\t', '\t'), span };
}

interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** `shlex.shlex(line, posix=True)` of Python with its defaults. */
function* shellWords(line: string, offset: number): Generator<Word> {
  for (let at = 0; at < line.length; ) {
    const character = String.fromCodePoint(line.codePointAt(at) ?? 0);
    if (BLANKS.includes(character)) at++;
    else if (character === '#') return;
    else if (WORD_CHARACTER.test(character) || '\\\'"'.includes(character)) {
      const word = readWord(line, at, offset);
      if (word.text !== '' || word.quoted) yield word;
      at = word.end;
    } else {
      yield { text: character, start: at, end: at + character.length };
      at += character.length;
    }
  }
}

function readWord(line: string, start: number, offset: number): Word & { readonly quoted: boolean } {
  const parts: string[] = [];
  let quoted = false;
  let at = start;
  while (at < line.length) {
    const character = String.fromCodePoint(line.codePointAt(at) ?? 0);
    if (character === '\\') {
      const escaped = line.codePointAt(at + 1);
      if (escaped === undefined) throw new Refused('nothing follows a backslash', { start: offset + at, end: offset + line.length });
      parts.push(String.fromCodePoint(escaped));
      at += 1 + String.fromCodePoint(escaped).length;
    } else if (character === "'" || character === '"') {
      const part = readQuoted(line, at, character, offset);
      quoted = true;
      parts.push(part.text);
      at = part.end;
    } else if (WORD_CHARACTER.test(character)) {
      parts.push(character);
      at++;
    } else break;
  }
  return { text: parts.join(''), start, end: at, quoted };
}

/** In double quotes a backslash goes before a `"` and a backslash. */
function readQuoted(line: string, start: number, quote: string, offset: number): { readonly text: string; readonly end: number } {
  const parts: string[] = [];
  for (let at = start + 1; at < line.length; at++) {
    const character = line.charAt(at);
    if (character === quote) return { text: parts.join(''), end: at + 1 };
    const next = line.charAt(at + 1);
    if (quote === '"' && character === '\\' && (next === '"' || next === '\\')) {
      parts.push(next);
      at++;
    } else parts.push(character);
  }
  throw new Refused('a quote is not closed', { start: offset + start, end: offset + line.length });
}
