import type { TextEdit } from '../../base/text';
import type { Project, SourceFile } from '../../project/project';
import type { ImageSubject } from '../../project/subjects/image';
import { assignmentsOf, type DockerAssignment } from '../../syntax/dockerfile/stages';
import type { DockerWord, Instruction } from '../../syntax/dockerfile/tree';
import type { FileEdit } from '../rule';
import { lineBreak } from './lines';

/** What an edit gives: undefined where the place is too unusual for one that keeps the layout. */
export type DockerfileEdits = readonly FileEdit[] | undefined;

/** Puts instructions before another one, and before the comments right above it. */
export function insertInstructions(project: Project, file: string, before: Instruction, lines: readonly string[]): DockerfileEdits {
  const source = project.source(file);
  return source && [{ file, edits: [aboveEdit(source, before, lines)] }];
}

/** Puts instructions behind another one. */
export function appendInstructions(project: Project, file: string, after: Instruction, lines: readonly string[]): DockerfileEdits {
  const source = project.source(file);
  if (!source) return undefined;
  const stop = lineBreak(source.text);
  const at = source.lines.lineEnd(source.lines.position(after.span.end).line);
  return [{ file, edits: [{ span: { start: at, end: at }, newText: lines.map((line) => stop + line).join('') }] }];
}

/** Writes an instruction anew, from its keyword to its end. */
export function replaceInstruction(project: Project, file: string, instruction: Instruction, text: string): DockerfileEdits {
  return project.source(file) && [{ file, edits: [{ span: instruction.span, newText: text }] }];
}

/** Takes an instruction out with its lines. */
export function removeInstruction(project: Project, file: string, instruction: Instruction): DockerfileEdits {
  const source = project.source(file);
  if (!source) return undefined;
  const start = source.lines.lineStart(source.lines.position(instruction.span.start).line);
  const end = source.lines.lineStart(source.lines.position(instruction.span.end).line + 1);
  return [{ file, edits: [{ span: { start, end }, newText: '' }] }];
}

/** Takes one variable out of an ENV or ARG, and the instruction with the last of them. */
export function removeAssignment(
  project: Project,
  image: ImageSubject,
  instruction: Instruction,
  assignment: DockerAssignment,
): DockerfileEdits {
  const { file, tree } = image;
  const source = project.source(file);
  const all = assignmentsOf(instruction, tree.escape);
  const at = all.findIndex(({ span }) => span.start === assignment.span.start);
  if (!source || at < 0) return undefined;
  if (all.length === 1) return removeInstruction(project, file, instruction);
  const [before, after] = [all[at - 1], all[at + 1]];
  const span = before
    ? { start: before.span.end, end: assignment.span.end }
    : { start: assignment.span.start, end: after?.span.start ?? assignment.span.end };
  // A comment may stand on a line between two variables.
  return source.text.slice(span.start, span.end).includes('#') ? undefined : [{ file, edits: [{ span, newText: '' }] }];
}

/** Writes another word in the place of one; undefined where the file does not hold just that word there. */
export function replaceDockerWord(project: Project, file: string, { span, exact }: DockerWord, text: string): DockerfileEdits {
  return exact && project.source(file) ? [{ file, edits: [{ span, newText: text }] }] : undefined;
}

/** A variable for all that runs in the final stage, behind its FROM. */
export function addEnv(project: Project, { file, final }: ImageSubject, name: string, value: string): DockerfileEdits {
  return appendInstructions(project, file, final.from, ['', `ENV ${name}=${value}`]);
}

/** A user of its own for what a container runs, before the instructions that say what it starts with. */
export function addUser(project: Project, image: ImageSubject, name: string): DockerfileEdits {
  const { file, final, base } = image;
  const first = final.instructions.findIndex(({ keyword }) => STARTING.has(keyword));
  const starting = final.instructions[first];
  // What builds the image behind them still needs root.
  const isLast = final.instructions
    .slice(first)
    .every(({ keyword }) => STARTING.has(keyword) || keyword === 'LABEL' || keyword === 'EXPOSE');
  if (!starting || !isLast || !base.reference) return undefined;
  const isAlpine = base.reference.name === 'alpine' || base.reference.tag?.includes('alpine') === true;
  const make = isAlpine ? `RUN adduser -D ${name}` : `RUN useradd --create-home ${name}`;
  return insertInstructions(project, file, starting, [make, `USER ${name}`, '']);
}

const STARTING: ReadonlySet<string> = new Set(['CMD', 'ENTRYPOINT', 'HEALTHCHECK', 'STOPSIGNAL']);

function aboveEdit(source: SourceFile, instruction: Instruction, lines: readonly string[]): TextEdit {
  const stop = lineBreak(source.text);
  let line = source.lines.position(instruction.span.start).line;
  while (
    line > 0 &&
    source.lines
      .lineText(line - 1)
      .trimStart()
      .startsWith('#')
  )
    line--;
  const at = source.lines.lineStart(line);
  return { span: { start: at, end: at }, newText: lines.map((each) => each + stop).join('') };
}
