import type { Span } from '../../base/text';
import { type LogicalLine, logicalLines } from './lines';
import { systemdWords, withoutSpecifiers } from './words';

/** A unit, a drop-in, or another file of their format. */
export interface UnitFile {
  /** In the order of the file; a section may stand several times. */
  readonly sections: readonly UnitSection[];
  readonly entries: readonly UnitEntry[];
  /** What systemd does not take, in the order of the file. */
  readonly faults: readonly UnitFault[];
}

/** A section header with what stands below it. */
export interface UnitSection {
  readonly name: string;
  readonly nameSpan: Span;
  /** From the header to the end of its last assignment, or of the header. */
  readonly span: Span;
}

/** An assignment. */
export interface UnitEntry {
  readonly section: string;
  readonly key: string;
  readonly keySpan: Span;
  /** Continued lines joined by a blank, as systemd does; white space at both ends is gone. */
  readonly value: string;
  /** Empty, behind the `=`, where the value is. */
  readonly valueSpan: Span;
  /** From the key to the end of the value. */
  readonly span: Span;
  /** Where a character of the value stands in the file; the end of the value for its length. */
  offset(index: number): number;
}

/**
 * `header`: a line that begins with `[` and is no section, where systemd gives the file up; `no-equals`, `no-key`, `outside-section`: a line that
 * it leaves out; `blank-behind-backslash`: white space at the end of a line hides its backslash from some versions.
 */
export interface UnitFault {
  readonly kind: 'header' | 'no-equals' | 'no-key' | 'outside-section' | 'blank-behind-backslash';
  readonly span: Span;
}

/** A word of a value with its quotes and escapes resolved; undefined where it holds a specifier (`%i`). */
export type UnitWord = string | undefined;

/** A word of a value, and where it is written. */
export interface PlacedWord {
  /** Undefined where it holds a specifier (`%i`). */
  readonly text: string | undefined;
  /** As it is written, with specifiers, without quotes and escapes. */
  readonly raw: string;
  /** In the file. Inside the quotes where they stand around all of the word. */
  readonly span: Span;
  /** The file has exactly `text` at the span. */
  readonly exact: boolean;
}

/**
 * Reads the assignments of a unit. Lines that are neither sections, assignments nor comments are left out, as systemd ignores them.
 * Source: https://www.freedesktop.org/software/systemd/man/latest/systemd.syntax.html
 */
export function readUnit(text: string): readonly UnitEntry[] {
  return readUnitFile(text).entries;
}

/** Reads a unit with its sections and with what is wrong in it. Never fails. Source: systemd.syntax(7), `config_parse` of systemd. */
export function readUnitFile(text: string): UnitFile {
  const sections: UnitSection[] = [];
  const entries: UnitEntry[] = [];
  const faults: UnitFault[] = [];
  let section: string | undefined;
  for (const line of logicalLines(text)) {
    const { content } = line;
    const span = { start: line.offset(0), end: line.offset(content.length) };
    if (line.blankBehindBackslash) faults.push({ kind: 'blank-behind-backslash', span });
    const at = content.indexOf('=');
    if (content.startsWith('[')) {
      const isWhole = content.endsWith(']') && content.length > 2 && !UNSAFE.test(content);
      section = isWhole ? content.slice(1, -1) : '';
      if (isWhole) sections.push({ name: section, nameSpan: { start: line.offset(1), end: line.offset(content.length - 1) }, span });
      else faults.push({ kind: 'header', span });
    } else if (section === undefined) {
      faults.push({ kind: 'outside-section', span });
      if (at > 0) entries.push(entryOf(line, at, ''));
    } else if (at <= 0) faults.push({ kind: at < 0 ? 'no-equals' : 'no-key', span });
    else {
      entries.push(entryOf(line, at, section));
      const last = sections.at(-1);
      if (last) sections[sections.length - 1] = { ...last, span: { start: last.span.start, end: span.end } };
    }
  }
  return { sections, entries, faults };
}

/** What no section may have in its name. */
const UNSAFE = /["'\\\x00-\x1f\x7f]/;

function entryOf(line: LogicalLine, equals: number, section: string): UnitEntry {
  const { content } = line;
  const key = content.slice(0, equals).trimEnd();
  const rest = content.slice(equals + 1);
  const value = rest.trim();
  const from = value === '' ? equals + 1 : equals + 1 + (rest.length - rest.trimStart().length);
  const offset = (index: number): number => line.offset(from + Math.max(0, Math.min(index, value.length)));
  const start = line.offset(0);
  const valueSpan =
    value === '' ? { start: line.offset(equals) + 1, end: line.offset(equals) + 1 } : { start: offset(0), end: endOf(value, offset) };
  return { section, key, keySpan: { start, end: start + key.length }, value, valueSpan, span: { start, end: valueSpan.end }, offset };
}

/** The offset behind the last character of a text: that of the next one may stand on another line. */
function endOf(value: string, offset: (index: number) => number, end = value.length): number {
  return offset(end - 1) + 1;
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

/**
 * The same with the places of the words in the file.
 *
 * @param from the index in the value to begin at: behind the prefixes of a command line.
 */
export function placedWords(entry: UnitEntry, from = 0): readonly PlacedWord[] {
  const { words, isWhole } = systemdWords(entry.value.slice(from), true);
  return isWhole ? words.map(({ text, span }) => placed(entry, text, { start: from + span.start, end: from + span.end })) : [];
}

function placed(entry: UnitEntry, raw: string, { start, end }: Span): PlacedWord {
  const written = entry.value.slice(start, end);
  const quote = written.charAt(0);
  const isQuoted = (quote === '"' || quote === "'") && written === `${quote}${raw}${quote}`;
  const [first, last] = isQuoted ? [start + 1, end - 1] : [start, end];
  const text = withoutSpecifiers(raw);
  const from = entry.offset(first);
  const span = { start: from, end: last > first ? endOf(entry.value, entry.offset, last) : from };
  const isTogether = span.end - span.start === last - first;
  return { text, raw, span, exact: isTogether && entry.value.slice(first, last) === text };
}
