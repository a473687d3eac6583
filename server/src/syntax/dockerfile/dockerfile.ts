import type { Instruction, ModifiableInstruction, Property, PropertyInstruction } from 'dockerfile-ast';
import { LineMap, type Span } from '../../base/text';
import { readWord, type Word } from '../shell/word';

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
  | { readonly kind: 'cmd' | 'entrypoint'; readonly command: DockerCommand; readonly span: Span }
  | { readonly kind: 'copy'; readonly from: string | undefined; readonly sources: readonly string[]; readonly target: string };

export interface DockerVariable {
  readonly name: string;
  /** Undefined for an `ARG` without a default. */
  readonly value: Word | undefined;
  readonly span: Span;
}

export type DockerCommand =
  | { readonly form: 'shell'; readonly text: string }
  /** Empty: the command of the base image is switched off. */
  | { readonly form: 'exec'; readonly words: readonly string[] };

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
        const step = stepOf(instruction, lines);
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

function stepOf(instruction: Instruction, lines: LineMap): Step | undefined {
  switch (instruction.getKeyword()) {
    case 'ENV':
      return { kind: 'env', variables: variablesOf((instruction as PropertyInstruction).getProperties(), lines) };
    case 'ARG':
      return { kind: 'arg', variables: variablesOf((instruction as PropertyInstruction).getProperties(), lines) };
    case 'CMD':
    case 'ENTRYPOINT': {
      const kind = instruction.getKeyword() === 'CMD' ? 'cmd' : 'entrypoint';
      return { kind, command: commandOf(instruction), span: spanOf(lines, instruction.getRange()) };
    }
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

function commandOf(instruction: Instruction): DockerCommand {
  const text = instruction.getArgumentsContent() ?? '';
  const words = jsonWords(text);
  return words ? { form: 'exec', words } : { form: 'shell', text };
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
