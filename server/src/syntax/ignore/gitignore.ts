import type { Span } from '../../base/text';

/** One line of a .gitignore. */
export interface GitignorePattern {
  /** `!`: what an earlier line ignored is kept. */
  readonly negated: boolean;
  readonly span: Span;
  /** Whether it means an entry, by its path below the folder of the .gitignore. */
  matches(path: string, isFolder: boolean): boolean;
}

/**
 * The patterns of a .gitignore, in the order of the text: the last one that matches counts. Never throws.
 *
 * Source: https://git-scm.com/docs/gitignore, `dir.c` and `wildmatch.c` of git.
 */
export function readGitignore(text: string): readonly GitignorePattern[] {
  const patterns: GitignorePattern[] = [];
  let start = text.startsWith('\ufeff') ? 1 : 0;
  for (const line of text.slice(start).split('\n')) {
    const content = withoutTrailingSpaces(line.replace(/\r$/, ''));
    if (content !== '' && !content.startsWith('#')) patterns.push(readPattern(content, { start, end: start + content.length }));
    start += line.length + 1;
  }
  return patterns;
}

/** A space at the end counts only behind a backslash. */
function withoutTrailingSpaces(line: string): string {
  const spaces = / +$/.exec(line);
  if (!spaces) return line;
  const before = line.slice(0, spaces.index);
  const isEscaped = (/\\*$/.exec(before)?.[0].length ?? 0) % 2 === 1;
  return isEscaped ? `${before} ` : before;
}

function readPattern(line: string, span: Span): GitignorePattern {
  const negated = line.startsWith('!');
  let pattern = negated ? line.slice(1) : line;
  const foldersOnly = pattern.endsWith('/');
  if (foldersOnly) pattern = pattern.slice(0, -1);
  const isAnchored = pattern.includes('/');
  const test = wildmatch(pattern.replace(/^\//, ''));
  return {
    negated,
    span,
    matches(path, isFolder) {
      if (foldersOnly && !isFolder) return false;
      return test?.test(isAnchored ? path : path.slice(path.lastIndexOf('/') + 1)) ?? false;
    },
  };
}

/** A glob as git has it; undefined for one that can match nothing. */
function wildmatch(glob: string): RegExp | undefined {
  let source = '';
  for (let at = 0; at < glob.length; ) {
    const char = glob[at] ?? '';
    if (char === '*') {
      const stars = starsAt(glob, at);
      source += stars.source;
      at = stars.end;
    } else if (char === '?') {
      source += '[^/]';
      at++;
    } else if (char === '[') {
      const set = setAt(glob, at);
      if (!set) return undefined;
      source += set.source;
      at = set.end;
    } else if (char === '\\') {
      if (at + 1 >= glob.length) return undefined;
      source += literal(glob[at + 1] ?? '');
      at += 2;
    } else {
      source += literal(char);
      at++;
    }
  }
  return compiled(source);
}

/** Two or more stars cross folders only where they stand between slashes or at an end. */
function starsAt(glob: string, start: number): { readonly source: string; readonly end: number } {
  let end = start;
  while (glob[end] === '*') end++;
  const isWhole = end - start > 1 && (start === 0 || glob[start - 1] === '/') && (end === glob.length || glob[end] === '/');
  if (!isWhole) return { source: '[^/]*', end };
  return end === glob.length ? { source: '.*', end } : { source: '(?:.*/)?', end: end + 1 };
}

const CLASSES: Readonly<Record<string, string>> = {
  alnum: 'A-Za-z0-9',
  alpha: 'A-Za-z',
  blank: ' \\t',
  cntrl: '\\x00-\\x1f\\x7f',
  digit: '0-9',
  graph: '\\x21-\\x7e',
  lower: 'a-z',
  print: '\\x20-\\x7e',
  punct: '!-\\/:-@\\[-`{-~',
  space: '\\s',
  upper: 'A-Z',
  xdigit: '0-9A-Fa-f',
};

/** `[a-z]`, `[!a]`, `[[:digit:]]`: undefined where it does not end. A slash is never in one. */
function setAt(glob: string, start: number): { readonly source: string; readonly end: number } | undefined {
  let at = start + 1;
  const negated = glob[at] === '!' || glob[at] === '^';
  if (negated) at++;
  let body = '';
  for (let first = true; ; first = false) {
    const char = glob[at];
    if (char === undefined) return undefined;
    if (char === ']' && !first) break;
    const named = /^\[:([a-z]*):\]/.exec(glob.slice(at));
    if (named) {
      const inside = CLASSES[named[1] ?? ''];
      if (inside === undefined) return undefined;
      body += inside;
      at += named[0].length;
    } else {
      const range = rangeAt(glob, at);
      if (!range) return undefined;
      body += range.source;
      at = range.end;
    }
  }
  const set = negated ? `[^${body}]` : body === '' ? '(?!)' : `[${body}]`;
  return { source: `(?!/)${set}`, end: at + 1 };
}

/** One character of a set, or two with a dash between them; a range from high to low is empty. */
function rangeAt(glob: string, start: number): { readonly source: string; readonly end: number } | undefined {
  const one = characterAt(glob, start);
  if (!one) return undefined;
  if (glob[one.end] !== '-' || glob[one.end + 1] === ']' || glob[one.end + 1] === undefined)
    return { source: literal(one.char), end: one.end };
  const other = characterAt(glob, one.end + 1);
  if (!other) return undefined;
  return { source: one.char > other.char ? '' : `${literal(one.char)}-${literal(other.char)}`, end: other.end };
}

function characterAt(glob: string, at: number): { readonly char: string; readonly end: number } | undefined {
  const isEscaped = glob[at] === '\\';
  const char = glob[isEscaped ? at + 1 : at];
  return char === undefined ? undefined : { char, end: at + (isEscaped ? 2 : 1) };
}

function literal(char: string): string {
  return char.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

function compiled(source: string): RegExp | undefined {
  try {
    return new RegExp(`^${source}$`, 's');
  } catch {
    return undefined;
  }
}
