import type { Project } from '../../project/project';
import type { CiStep } from '../../syntax/ci/job';
import type { FileEdit } from '../rule';
import { lineBreak } from './lines';

/** What a step of a pipeline is to do. */
export interface NewStep {
  /** What people read in the log, where steps have names. */
  readonly name: string;
  readonly command: string;
}

/**
 * Puts a step behind another one, with the indentation of that one, and named where that one is. Undefined where the place is too unusual: a list
 * that is written on one line, a script that is no list.
 */
export function addStep(project: Project, after: CiStep, step: NewStep): readonly FileEdit[] | undefined {
  const text = project.files.read(after.file);
  if (text === undefined) return undefined;
  const { start } = after.item;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const [, indent, dash = ''] = /^([ \t]*)(-[ \t]+)$/.exec(text.slice(lineStart, start)) ?? [];
  if (indent === undefined) return undefined;
  const end = text.slice(0, after.item.end).trimEnd().length;
  const newline = text.indexOf('\n', end);
  const lineEnd = newline < 0 ? text.length : newline;
  if (!/^\s*(#.*)?$/.test(text.slice(end, lineEnd))) return undefined;
  const at = text[lineEnd - 1] === '\r' ? lineEnd - 1 : lineEnd;
  const stop = lineBreak(text);
  const isStep = after.kind === 'use' || after.key === 'run';
  const lines = isStep ? stepLines(text.slice(start, end), after, step) : [step.command];
  const [first = '', ...rest] = lines;
  const isApart = isStep && /\n[ \t]*\r?\n$/.test(text.slice(0, lineStart));
  const newText = `${isApart ? stop : ''}${stop}${indent}${dash}${first}${rest.map((line) => stop + indent + ' '.repeat(dash.length) + line).join('')}`;
  return [{ file: after.file, edits: [{ span: { start: at, end: at }, newText }] }];
}

function stepLines(written: string, after: CiStep, { name, command }: NewStep): readonly string[] {
  const isNamed = /^(\s*)name:/m.test(written);
  const folder = after.kind === 'command' && /^\s*working-directory:/m.test(written) ? [`working-directory: ${after.folder}`] : [];
  return [...(isNamed ? [`name: ${name}`] : []), `run: ${command}`, ...folder];
}
