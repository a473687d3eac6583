import type { Span, TextEdit } from '../../base/text';
import type { Project } from '../../project/project';
import type { UnitAssignment, UnitSubject } from '../../project/subjects/unit';
import { readUnitFile, type UnitFile } from '../../syntax/systemd/unit';
import type { FileEdit } from '../rule';
import { lineBreak } from './lines';

/** What a fix gives: undefined where the place is too unusual for an edit that keeps the layout. */
export type UnitEdits = readonly FileEdit[] | undefined;

/** An assignment to write. */
export interface UnitLine {
  readonly key: string;
  readonly value: string;
}

/**
 * Sets a key: the value of the assignment that holds is replaced where it stands, be it in a drop-in; else the assignment is added to the
 * section of the unit itself.
 *
 * @param after the key that a new assignment follows, where the section has it; else it goes to the end of the section.
 */
export function setUnitKey(project: Project, unit: UnitSubject, section: string, line: UnitLine, after?: string): UnitEdits {
  const holding = unit.one(section, line.key);
  return holding ? replaceUnitValue(holding, line.value) : addUnitLines(project, unit, section, [line], after);
}

/** Writes another value in the place of one. */
export function replaceUnitValue(entry: UnitAssignment, value: string): readonly FileEdit[] {
  return [{ file: entry.file, edits: [{ span: entry.valueSpan, newText: value }] }];
}

/** Adds assignments to a section of the unit itself, each on a line of its own, spaced like its neighbours. Undefined where it has no such section. */
export function addUnitLines(project: Project, unit: UnitSubject, section: string, lines: readonly UnitLine[], after?: string): UnitEdits {
  const text = project.files.read(unit.file);
  const edit = text === undefined ? undefined : insertion(text, section, lines, after);
  return edit && [{ file: unit.file, edits: [edit] }];
}

/** Takes an assignment away with its lines; a comment above it stays. */
export function removeUnitEntry(project: Project, entry: UnitAssignment): UnitEdits {
  const text = project.files.read(entry.file);
  if (text === undefined) return undefined;
  return [{ file: entry.file, edits: [{ span: wholeLines(text, entry.span), newText: '' }] }];
}

/** Takes a part out of a value, with the white space before it: a word of a command, or with it the one behind. */
export function removeFromValue(project: Project, file: string, span: Span): UnitEdits {
  const text = project.files.read(file);
  if (text === undefined) return undefined;
  const lead = /(?:\s|\\\r?\n)*$/.exec(text.slice(0, span.start))?.[0].length ?? 0;
  return [{ file, edits: [{ span: { start: span.start - lead, end: span.end }, newText: '' }] }];
}

function insertion(text: string, section: string, lines: readonly UnitLine[], after: string | undefined): TextEdit | undefined {
  const file = readUnitFile(text);
  const inSection = file.entries.filter((entry) => entry.section === section);
  const anchor = inSection.findLast(({ key }) => key === after) ?? inSection.at(-1);
  const header = file.sections.findLast(({ name }) => name === section);
  const behind = anchor?.span.end ?? header?.span.end;
  if (behind === undefined) return undefined;
  const at = endOfLine(text, behind);
  const equals = spacing(text, file);
  const stop = lineBreak(text);
  return { span: { start: at, end: at }, newText: lines.map(({ key, value }) => `${stop}${key}${equals}${value}`).join('') };
}

/** How the file writes the sign between key and value: `=`, ` = `. */
function spacing(text: string, { entries }: UnitFile): string {
  const first = entries.find(({ value }) => value !== '');
  return first ? text.slice(first.keySpan.end, first.valueSpan.start) : '=';
}

function wholeLines(text: string, { start, end }: Span): Span {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const newline = text.indexOf('\n', end);
  return { start: from, end: newline < 0 ? text.length : newline + 1 };
}

/** Moves an assignment with its lines to another section of its file; a section that the file does not have is added at its end. */
export function moveUnitEntry(project: Project, unit: UnitSubject, entry: UnitAssignment, section: string): UnitEdits {
  const text = project.files.read(entry.file);
  if (text === undefined || !unit.files.includes(entry.file)) return undefined;
  const from = wholeLines(text, entry.span);
  const lines = text.slice(from.start, from.end).trimEnd();
  const stop = lineBreak(text);
  const file = readUnitFile(text);
  const anchor = file.entries.findLast((one) => one.section === section) ?? file.sections.findLast(({ name }) => name === section);
  const at = anchor ? endOfLine(text, anchor.span.end) : text.trimEnd().length;
  const added = anchor ? `${stop}${lines}` : `${stop}${stop}[${section}]${stop}${lines}`;
  return [
    {
      file: entry.file,
      edits: [
        { span: from, newText: '' },
        { span: { start: at, end: at }, newText: added },
      ],
    },
  ];
}

function endOfLine(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  const end = newline < 0 ? text.length : newline;
  return text[end - 1] === '\r' ? end - 1 : end;
}
