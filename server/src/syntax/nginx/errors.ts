import type { Span } from '../../base/text';
import type { Comment, NginxSyntaxError } from './ast';

const AT_END = 'unexpected end of file, expecting';

/** The word is followed by a `}` or by the end of the file, where its directive should have ended. */
export function missingTerminator(text: string, name: Span, next: number): NginxSyntaxError {
  const says = next < text.length ? 'unexpected "}"' : `${AT_END} ";" or "}"`;
  return { kind: 'missing-terminator', span: name, at: next, says };
}

/** The file ends before the block that `open` begins. */
export function missingClose(text: string, open: Span): NginxSyntaxError {
  return { kind: 'missing-close', span: open, at: text.length, says: `${AT_END} "}"` };
}

/** The Lua that `open` begins has no end. */
export function missingRawClose(open: Span): NginxSyntaxError {
  return { kind: 'missing-close', span: open, at: open.start, says: `${AT_END} terminating characters for lua code block` };
}

/** A `;`, `{` or `}` stands where a directive should begin, or any character right behind a closing quote. */
export function unexpected(text: string, kind: NginxSyntaxError['kind'], span: Span): NginxSyntaxError {
  return { kind, span, at: span.start, says: `unexpected "${text[span.start] ?? ''}"` };
}

/** Nobody closes the quote at `start`, unless it be a later one that was meant to open a word. */
export function unterminatedQuote(text: string, start: number): NginxSyntaxError {
  const quote = text[start] ?? '';
  const close = closing(text, start + 1, quote);
  const span = { start, end: start + 1 };
  if (tooLong(text, start + 1, close)) {
    const says = `too long parameter, probably missing terminating "${quote}" character`;
    return { kind: 'unterminated-quote', span, at: start, says };
  }
  const at = Math.min(close + 1, text.length);
  const says = at < text.length ? `unexpected "${text[at]}"` : `${AT_END} ";" or "}"`;
  return { kind: 'unterminated-quote', span, at, says };
}

function closing(text: string, start: number, quote: string): number {
  for (let at = start; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === quote) return at;
  }
  return text.length;
}

/** nginx reads a file by pieces of this many bytes, and a word or a comment must fit into one (NGX_CONF_BUFFER). */
const BUFFER = 4096;

function tooLong(text: string, start: number, end: number): boolean {
  if (end - start >= BUFFER) return true;
  return (end - start) * 3 >= BUFFER && new TextEncoder().encode(text.slice(start, end)).length >= BUFFER;
}

/** The error that nginx has with a word that fills its buffer. `start`: without the quote. */
export function tooLongWord(text: string, start: number, end: number): NginxSyntaxError | undefined {
  if (!tooLong(text, start, end)) return undefined;
  return { kind: 'too-long', span: { start, end }, at: start, says: `too long parameter "${text.slice(start, start + 10)}..." started` };
}

/** The same for a comment. */
export function tooLongComment(text: string, { span }: Comment): NginxSyntaxError | undefined {
  return tooLongWord(text, span.start, span.end);
}

/** Blocks within blocks beyond what we follow; nginx would. */
export function tooDeep(open: Span): NginxSyntaxError {
  return { kind: 'too-deep', span: open, at: open.start, says: undefined };
}

/** The whole text, which defeats the parser. */
export function unreadable(text: string): NginxSyntaxError {
  return { kind: 'unreadable', span: { start: 0, end: text.search(/[\r\n]|$/) }, at: 0, says: undefined };
}

/** As nginx meets them; of those that it meets at once the innermost comes first. */
export function byOrderOfReading(errors: readonly NginxSyntaxError[]): readonly NginxSyntaxError[] {
  return errors.length < 2 ? errors : errors.toSorted((a, b) => met(a) - met(b) || b.span.start - a.span.start);
}

/** Behind a quote that nobody closed nginx reads on, and comes to nothing that we find there. */
function met({ kind, span, at }: NginxSyntaxError): number {
  return kind === 'unterminated-quote' ? span.start : at;
}
