import type { Span } from '../../base/text';
import { readWord, type Word } from '../shell/word';
import { partOf } from '../written';
import { type DockerfileTree, type DockerWord, type Instruction, jsonWords, splitQuoted, splitWords } from './tree';

/** A stage of a Dockerfile: what stands from one FROM to the next. */
export interface DockerStage {
  readonly index: number;
  /** `AS name`, in lower case. */
  readonly name: string | undefined;
  readonly nameSpan: Span | undefined;
  readonly from: Instruction;
  /** An image, or the name or number of an earlier stage, as written; empty where FROM says none. */
  readonly image: DockerWord;
  /** `--platform`. */
  readonly platform: string | undefined;
  /** Without FROM. */
  readonly instructions: readonly Instruction[];
}

export interface DockerAssignment {
  readonly name: string;
  readonly nameSpan: Span;
  /** Undefined for an ARG without a default. */
  readonly value: Word | undefined;
  /** As written, quotes included; undefined as `value` is. */
  readonly written: DockerWord | undefined;
  /** Name and value. */
  readonly span: Span;
}

/** The parts of the name of an image: `ghcr.io/shop/web:1.2@sha256:…`. */
export interface ImageReference {
  /** Without registry `docker.io` and its `library/`: `python`, `bitnami/redis`, `ghcr.io/shop/web`. */
  readonly name: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

/** The stages of a Dockerfile in order. */
export function stagesOf({ instructions }: DockerfileTree): readonly DockerStage[] {
  const stages: (DockerStage & { readonly instructions: Instruction[] })[] = [];
  for (const instruction of instructions) {
    if (instruction.keyword !== 'FROM') {
      stages.at(-1)?.instructions.push(instruction);
      continue;
    }
    const [image, as, name] = splitWords(instruction.rest);
    const hasName = as?.text.toLowerCase() === 'as' && name !== undefined;
    stages.push({
      index: stages.length,
      name: hasName ? name.text.toLowerCase() : undefined,
      nameSpan: hasName ? name.span : undefined,
      from: instruction,
      image: image ?? { text: '', span: instruction.rest.span, exact: false },
      platform: instruction.flags.find((flag) => flag.name === 'platform')?.value,
      instructions: [],
    });
  }
  return stages;
}

/** Instructions before the first FROM: ARGs that the FROM lines see. */
export function globalArguments({ instructions }: DockerfileTree): readonly Instruction[] {
  const first = instructions.findIndex(({ keyword }) => keyword === 'FROM');
  return instructions.slice(0, first < 0 ? instructions.length : first).filter(({ keyword }) => keyword === 'ARG');
}

/** The stage that a name or number means for an instruction of the stage at `before`; of stages with one name the last. */
export function stageNamed<Stage extends Pick<DockerStage, 'name' | 'index'>>(
  stages: readonly Stage[],
  name: string,
  before: number,
): Stage | undefined {
  const earlier = stages.slice(0, before);
  return earlier.findLast((stage) => stage.name === name.toLowerCase()) ?? (/^\d+$/.test(name) ? earlier[Number(name)] : undefined);
}

/** What ENV, ARG and LABEL assign; the old form `ENV name the rest` too. */
export function assignmentsOf({ keyword, rest }: Instruction, escapeCharacter: string): readonly DockerAssignment[] {
  const words = splitQuoted(rest, escapeCharacter);
  const [first] = words;
  if (first && keyword !== 'ARG' && !first.text.includes('=')) return oldAssignment(first, rest);
  let at = 0;
  return words.flatMap((word): readonly DockerAssignment[] => {
    const start = rest.text.indexOf(word.text, at);
    at = start + word.text.length;
    const equals = word.text.indexOf('=');
    const name = unquoted(equals < 0 ? word.text : word.text.slice(0, equals));
    const nameSpan = partOf(rest, start, start + (equals < 0 ? word.text.length : equals)).span;
    if (equals < 0) return keyword === 'ARG' ? [{ name, nameSpan, value: undefined, written: undefined, span: word.span }] : [];
    const text = word.text.slice(equals + 1);
    const place = text === '' ? { span: { start: word.span.end, end: word.span.end }, exact: true } : partOf(rest, start + equals + 1, at);
    return [{ name, nameSpan, value: readWord(text, 'shell'), written: { text, ...place }, span: word.span }];
  });
}

function oldAssignment(name: DockerWord, rest: Instruction['rest']): readonly DockerAssignment[] {
  const match = /^\S+\s+/.exec(rest.text);
  const text = match ? rest.text.slice(match[0].length) : '';
  if (!match || text === '') return [];
  const place = partOf(rest, match[0].length, rest.text.length);
  const span = { start: name.span.start, end: place.span.end };
  return [{ name: name.text, nameSpan: name.span, value: readWord(text, 'shell'), written: { text, ...place }, span }];
}

function unquoted(text: string): string {
  return text.replace(/^(["'])(.*)\1$/, '$2');
}

/** The sources and the target of COPY and ADD; undefined for what has none, and for a here-document alone. */
export function copyOf(
  instruction: Instruction,
): { readonly from: string | undefined; readonly sources: readonly DockerWord[]; readonly target: DockerWord } | undefined {
  const words = jsonWords(instruction.rest) ?? splitWords(instruction.rest);
  const target = words.at(-1);
  if (!target || words.length < 2) return undefined;
  const from = instruction.flags.find(({ name }) => name === 'from')?.value;
  return { from, sources: words.slice(0, -1).filter(({ text }) => !text.startsWith('<<')), target };
}

/** Source: https://pkg.go.dev/github.com/distribution/reference */
export function imageReference(written: string): ImageReference {
  const [whole = '', digest] = written.split('@');
  const slash = whole.lastIndexOf('/');
  const colon = whole.indexOf(':', slash + 1);
  const path = colon < 0 ? whole : whole.slice(0, colon);
  return {
    name: path.replace(/^(?:(?:index\.)?docker\.io\/)?(?:library\/)?/, ''),
    tag: colon < 0 ? undefined : whole.slice(colon + 1),
    digest,
  };
}
