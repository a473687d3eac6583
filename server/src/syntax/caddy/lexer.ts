import type { Span } from '../../base/text';

/** A word of a Caddyfile. */
export interface CaddyToken {
  /** Without quotes and escapes. What the environment fills in stands as written: `{$UPSTREAM:web:8000}`. */
  readonly text: string;
  /** With its quotes. */
  readonly span: Span;
  /** `<<`: a text over several lines. */
  readonly quote: '"' | '`' | '<<' | undefined;
  /** The line on which it begins and the one on which it ends, zero-based. */
  readonly line: number;
  readonly lastLine: number;
  /** What Caddy puts in before it reads the file; it may be several words. */
  readonly variables: readonly CaddyVariable[];
}

/** `{$NAME}` or `{$NAME:default}`. */
export interface CaddyVariable {
  readonly name: string;
  readonly fallback: string | undefined;
  readonly span: Span;
}

export interface CaddyProblem {
  readonly message: string;
  readonly span: Span;
}

/**
 * The words of a Caddyfile, without its comments.
 * Source: caddyconfig/caddyfile/lexer.go of Caddy 2.
 */
export function caddyTokens(text: string): { readonly tokens: readonly CaddyToken[]; readonly problems: readonly CaddyProblem[] } {
  const tokens: CaddyToken[] = [];
  const problems: CaddyProblem[] = [];
  let at = 0;
  let line = 0;
  while (at < text.length) {
    const char = text.charAt(at);
    if (char === '\n') line++;
    if (/[\s\uFEFF]/.test(char)) at++;
    else if (char === '\\' && /^\\\r?\n/.test(text.slice(at, at + 3))) {
      // The next line goes on with this one.
      at += text[at + 1] === '\r' ? 3 : 2;
      line++;
    } else if (char === '#') {
      const end = text.indexOf('\n', at);
      at = end < 0 ? text.length : end;
    } else {
      const read = wordAt(text, at);
      if (read.problem) problems.push({ message: read.problem, span: { start: at, end: read.end } });
      const lines = countLines(text, at, read.end);
      const span = { start: at, end: read.end };
      tokens.push({ text: read.text, span, quote: read.quote, line, lastLine: line + lines, variables: variablesIn(text, span) });
      line += lines;
      at = read.end;
    }
  }
  return { tokens: joined(text, tokens), problems };
}

interface Reading {
  readonly text: string;
  readonly end: number;
  readonly quote: CaddyToken['quote'];
  readonly problem?: string;
}

function wordAt(text: string, at: number): Reading {
  const char = text[at];
  if (char === '`' || char === '"') return quotedAt(text, at, char);
  const heredoc = /^<<([A-Za-z0-9_-]+)\r?\n/.exec(text.slice(at, at + 100));
  if (heredoc) return heredocAt(text, at, heredoc[0], heredoc[1] ?? '');
  let word = '';
  let index = at;
  while (index < text.length && !/\s/.test(text.charAt(index))) {
    // A backslash before a line break joins lines; before anything else it stands for itself.
    if (text[index] === '\\' && /^\\\r?\n/.test(text.slice(index, index + 3))) break;
    word += text[index++];
  }
  return { text: word, end: index, quote: undefined };
}

function quotedAt(text: string, at: number, quote: '"' | '`'): Reading {
  let word = '';
  for (let index = at + 1; index < text.length; index++) {
    const char = text.charAt(index);
    if (char === quote) return { text: word, end: index + 1, quote };
    if (char === '\\' && quote === '"' && text[index + 1] === '"') {
      word += '"';
      index++;
    } else word += char;
  }
  return { text: word, end: text.length, quote, problem: 'a quote is not closed' };
}

function heredocAt(text: string, at: number, opening: string, marker: string): Reading {
  const from = at + opening.length;
  const pattern = new RegExp(`^([ \\t]*)${marker}(?=\\s|$)`, 'gm');
  pattern.lastIndex = from;
  const end = pattern.exec(text);
  if (!end)
    return { text: text.slice(from), end: text.length, quote: '<<', problem: `the text that begins with <<${marker} is not closed` };
  const indent = end[1] ?? '';
  const lines = text
    .slice(from, end.index)
    .replace(/\r?\n$/, '')
    .split('\n');
  const word = lines.map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line)).join('\n');
  return { text: word, end: end.index + end[0].length, quote: '<<' };
}

function countLines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) if (text[at] === '\n') count++;
  return count;
}

function variablesIn(text: string, { start, end }: Span): readonly CaddyVariable[] {
  return [...text.slice(start, end).matchAll(/\{\$([^{}:]+)(?::([^{}]*))?\}/g)].map((match) => ({
    name: match[1] ?? '',
    fallback: match[2],
    span: { start: start + match.index, end: start + match.index + match[0].length },
  }));
}

/** Where a backslash ends a line, the words of the next one belong to it. */
function joined(text: string, tokens: readonly CaddyToken[]): readonly CaddyToken[] {
  let less = 0;
  return tokens.map((token, index) => {
    const before = tokens[index - 1];
    if (before) less += (text.slice(before.span.end, token.span.start).match(/\\\r?\n/g) ?? []).length;
    return less === 0 ? token : { ...token, line: token.line - less, lastLine: token.lastLine - less };
  });
}
