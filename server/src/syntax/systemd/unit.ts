import type { Span } from '../../base/text';
import { systemdWords, withoutSpecifiers } from './words';

/** An assignment of a systemd unit, a drop-in, or another file of its format. */
export interface UnitEntry {
  readonly section: string;
  readonly key: string;
  /** Continued lines joined by a blank, as systemd does; white space at both ends is gone. */
  readonly value: string;
  /** From the key to the end of the value. */
  readonly span: Span;
}

/** A word of a value with its quotes and escapes resolved; undefined where it holds a specifier (`%i`). */
export type UnitWord = string | undefined;

/**
 * Reads the assignments of a unit. Lines that are neither sections, assignments nor comments are left out, as systemd ignores them.
 * Source: https://www.freedesktop.org/software/systemd/man/latest/systemd.syntax.html
 */
export function readUnit(text: string): readonly UnitEntry[] {
  const out: UnitEntry[] = [];
  let section = '';
  for (const { content, start, end } of logicalLines(text)) {
    const header = /^\[([^\]]+)\]$/.exec(content);
    if (header) {
      section = header[1] ?? '';
      continue;
    }
    const at = content.indexOf('=');
    if (at > 0) out.push({ section, key: content.slice(0, at).trim(), value: content.slice(at + 1).trim(), span: { start, end } });
  }
  return out;
}

interface Logical {
  readonly content: string;
  readonly start: number;
  readonly end: number;
}

/** Lines joined at a final backslash; a comment within is skipped and the joining goes on. */
function* logicalLines(text: string): Generator<Logical> {
  let at = 0;
  let held: { parts: string[]; start: number } | undefined;
  while (at < text.length) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    const raw = text.slice(at, end);
    const line = raw.replace(/\s+$/, '');
    const trimmed = line.trimStart();
    const start = at + (line.length - trimmed.length);
    at = end + 1;
    if (/^[#;]/.test(trimmed) || (trimmed === '' && !held)) continue;
    const continued = trimmed.endsWith('\\');
    const part = continued ? trimmed.slice(0, -1) : trimmed;
    if (held) held.parts.push(part);
    else held = { parts: [part], start };
    if (continued && at < text.length) continue;
    yield { content: held.parts.join(' ').trim(), start: held.start, end: start + trimmed.length };
    held = undefined;
  }
}

/**
 * The words of a command line: split at white space, quotes of either kind removed wherever they stand, escapes as in C, `%%` for a percent
 * sign. None where a quote is not closed: systemd leaves the line out.
 * Source: systemd.service(5), “Command lines”.
 */
export function unitWords(value: string): readonly UnitWord[] {
  const { words, isWhole } = systemdWords(value, true);
  return isWhole ? words.map(({ text }) => withoutSpecifiers(text)) : [];
}
