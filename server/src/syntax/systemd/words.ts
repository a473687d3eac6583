import type { Span } from '../../base/text';
import { C_ESCAPES } from '../cEscapes';

/** A word of a value of a unit: quotes and escapes resolved, specifiers as they are written. */
export interface SystemdWord {
  readonly text: string;
  readonly span: Span;
}

const SPACE = ' \t\n\r';
const ESCAPES: Readonly<Record<string, string>> = { ...C_ESCAPES, '\\': '\\', '"': '"', "'": "'", s: ' ' };
/** How many digits follow `\\x`, `\\u` and `\\U`. */
const HEX_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/**
 * The words of a value, up to a quote that is not closed or an escape that does not exist: `isWhole` is false there. Words that are no UTF-8
 * are left out.
 *
 * @param relaxed an escape that does not exist stands for itself, as in command lines.
 * Source: systemd.syntax(7), `extract_first_word` of systemd.
 */
export function systemdWords(text: string, relaxed = false): { readonly words: readonly SystemdWord[]; readonly isWhole: boolean } {
  const words: SystemdWord[] = [];
  for (let at = 0; at < text.length; ) {
    if (SPACE.includes(text.charAt(at))) {
      at++;
      continue;
    }
    const word = wordAt(text, at, relaxed);
    if (!word) return { words, isWhole: false };
    if (word.text !== undefined) words.push({ text: word.text, span: { start: at, end: word.end } });
    at = word.end;
  }
  return { words, isWhole: true };
}

/** A text with `%%` resolved; undefined where another specifier stands in it. */
export function withoutSpecifiers(value: string): string | undefined {
  const rest = value.replaceAll('%%', '');
  return rest.includes('%') ? undefined : value.replaceAll('%%', '%');
}

/** `text` is undefined for bytes that are no UTF-8. */
function wordAt(text: string, start: number, relaxed: boolean): { readonly text: string | undefined; readonly end: number } | undefined {
  const bytes: (string | number)[] = [];
  let quote = '';
  let at = start;
  for (; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '\\') {
      const escaped = escapeAt(text, at + 1);
      if (escaped) {
        bytes.push(escaped.value);
        at = escaped.last;
      } else if (relaxed) bytes.push(character, text.charAt(++at));
      else return undefined;
    } else if (quote === '' && SPACE.includes(character)) break;
    else if (character === quote) quote = '';
    else if (quote === '' && (character === '"' || character === "'")) quote = character;
    else bytes.push(character);
  }
  return quote === '' ? { text: decoded(bytes), end: at } : undefined;
}

/** The character that an escape stands for, or the byte; `last` is the offset of its last character. */
function escapeAt(text: string, at: number): { readonly value: string | number; readonly last: number } | undefined {
  const kind = text.charAt(at);
  const simple = Object.hasOwn(ESCAPES, kind) ? ESCAPES[kind] : undefined;
  if (simple !== undefined) return { value: simple, last: at };
  const count = Object.hasOwn(HEX_DIGITS, kind) ? HEX_DIGITS[kind] : undefined;
  const digits = count === undefined ? text.slice(at, at + 3) : text.slice(at + 1, at + 1 + count);
  const isWhole = count === undefined ? /^[0-7]{3}$/.test(digits) : digits.length === count && /^[0-9A-Fa-f]+$/.test(digits);
  const code = isWhole ? Number.parseInt(digits, count === undefined ? 8 : 16) : 0;
  if (code === 0 || code > 0x10ffff || (count === undefined && code > 255)) return undefined;
  const last = count === undefined ? at + 2 : at + count;
  if (count !== undefined && count > 2) return { value: String.fromCodePoint(code), last };
  return { value: code, last };
}

/** Escapes may give single bytes of a character. */
function decoded(pieces: readonly (string | number)[]): string | undefined {
  if (pieces.every((piece) => typeof piece === 'string' || piece < 0x80)) {
    return pieces.map((piece) => (typeof piece === 'string' ? piece : String.fromCharCode(piece))).join('');
  }
  const encoder = new TextEncoder();
  const bytes: number[] = [];
  let run = '';
  const flush = (): void => {
    for (const byte of encoder.encode(run)) bytes.push(byte);
    run = '';
  };
  for (const piece of pieces) {
    if (typeof piece === 'string') run += piece;
    else {
      flush();
      bytes.push(piece);
    }
  }
  flush();
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(new Uint8Array(bytes));
  } catch {
    return undefined;
  }
}
