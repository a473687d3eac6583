import type { Span } from '../../base/text';

/** One assignment of an env file. Of several to one name the last one stands. */
export interface EnvFileEntry {
  /** As the tool takes it: it may be empty or no name that a shell would allow. */
  readonly name: string;
  /** Undefined when the variable is passed through from the outer environment, or when the value is not known. */
  readonly value: string | undefined;
  /** From the first character of the name to the end of the value, in UTF-16 units of the text that was read. */
  readonly span: Span;
}

/** What a tool makes of an env file. */
export type EnvFileReading =
  | {
      readonly kind: 'read';
      readonly entries: readonly EnvFileEntry[];
      /** False when more variables may be set than are listed, or the listed ones otherwise: a shell file is a program. */
      readonly complete: boolean;
    }
  | { readonly kind: 'refused'; readonly reason: string; readonly span: Span };

/** The environment of the tool itself: a value, null for a variable that is not set, undefined where nobody knows. */
export type OuterEnvironment = (name: string) => string | null | undefined;

/** The environment of which nothing is known. */
export const nobodyKnows: OuterEnvironment = () => undefined;

/** A file that the tool refuses. The message says why, in words. */
export class Refused extends Error {
  constructor(
    reason: string,
    readonly span: Span,
  ) {
    super(reason);
  }
}

/** Runs a reader; what it throws as `Refused` becomes part of the result. */
export function reading(read: () => readonly EnvFileEntry[], complete = true): EnvFileReading {
  try {
    return { kind: 'read', entries: read(), complete };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { kind: 'refused', reason: error.message, span: error.span };
  }
}

/** White space as Go's `unicode.IsSpace` has it, which is not JavaScript's. */
export function isGoSpace(code: number): boolean {
  if (code < 0x100) return code === 0x20 || (code >= 9 && code <= 13) || code === 0x85 || code === 0xa0;
  if (code >= 0x2000 && code <= 0x200a) return true;
  return code === 0x1680 || code === 0x2028 || code === 0x2029 || code === 0x202f || code === 0x205f || code === 0x3000;
}

/** Where the text between two offsets ends without the white space at its end. */
export function trimmedEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isGoSpace(text.charCodeAt(at - 1))) at--;
  return at;
}
