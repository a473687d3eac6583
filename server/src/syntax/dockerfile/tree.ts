import type { Span } from '../../base/text';
import { partOf, type WrittenText } from '../written';

/** A Dockerfile as the builder cuts it up: instructions with their flags, and what stands between them. */
export interface DockerfileTree {
  /** The character that continues lines, and protects others. */
  readonly escape: '\\' | '`';
  /** `# syntax=…`, `# escape=…`, `# check=…` at the top; names in lower case. */
  readonly directives: readonly { readonly name: string; readonly value: string; readonly span: Span }[];
  /** From `#` to the end of the line; directives are not among them. */
  readonly comments: readonly Span[];
  readonly instructions: readonly Instruction[];
}

export interface Instruction {
  /** In upper case; it may be none that there is. */
  readonly keyword: string;
  readonly keywordSpan: Span;
  /** From the keyword to the end of its last line that is not empty, here-documents included. */
  readonly span: Span;
  readonly flags: readonly Flag[];
  /** What stands behind the keyword and the flags, continued lines joined and comments within left out. */
  readonly rest: WrittenText;
  readonly heredocs: readonly Heredoc[];
  /** Of ONBUILD: the instruction that it keeps for later. */
  readonly trigger: Instruction | undefined;
}

/** `--name=value`, or `--name` alone. */
export interface Flag {
  readonly name: string;
  readonly value: string | undefined;
  readonly span: Span;
  /** Where the value is written; the end of the flag for one without. */
  readonly valueSpan: Span;
}

export interface Heredoc {
  readonly name: string;
  /** `<<'EOF'`: nothing in it is expanded. */
  readonly quoted: boolean;
  /** `<<-EOF`: tabs at the start of its lines do not count. */
  readonly chomps: boolean;
  /** Its lines, without the one that ends it. */
  readonly content: Span;
}

/** A part of an instruction. `exact`: the file has just this text at the span, so that it can be replaced there. */
export interface DockerWord {
  readonly text: string;
  readonly span: Span;
  readonly exact: boolean;
}

export const KEYWORDS: readonly string[] = [
  'ADD',
  'ARG',
  'CMD',
  'COPY',
  'ENTRYPOINT',
  'ENV',
  'EXPOSE',
  'FROM',
  'HEALTHCHECK',
  'LABEL',
  'MAINTAINER',
  'ONBUILD',
  'RUN',
  'SHELL',
  'STOPSIGNAL',
  'USER',
  'VOLUME',
  'WORKDIR',
];

/** The words of a text between white space, quotes and all. */
export function splitWords(text: WrittenText): readonly DockerWord[] {
  return [...text.text.matchAll(/\S+/g)].map((match) => wordAt(text, match.index, match.index + match[0].length));
}

/**
 * The words of a text as ENV, LABEL and ARG have them: white space in quotes, or behind the escape character, is a part of a word.
 * Source: parseWords in frontend/dockerfile/parser/line_parsers.go of moby/buildkit.
 */
export function splitQuoted(text: WrittenText, escapeCharacter: string): readonly DockerWord[] {
  const words: DockerWord[] = [];
  let start = -1;
  let quote = '';
  for (let at = 0; at <= text.text.length; at++) {
    const char = text.text[at];
    const isSpace = char !== undefined && /\s/.test(char);
    if (start < 0) {
      if (char === undefined || isSpace) continue;
      start = at;
    }
    if (char === undefined || (isSpace && quote === '')) {
      words.push(wordAt(text, start, at));
      start = -1;
    } else if (char === escapeCharacter && quote !== "'") at++;
    else if (quote === '' && (char === '"' || char === "'")) quote = char;
    else if (char === quote) quote = '';
  }
  return words;
}

/** The texts of a JSON array, each with where it is written; undefined for what is none. */
export function jsonWords(text: WrittenText): readonly DockerWord[] | undefined {
  // What stands behind the array does not count.
  const array = /^\s*\[(?:[^"\]\\]|"(?:[^"\\]|\\[\s\S])*")*\]/.exec(text.text)?.[0];
  if (array === undefined) return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(array);
  } catch {
    return undefined;
  }
  if (!Array.isArray(parsed) || !parsed.every((word): word is string => typeof word === 'string')) return undefined;
  const written = [...array.matchAll(/"((?:[^"\\]|\\[\s\S])*)"/g)];
  return parsed.map((word, index): DockerWord => {
    const match = written[index];
    const start = (match?.index ?? 0) + 1;
    const raw = match?.[1] ?? '';
    const { span, exact } = partOf(text, start, start + raw.length);
    return { text: word, span, exact: exact && raw === word };
  });
}

function wordAt(text: WrittenText, start: number, end: number): DockerWord {
  return { text: text.text.slice(start, end), ...partOf(text, start, end) };
}
