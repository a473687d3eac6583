import type { Instruction, ModifiableInstruction, Property, PropertyInstruction } from 'dockerfile-ast';
import { LineMap, type Span } from '../../base/text';
import { readWord, type Word } from '../shell/word';
import { aligned, type ContainerCommand, verbatim, type WrittenText } from '../written';

/** A Dockerfile, as far as it says what a container starts with. */
export interface Dockerfile {
  /** `ARG` before the first stage: known to the `FROM` lines only. */
  readonly args: readonly DockerVariable[];
  readonly stages: readonly Stage[];
}

export interface Stage {
  /** `AS name`, in lower case. */
  readonly name: string | undefined;
  /** An image, or the name of an earlier stage. */
  readonly from: Word;
  readonly steps: readonly Step[];
}

export type Step =
  /** The variables of one instruction do not see each other. */
  | { readonly kind: 'env'; readonly variables: readonly DockerVariable[] }
  | { readonly kind: 'arg'; readonly variables: readonly DockerVariable[] }
  | { readonly kind: 'cmd' | 'entrypoint' | 'run'; readonly command: ContainerCommand; readonly span: Span }
  | { readonly kind: 'workdir'; readonly path: string; readonly span: Span }
  | { readonly kind: 'copy'; readonly from: string | undefined; readonly sources: readonly string[]; readonly target: string };

export interface DockerVariable {
  readonly name: string;
  /** Undefined for an `ARG` without a default. */
  readonly value: Word | undefined;
  readonly span: Span;
}

const MAX_LENGTH = 400_000;

/** Reads a Dockerfile. What is no instruction is left out; a text that is far too long has no stages. */
export function readDockerfile(text: string): Dockerfile {
  if (text.length > MAX_LENGTH || text.includes('\0')) return { args: [], stages: [] };
  // Loaded with the first Dockerfile: most projects have none, and the command line starts often.
  const { DockerfileParser } = require('dockerfile-ast') as typeof import('dockerfile-ast');
  const lines = new LineMap(text);
  const args: DockerVariable[] = [];
  const stages: { name: string | undefined; from: Word; steps: Step[] }[] = [];
  try {
    for (const instruction of DockerfileParser.parse(text).getInstructions()) {
      const stage = stages.at(-1);
      if (instruction.getKeyword() === 'FROM') stages.push({ ...fromOf(instruction), steps: [] });
      else {
        const step = stepOf(instruction, text, lines);
        if (step && stage) stage.steps.push(step);
        else if (step?.kind === 'arg') args.push(...step.variables);
      }
    }
  } catch {
    return { args: [], stages: [] };
  }
  return { args, stages };
}

function fromOf(instruction: Instruction): Pick<Stage, 'name' | 'from'> {
  const words = instruction
    .getArguments()
    .map((argument) => argument.getValue())
    .filter((word) => !word.startsWith('--'));
  const [image = '', as, name] = words;
  return { from: readWord(image, 'shell'), name: as?.toLowerCase() === 'as' ? name?.toLowerCase() : undefined };
}

function stepOf(instruction: Instruction, text: string, lines: LineMap): Step | undefined {
  switch (instruction.getKeyword()) {
    case 'ENV':
      return { kind: 'env', variables: variablesOf((instruction as PropertyInstruction).getProperties(), lines) };
    case 'ARG':
      return { kind: 'arg', variables: variablesOf((instruction as PropertyInstruction).getProperties(), lines) };
    case 'CMD':
      return { kind: 'cmd', command: commandOf(instruction, text, lines), span: spanOf(lines, instruction.getRange()) };
    case 'ENTRYPOINT':
      return { kind: 'entrypoint', command: commandOf(instruction, text, lines), span: spanOf(lines, instruction.getRange()) };
    case 'RUN':
      return { kind: 'run', command: commandOf(instruction, text, lines), span: spanOf(lines, instruction.getRange()) };
    case 'WORKDIR':
      return { kind: 'workdir', path: instruction.getArgumentsContent() ?? '', span: spanOf(lines, instruction.getRange()) };
    case 'COPY':
    case 'ADD':
      return copyOf(instruction);
    default:
      return undefined;
  }
}

function variablesOf(properties: readonly Property[], lines: LineMap): readonly DockerVariable[] {
  return properties.flatMap((property): readonly DockerVariable[] => {
    const name = property.getName();
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return [];
    const raw = property.getUnescapedValue();
    return [{ name, value: raw === null ? undefined : readWord(raw, 'shell'), span: spanOf(lines, property.getRange()) }];
  });
}

/** Flags (`--mount=…`) before the command are no part of it; a here-document that stands alone is the command. */
function commandOf(instruction: Instruction, text: string, lines: LineMap): ContainerCommand {
  const span = spanOf(lines, instruction.getRange());
  const range = instruction.getArgumentsRange();
  const { start: first, end } = range ? spanOf(lines, range) : { start: span.end, end: span.end };
  const flags = /^(?:--[a-z]+(?:=\S*)?(?:\s|\\\r?\n)+)+/.exec(text.slice(first, end))?.[0] ?? '';
  const start = first + flags.length;
  const body = /^<<-?(["']?)(\w+)\1[ \t]*\r?\n([\s\S]*?)^\t*\2[ \t]*$/m.exec(text.slice(start, span.end));
  if (body?.index === 0) return { form: 'shell', line: verbatim(body[3] ?? '', start + body[0].lastIndexOf(body[3] ?? '')), span };
  const source = withoutComments(text.slice(start, end));
  const words = jsonWords(source.replace(/\\\r?\n/g, ' '));
  return words
    ? { form: 'exec', words: placedWords(words, text, { start, end }), span }
    : { form: 'shell', line: verbatim(source, start), span };
}

/** The words of a JSON array, each found between its quotes in the file. */
function placedWords(words: readonly string[], text: string, { start, end }: Span): readonly WrittenText[] {
  const quoted = [...withoutComments(text.slice(start, end)).matchAll(/"((?:[^"\\]|\\[\s\S])*)"/g)];
  return words.map((word, index) => {
    const at = start + (quoted[index]?.index ?? 0) + 1;
    return aligned(word, text, { start: at, end: at + (quoted[index]?.[1]?.length ?? 0) });
  });
}

/** Comments and empty lines within a continued instruction are no part of it: blanks stand for them here, so that offsets stay. */
function withoutComments(source: string): string {
  return source.replace(/(?<=\n)[ \t]*(?:#[^\n]*|\r)?\n/g, (line) => ' '.repeat(line.length));
}

function copyOf(instruction: Instruction): Step | undefined {
  const rest = (instruction.getArgumentsContent() ?? '').replace(/^(?:\s*--\S+)+/, '').trim();
  const words = jsonWords(rest) ?? rest.split(/\s+/);
  const target = words.at(-1);
  if (target === undefined || words.length < 2) return undefined;
  const from = (instruction as ModifiableInstruction).getFlags().find((flag) => flag.getName() === 'from');
  return { kind: 'copy', from: from?.getValue() ?? undefined, sources: words.slice(0, -1), target };
}

/** The exec form: a JSON array of texts. */
function jsonWords(text: string): readonly string[] | undefined {
  if (!text.trimStart().startsWith('[')) return undefined;
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) && parsed.every((word) => typeof word === 'string') ? parsed : undefined;
  } catch {
    return undefined;
  }
}

interface LineRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

function spanOf(lines: LineMap, range: LineRange): Span {
  return { start: lines.offset(range.start), end: lines.offset(range.end) };
}
