import type { PythonParser } from '../treeSitter';
import type { Module, Statement } from './ast';
import { lowerBlocks } from './lowerBlocks';
import { commentsIn, oneKindOfLineBreak, parsePython } from './parse';
import { shifted } from './shift';

/** A text without a fault, and its tree. */
export interface SoundText {
  readonly text: string;
  readonly tree: Module;
}

/** Parses a file. `before`: an earlier text of it that had no fault, so that only what was edited need be read. Never throws; frees what it needs. */
export type ParsePython = (text: string, before?: SoundText) => Module;

/**
 * What `parsePython` makes of a text, at the price of the statements that were edited: what stands above and below them is
 * taken from an earlier text of the same file. For a text without faults the result is the same. Where there is one, the
 * damage is what the edited statements show of it, as they are read without the rest of the file.
 */
export function reparsePython(parser: PythonParser, source: string, before: SoundText | undefined): Module {
  if (!before) return parsePython(parser, source);
  const text = oneKindOfLineBreak(source);
  const window = windowOf(oneKindOfLineBreak(before.text), before.tree, text);
  const inside = window && parsedWindow(parser, text, window);
  if (!inside) return parsePython(parser, source);
  const { start, oldEnd, shift } = window;
  const around = <T extends { readonly span: { readonly start: number } }>(old: readonly T[], middle: readonly T[]): readonly T[] => [
    ...old.filter(({ span }) => span.start < start),
    ...shifted(middle, start),
    ...shifted(
      old.filter(({ span }) => span.start >= oldEnd),
      shift,
    ),
  ];
  return {
    kind: 'Module',
    body: around(before.tree.body, inside.body),
    errors: shifted(inside.errors, start),
    comments: around(before.tree.comments, inside.comments),
    span: { start: 0, end: text.length },
  };
}

/** The stretch of statements that is parsed anew. It ends with a statement that the edit left alone, which must come out as it was. */
interface Window {
  readonly start: number;
  /** Where it ends in the old text. */
  readonly oldEnd: number;
  /** By how much what follows it has moved. */
  readonly shift: number;
  /** The statement that must come out as it was; undefined when the window reaches to the end of the text. */
  readonly guard: Statement | undefined;
}

/** Undefined when the window would be most of the text. */
function windowOf(old: string, { body }: Module, text: string): Window | undefined {
  const prefix = commonPrefix(old, text);
  const suffix = commonSuffix(old, text, Math.min(old.length, text.length) - prefix);
  const lines = body.filter((statement) => startsLine(old, statement.span.start));
  const touched = lines.findLastIndex((statement) => statement.span.start <= prefix);
  const behind = lines.findIndex((statement) => statement.span.start > old.length - suffix);
  // An edit may make its statement part of the one above it: a line that is indented now, an `else`.
  const above = lines[touched - 1];
  const guard = lines[behind];
  const below = guard && lines[behind + 1];
  const start = above ? above.span.start : 0;
  const oldEnd = below ? below.span.start : old.length;
  return oldEnd - start > old.length / 2 ? undefined : { start, oldEnd, shift: text.length - old.length, guard };
}

function parsedWindow(parser: PythonParser, text: string, window: Window): Pick<Module, 'body' | 'errors' | 'comments'> | undefined {
  const { start, oldEnd, shift, guard } = window;
  const part = text.slice(start, oldEnd + shift);
  const tree = parser.parse(part);
  if (!tree) return undefined;
  const { body, errors } = lowerBlocks(parser, part, tree.root);
  const isWhole = !guard || body.some((each) => each.kind === guard.kind && each.span.start === guard.span.start + shift - start);
  return isWhole ? { body, errors, comments: commentsIn(part, tree) } : undefined;
}

function startsLine(text: string, offset: number): boolean {
  return offset === 0 || text[offset - 1] === '\n';
}

function commonPrefix(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a.charCodeAt(length) === b.charCodeAt(length)) length++;
  return length;
}

function commonSuffix(a: string, b: string, most: number): number {
  let length = 0;
  while (length < most && a.charCodeAt(a.length - 1 - length) === b.charCodeAt(b.length - 1 - length)) length++;
  return length;
}
