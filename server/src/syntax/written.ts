import type { Span } from '../base/text';

/** A text that a file holds, as the reader of the file gives it: quotes and escapes resolved, continued lines joined. */
export interface WrittenText {
  readonly text: string;
  /** Where it is written, without its quotes. */
  readonly span: Span;
  /** Where each UTF-16 unit of the text stands in the file, -1 for what was put in; undefined where it is not there letter by letter. */
  readonly offsets: readonly number[] | undefined;
}

/** What a container runs: a line for a shell, or the words as they are. No words, or an empty line: what the image has is switched off. */
export type ContainerCommand =
  | { readonly form: 'shell'; readonly line: WrittenText; readonly span: Span }
  | { readonly form: 'exec'; readonly words: readonly WrittenText[]; readonly span: Span };

/** Where a part of a text stands in its file. `exact`: the file has just these characters there, so that they can be replaced. */
export interface PartPlace {
  readonly span: Span;
  readonly exact: boolean;
}

/** A text that stands in a file letter by letter, from an offset on. */
export function verbatim(text: string, start: number): WrittenText {
  return { text, span: { start, end: start + text.length }, offsets: Array.from({ length: text.length }, (_, index) => start + index) };
}

/**
 * A text whose reader joined lines, or took away indentation or quotes around it, with nothing else changed: its characters are found one
 * after the other in what the file has at `span`, and only white space may differ. Where more differs, the offsets are undefined.
 */
export function aligned(text: string, source: string, span: Span): WrittenText {
  const offsets: number[] = [];
  let at = span.start;
  for (const char of text) {
    if (/\s/.test(char)) {
      offsets.push(at);
      if (at < span.end && /\s/.test(source.charAt(at))) at++;
      continue;
    }
    while (at < span.end && /\s/.test(source.charAt(at))) at++;
    if (!source.startsWith(char, at) || at >= span.end) return { text, span, offsets: undefined };
    for (let unit = 0; unit < char.length; unit++) offsets.push(at + unit);
    at += char.length;
  }
  return { text, span, offsets };
}

/** The same text with something put in for a part of it: what stands before and behind that is still where it was. */
export function filledIn(written: WrittenText, text: string): WrittenText {
  const { text: before, offsets } = written;
  if (text === before || !offsets) return { ...written, text };
  const shorter = Math.min(text.length, before.length);
  let head = 0;
  while (head < shorter && text[head] === before[head]) head++;
  let tail = 0;
  while (tail < shorter - head && text[text.length - 1 - tail] === before[before.length - 1 - tail]) tail++;
  const middle = Array.from({ length: text.length - head - tail }, () => -1);
  return { ...written, text, offsets: [...offsets.slice(0, head), ...middle, ...offsets.slice(before.length - tail)] };
}

/** Where the part of a text from `start` to `end` stands; all of the text where that is not told. */
export function partOf({ span, offsets }: WrittenText, start: number, end: number): PartPlace {
  const part = offsets?.slice(start, end) ?? [];
  const [first = -1] = part;
  const last = part.at(-1) ?? -1;
  if (first < 0 || last < 0) return { span, exact: false };
  return { span: { start: first, end: last + 1 }, exact: last - first === part.length - 1 && !part.includes(-1) };
}
