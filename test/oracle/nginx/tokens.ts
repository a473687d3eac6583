/**
 * A reader of nginx's words that shares nothing with ours: the referee's lines and the mutations must not lean on what they judge.
 */
export interface Token {
  readonly kind: 'word' | ';' | '{' | '}';
  readonly start: number;
  /** Offset after its last letter. */
  readonly end: number;
}

/** The words, terminators and braces of a text, in order. A quote that nobody closes reaches to the end. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const letter = text[at] ?? '';
    if (/\s/.test(letter)) {
      at++;
    } else if (letter === '#') {
      while (at < text.length && text[at] !== '\n') at++;
    } else if (letter === ';' || letter === '{' || letter === '}') {
      tokens.push({ kind: letter, start: at, end: ++at });
    } else {
      const end = letter === '"' || letter === "'" ? endOfQuote(text, at, letter) : endOfWord(text, at);
      tokens.push({ kind: 'word', start: at, end });
      at = end;
    }
  }
  return tokens;
}

function endOfQuote(text: string, start: number, quote: string): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === quote) return at + 1;
  }
  return text.length;
}

function endOfWord(text: string, start: number): number {
  for (let at = start; at < text.length; at++) {
    const letter = text[at] ?? '';
    if (letter === '\\') at++;
    else if (letter === '$' && text[at + 1] === '{') at++;
    else if (/[\s;{]/.test(letter)) return at;
  }
  return text.length;
}

/** Lines, counted from 1, both ends included. */
export interface Lines {
  readonly first: number;
  readonly last: number;
}

/**
 * The lines of what nginx had in hands when it stopped in a line: the directives whose terminator stands there, from their first
 * word; for a closing brace the words before it that lack a terminator, otherwise its whole block. The line alone where there is nothing.
 */
export function linesOfStatement(text: string, line: number): Lines {
  const tokens = tokensOf(text);
  const lineOf = lineCounter(text);
  const opened: Token[] = [];
  let pending: Token | undefined;
  let first = line;
  for (const token of tokens) {
    const here = lineOf(token.end - 1);
    if (here > line) break;
    if (token.kind === 'word') {
      pending ??= token;
      continue;
    }
    const block = token.kind === '}' ? opened.pop() : undefined;
    const begin = pending ?? block ?? token;
    if (here === line) first = Math.min(first, lineOf(begin.start));
    if (token.kind === '{') opened.push(begin);
    pending = undefined;
  }
  // Nothing ends in this line: nginx stands in the middle of a directive.
  if (pending && lineOf(pending.start) < first && !tokens.some((one) => one.kind !== 'word' && lineOf(one.start) === line)) {
    first = lineOf(pending.start);
  }
  return { first, last: line };
}

/** The lines of the statement, to the end of the block that the last brace of the line opens. */
export function linesOfBlock(text: string, line: number): Lines {
  const lineOf = lineCounter(text);
  let depth = 0;
  let last = line;
  for (const token of tokensOf(text)) {
    const here = lineOf(token.start);
    if (here < line) continue;
    if (token.kind === '{') depth++;
    if (token.kind === '}') depth--;
    last = here;
    if (here > line && depth <= 0) break;
  }
  return { first: linesOfStatement(text, line).first, last };
}

/** Line, from 1, of an offset. */
export function lineCounter(text: string): (offset: number) => number {
  const ends = [...text.matchAll(/\n/g)].map((match) => match.index);
  return (offset) => {
    const index = ends.findIndex((end) => end >= offset);
    return (index === -1 ? ends.length : index) + 1;
  };
}
