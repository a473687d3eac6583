import type { Span, TextEdit } from '../../base/text';
import type { Project, PythonFile, SourceFile } from '../../project/project';
import type { FileEdit } from '../rule';

/** The line break that the text uses; `\n` where it has none. */
export function lineBreak(text: string): string {
  return /\r?\n/.exec(text)?.[0] ?? '\n';
}

/** The white space at the start of the line of an offset. */
export function indentAt(file: SourceFile, offset: number): string {
  return /^[ \t]*/.exec(file.lines.lineText(file.lines.position(offset).line))?.[0] ?? '';
}

/**
 * Adds lines below the line on which a statement ends, with the indentation given.
 * Undefined where another statement stands on that line after a semicolon.
 */
export function insertBelow(file: PythonFile, statement: Span, indent: string, lines: readonly string[]): TextEdit | undefined {
  const line = file.lines.position(statement.end).line;
  const end = file.lines.lineEnd(line);
  if (!/^\s*(#.*)?$/.test(file.text.slice(statement.end, end))) return undefined;
  const stop = lineBreak(file.text);
  return { span: { start: end, end }, newText: lines.map((each) => stop + (each === '' ? '' : indent + each)).join('') };
}

/** Adds lines at the end of the file, one blank line above them. */
export function insertAtEnd(file: SourceFile, lines: readonly string[]): TextEdit {
  const stop = lineBreak(file.text);
  const end = file.text.trimEnd().length;
  const above = end === 0 ? '' : stop + stop;
  return { span: { start: end, end: file.text.length }, newText: above + lines.join(stop) + stop };
}

/**
 * Takes a statement out with its line, the comment at its end included, and one of two blank lines that would then meet.
 * Undefined where it shares its line with another.
 */
export function deleteStatement(file: PythonFile, statement: Span): TextEdit | undefined {
  const first = file.lines.position(statement.start).line;
  const last = file.lines.position(statement.end).line;
  const before = file.text.slice(file.lines.lineStart(first), statement.start);
  const after = file.text.slice(statement.end, file.lines.lineEnd(last));
  if (before.trim() !== '' || !/^\s*(#.*)?$/.test(after)) return undefined;
  const isBlank = (line: number) => line >= 0 && file.lines.lineText(line).trim() === '';
  const rest = isBlank(first - 1) && isBlank(last + 1) ? last + 2 : last + 1;
  return { span: { start: file.lines.lineStart(first), end: file.lines.lineStart(rest) }, newText: '' };
}

/** Adds a line at the end of a text file (`.env`, `.gitignore`), which is created where there is none. */
export function appendLine(project: Project, file: string, line: string): FileEdit {
  const text = project.files.read(file);
  if (text === undefined) return { file, edits: [{ span: { start: 0, end: 0 }, newText: `${line}\n` }], create: true };
  const stop = lineBreak(text);
  const lead = text === '' || text.endsWith('\n') ? '' : stop;
  return { file, edits: [{ span: { start: text.length, end: text.length }, newText: `${lead}${line}${stop}` }] };
}
