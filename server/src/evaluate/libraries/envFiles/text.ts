/** One assignment of an env file, in the order of the file. `value` is undefined for a name without `=` (python-dotenv). */
export interface EnvFileEntry {
  readonly name: string;
  readonly value: string | undefined;
}

/** Python's own notion of white space (`str.isspace`, `\s`), which is not JavaScript's, as the inside of a character class. */
export const SPACE = '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';

const IS_SPACE = new RegExp(`[${SPACE}]`);

/** Python's `str.strip()`. */
export function strip(text: string): string {
  let start = 0;
  while (start < text.length && IS_SPACE.test(text.charAt(start))) start++;
  return stripEnd(text.slice(start));
}

/** Python's `str.rstrip()`; a pattern for it would take quadratic time over a long run of white space. */
export function stripEnd(text: string): string {
  let end = text.length;
  while (end > 0 && IS_SPACE.test(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/** A file as Python's text mode gives it: every kind of line end is `\n`. */
export function universalNewlines(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

/** Python's `str.splitlines()` of a text with universal newlines. */
export function splitLines(text: string): readonly string[] {
  const lines = text.split(/[\n\v\f\x1c-\x1e\x85\u2028\u2029]/);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}
