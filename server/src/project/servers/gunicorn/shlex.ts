/** A word of a text, and what of the text it is made of: its quotes included. */
export interface ShlexWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The words of a text as Python's `shlex.split` gives them: quotes and backslashes, no variables, no comments. Undefined where Python
 * refuses it, for a quote that is not closed or a backslash at the end.
 *
 * Source: https://docs.python.org/3/library/shlex.html
 */
export function shlexSplit(text: string): readonly ShlexWord[] | undefined {
  const words: ShlexWord[] = [];
  for (let at = 0; at < text.length; ) {
    if (isSpace(text.charAt(at))) {
      at++;
      continue;
    }
    const word = readWord(text, at);
    if (!word) return undefined;
    words.push(word);
    at = word.end;
  }
  return words;
}

function isSpace(char: string): boolean {
  return char === ' ' || char === '\t' || char === '\r' || char === '\n';
}

function readWord(text: string, start: number): ShlexWord | undefined {
  let out = '';
  let quote = '';
  let at = start;
  for (; at < text.length; at++) {
    const char = text.charAt(at);
    const next = text.charAt(at + 1);
    if (quote === '' && isSpace(char)) break;
    if (char === '\\' && quote !== "'") {
      if (next === '') return undefined;
      // Inside of double quotes a backslash protects only a quote and itself.
      out += quote === '' || next === '"' || next === '\\' ? next : char + next;
      at++;
    } else if (char === quote) quote = '';
    else if (quote === '' && (char === '"' || char === "'")) quote = char;
    else out += char;
  }
  return quote === '' ? { text: out, start, end: at } : undefined;
}
