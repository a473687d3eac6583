import type { Span, TextEdit } from '../../base/text';
import type { EnvAssignment, EnvLine } from '../../syntax/envFile/lines';
import { lineBreak } from './lines';

/** Writes a value, quoted only where every reader then takes it for the same. The comment behind it stays. */
export function setEnvValue(assignment: EnvAssignment, value: string): TextEdit {
  const { quote, valueSpan } = assignment;
  return { span: valueSpan, newText: quote === undefined ? value : `${quote}${value}${quote}` };
}

/** Takes the line of an assignment out, with its line break. */
export function removeEnvLine(text: string, line: EnvLine): TextEdit {
  const { start, end } = wholeLines(text, line.span);
  return { span: { start, end: end < text.length ? end : text.length }, newText: '' };
}

/** Makes comments of the lines of an entry. */
export function commentOut(text: string, line: EnvLine): TextEdit {
  const lines = text.slice(line.span.start, line.span.end).split('\n');
  return { span: line.span, newText: lines.map((each) => `# ${each}`).join('\n') };
}

/** Adds lines at the end of the file. */
export function appendEnvLines(text: string, lines: readonly string[]): TextEdit {
  const stop = lineBreak(text);
  const lead = text === '' || text.endsWith('\n') ? '' : stop;
  return { span: { start: text.length, end: text.length }, newText: lead + lines.map((line) => line + stop).join('') };
}

/** From the start of the first line of a span to behind the line break of its last one. */
function wholeLines(text: string, span: Span): Span {
  const feed = text.indexOf('\n', span.end);
  return { start: text.lastIndexOf('\n', span.start - 1) + 1, end: feed < 0 ? text.length : feed + 1 };
}
