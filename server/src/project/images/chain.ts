import type { Place } from '../../base/text';
import { imageFacts } from '../../knowledge/containerImages';
import { assignmentsOf, type DockerStage, globalArguments, imageReference, stageNamed } from '../../syntax/dockerfile/stages';
import { type DockerfileTree, type Instruction, splitWords } from '../../syntax/dockerfile/tree';
import { readWord } from '../../syntax/shell/word';
import { expand, type Held, heldText, type Lookup, referTo } from '../environment/held';
import type { BaseImage, EffectiveUser } from '../subjects/image';

/** What a build is given for ARGs; undefined for one whose value is not known. */
export type BuildArguments = ReadonlyMap<string, string | undefined>;

const MAX_STAGES = 60;

/** What FROM lines see: ARGs before the first of them. */
export function globalLookup(tree: DockerfileTree, given: BuildArguments): Lookup {
  const known = new Map<string, Held>();
  const lookup: Lookup = (name) => referTo(known.get(name));
  for (const instruction of globalArguments(tree)) argumentsInto(known, instruction, tree.escape, lookup, given);
  return lookup;
}

/** The stages from the first that is built upon to the one at the end; undefined where a FROM cannot be followed. */
export function chainTo(stages: readonly DockerStage[], last: DockerStage, lookup: Lookup): readonly DockerStage[] {
  const chain: DockerStage[] = [last];
  for (let stage = last; chain.length < MAX_STAGES; ) {
    const name = expand(readWord(stage.image.text, 'shell').parts, lookup).text;
    const next = name === undefined ? undefined : stageNamed(stages, name, stage.index);
    if (!next) return chain;
    chain.unshift(next);
    stage = next;
  }
  return chain;
}

export function baseOf(first: DockerStage, file: string, lookup: Lookup): BaseImage {
  const { text, sure } = expand(readWord(first.image.text, 'shell').parts, lookup);
  const reference = text === undefined || text === '' ? undefined : imageReference(text);
  return {
    text: first.image.text,
    reference,
    sure: sure && reference !== undefined,
    facts: reference && imageFacts(reference.name, reference.tag),
    place: { file, span: first.image.span },
  };
}

/** What ARG and ENV of the stages come to be, for the arguments of other instructions. */
export function variablesAt(
  chain: readonly DockerStage[],
  until: Instruction | undefined,
  tree: DockerfileTree,
  file: string,
  given: BuildArguments,
): Lookup {
  const globals = globalLookup(tree, given);
  const variables = new Map<string, Held>();
  for (const stage of chain) {
    // An ARG ends with its stage.
    const args = new Map<string, Held>();
    const lookup: Lookup = (name) => referTo(variables.get(name) ?? args.get(name));
    for (const instruction of stage.instructions) {
      if (instruction === until) return lookup;
      if (instruction.keyword === 'ARG') argumentsInto(args, instruction, tree.escape, globals, given, lookup);
      if (instruction.keyword === 'ENV') {
        const made = assignmentsOf(instruction, tree.escape).flatMap(({ name, value, span }) =>
          value ? [[name, heldText(value.parts, lookup, 'when the image is built', { file, span })] as const] : [],
        );
        for (const [name, held] of made) variables.set(name, held);
      }
    }
    if (stage === chain.at(-1)) return lookup;
  }
  return (name) => referTo(variables.get(name));
}

function argumentsInto(
  known: Map<string, Held>,
  instruction: Instruction,
  escapeCharacter: string,
  outer: Lookup,
  given: BuildArguments,
  lookup: Lookup = outer,
): void {
  for (const { name, value, span } of assignmentsOf(instruction, escapeCharacter)) {
    const place: Place = { file: '', span };
    const told = given.get(name);
    if (told !== undefined) known.set(name, { kind: 'value', value: told, place });
    else if (given.has(name)) known.set(name, { kind: 'set', place });
    else if (value) {
      const held = heldText(value.parts, lookup, 'when the image is built', place);
      known.set(name, held.kind === 'value' ? { ...held, kind: 'default', over: 'when the image is built' } : held);
    } else {
      // `ARG NAME` in a stage takes over what stands before the first FROM.
      const global = outer(name);
      if (global.kind === 'value' || global.kind === 'default')
        known.set(name, { kind: 'default', value: global.value, over: 'when the image is built', place });
      else known.set(name, { kind: 'set', place });
    }
  }
}

/** The last USER of the chain, else that of the base image. */
export function userOf(
  chain: readonly DockerStage[],
  base: BaseImage,
  file: string,
  lookupAt: (until: Instruction) => Lookup,
): EffectiveUser {
  const last = chain.flatMap(({ instructions }) => instructions.filter(({ keyword }) => keyword === 'USER')).at(-1);
  if (!last) {
    if (base.facts?.user === 'root' && base.sure) return { kind: 'root', place: undefined };
    return { kind: 'unknown', reason: `whom the image ${base.text} runs as is not known` };
  }
  const place: Place = { file, span: last.span };
  const { text, sure } = expand(readWord(splitWords(last.rest)[0]?.text ?? '', 'shell').parts, lookupAt(last));
  const name = text?.split(':')[0];
  if (name === undefined || name === '') return { kind: 'unknown', reason: 'an argument of the build says whom the image runs as' };
  if (name !== 'root' && name !== '0') return { kind: 'other', name, place };
  return sure ? { kind: 'root', place } : { kind: 'unknown', reason: 'an argument of the build says whom the image runs as' };
}
