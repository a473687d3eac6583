import { basename, join, normalize } from '../../base/paths';
import { type Dockerfile, type DockerVariable, readDockerfile, type Stage } from '../../syntax/dockerfile/dockerfile';
import { plainText, readWord } from '../../syntax/shell/word';
import type { ContainerCommand } from '../../syntax/written';
import type { Discovery } from '../discover';
import { type PlacedText, startOfLine, startOfWords } from './command';
import { blurred, expand, type Held, heldText, type Lookup, referTo, type Variables } from './held';
import type { RunCommand } from './runCommand';
import type { Start } from './server';
import { type Copy, type Surroundings, surroundings } from './surroundings';

/** What a container of an image starts with when nobody says otherwise. */
export interface Image {
  /** The Dockerfile. */
  readonly file: string;
  readonly variables: Variables;
  readonly entrypoint: PlacedCommand | undefined;
  readonly cmd: PlacedCommand | undefined;
  /** Finds the scripts that the image takes from the workspace. */
  readonly around: Surroundings;
}

/** Which image is built, and with what. Paths are relative to the root. */
export interface ImageBuild {
  readonly file: string;
  readonly context: string;
  readonly target: string | undefined;
  /** What the build gives for `ARG`s; undefined for one whose value is not known. */
  readonly args: ReadonlyMap<string, string | undefined>;
}

export interface PlacedCommand {
  readonly command: ContainerCommand;
  readonly file: string;
  readonly span: { readonly start: number; readonly end: number };
}

const MAX_STAGES = 60;

/**
 * The image that a Dockerfile makes: the stage `target`, else the last one, upon the stages of the file that it builds on. What an image
 * from elsewhere sets is not known. Undefined where there is no such file or stage.
 *
 * @param context folder of the build.
 * @param args what the build gives for `ARG`s; undefined for one whose value is not known.
 * Source: https://docs.docker.com/reference/dockerfile/
 */
export function imageOf(
  discovery: Discovery,
  file: string,
  context: string,
  target: string | undefined,
  args: ReadonlyMap<string, string | undefined> = new Map(),
): Image | undefined {
  const dockerfile = discovery.ofText(file, readDockerfile);
  const chain = dockerfile && chainOf(dockerfile, target, args);
  if (!chain) return undefined;
  let built = EMPTY;
  for (const stage of chain) built = buildStage(stage, built, file, args);
  const copies = copiesOf(chain);
  return { file, ...built, around: { ...surroundings(discovery, file, context, copies), folder: built.folder } };
}

/**
 * Tells `around.note` of every command that building an image runs, in all stages of its file.
 */
export function noteBuild(
  discovery: Discovery,
  { file, context, args }: Pick<ImageBuild, 'file' | 'context' | 'args'>,
  note: (command: RunCommand) => void,
): void {
  const dockerfile = discovery.ofText(file, readDockerfile);
  for (const own of dockerfile?.stages ?? []) {
    const chain = dockerfile ? chainTo(dockerfile, own, args) : [];
    const around = { ...surroundings(discovery, file, context, copiesOf(chain)), note };
    let built = EMPTY;
    for (const stage of chain) {
      built = buildStage(stage, built, file, args, (command, variables, folder) => {
        if (stage === own) startOf({ command, file, span: command.span }, variables, { ...around, folder });
      });
    }
  }
}

/**
 * The server that a container starts.
 * @param variables the image's with what is given over them.
 * @param own what replaces the image's entry point and command.
 */
export function startOfContainer(
  image: Image | undefined,
  own: { readonly entrypoint?: PlacedCommand; readonly cmd?: PlacedCommand },
  variables: Variables,
  around: Surroundings,
): Start | undefined {
  const entrypoint = own.entrypoint ?? image?.entrypoint;
  const cmd = own.cmd ?? (own.entrypoint ? undefined : image?.cmd);
  const first = entrypoint && !isEmpty(entrypoint.command) ? entrypoint : undefined;
  if (!first) return cmd && startOf(cmd, variables, around);
  if (first.command.form === 'shell') return startOf(first, variables, around);
  const found = startOfWords([...wordsOf(first), ...(cmd ? argumentsOf(cmd) : [])], variables, around);
  const program = first.command.words[0]?.text ?? '';
  if (found || !cmd || !/\.sh$|entrypoint/.test(program) || around.script(program)) return found;
  // An entry point that is not in the workspace comes to start its arguments, and may set variables before.
  return startOf(cmd, blurred(variables, `by ${basename(program)}`), around);
}

function isEmpty(command: ContainerCommand): boolean {
  return command.form === 'exec' ? command.words.length === 0 : command.line.text.trim() === '';
}

function startOf(placed: PlacedCommand, variables: Variables, around: Surroundings): Start | undefined {
  const { command } = placed;
  return command.form === 'shell'
    ? startOfLine({ ...command.line, file: placed.file }, variables, around)
    : startOfWords(wordsOf(placed), variables, around);
}

function wordsOf({ command, file }: PlacedCommand): readonly PlacedText[] {
  return command.form === 'exec' ? command.words.map((word) => ({ ...word, file })) : [];
}

/** What an entry point gets behind its own words. */
function argumentsOf(cmd: PlacedCommand): readonly PlacedText[] {
  const { command, file, span } = cmd;
  if (command.form === 'exec') return wordsOf(cmd);
  const made = (text: string): PlacedText => ({ text, span, offsets: undefined, file });
  return [made('/bin/sh'), made('-c'), { ...command.line, file }];
}

interface Built {
  readonly variables: Map<string, Held>;
  readonly entrypoint: PlacedCommand | undefined;
  readonly cmd: PlacedCommand | undefined;
  /** Where it starts; undefined where that is not told. */
  readonly folder: string | undefined;
}

const EMPTY: Built = { variables: new Map(), entrypoint: undefined, cmd: undefined, folder: undefined };

function copiesOf(chain: readonly Stage[]): readonly Copy[] {
  return chain.flatMap(({ steps }) => steps.filter((step): step is Copy => step.kind === 'copy' && step.from === undefined));
}

/** The stages from the first that is built upon to the one that is meant. */
function chainOf(
  dockerfile: Dockerfile,
  target: string | undefined,
  args: ReadonlyMap<string, string | undefined>,
): readonly Stage[] | undefined {
  const { stages } = dockerfile;
  const named = target === undefined || target === '' ? stages.length - 1 : stageAt(stages, target, stages.length);
  const stage = stages[named];
  return stage && chainTo(dockerfile, stage, args);
}

/** The stage before `before` that a name or a number means; -1 for an image from elsewhere. */
function stageAt(stages: readonly Stage[], name: string, before: number): number {
  const at = stages.slice(0, before).findLastIndex((stage) => stage.name === name.toLowerCase());
  return at >= 0 ? at : /^\d+$/.test(name) && Number(name) < before ? Number(name) : -1;
}

function chainTo({ args: globals, stages }: Dockerfile, last: Stage, args: ReadonlyMap<string, string | undefined>): readonly Stage[] {
  const chain: Stage[] = [];
  let at = stages.indexOf(last);
  for (let stage = stages[at]; stage && chain.length < MAX_STAGES; stage = stages[at]) {
    chain.unshift(stage);
    const name = expand(stage.from.parts, lookupGlobals(globals, args)).text;
    at = name === undefined ? -1 : stageAt(stages, name, at);
  }
  return chain;
}

function lookupGlobals(globals: readonly DockerVariable[], args: ReadonlyMap<string, string | undefined>): Lookup {
  return (name) => {
    const given = args.get(name);
    if (given !== undefined) return { kind: 'value', value: given };
    const text = plainText(globals.findLast((one) => one.name === name)?.value?.parts ?? [{ kind: 'computed', written: '' }]);
    return text === undefined || args.has(name) ? { kind: 'unknown' } : { kind: 'default', value: text };
  };
}

function buildStage(
  stage: Stage,
  base: Built,
  file: string,
  args: ReadonlyMap<string, string | undefined>,
  onRun: (command: ContainerCommand, variables: Variables, folder: string | undefined) => void = () => undefined,
): Built {
  const variables = new Map(base.variables);
  const buildArgs = new Map<string, Held>();
  let { entrypoint, cmd, folder } = base;
  let hasOwnCmd = false;
  const lookup: Lookup = (name) => referTo(variables.get(name) ?? buildArgs.get(name));
  for (const step of stage.steps) {
    switch (step.kind) {
      case 'env': {
        const made = step.variables.map((one) => [one.name, heldOf(one, lookup, file)] as const);
        for (const [name, held] of made) if (held) variables.set(name, held);
        break;
      }
      case 'arg':
        for (const one of step.variables) {
          const held = argOf(one, lookup, file, args);
          if (held) buildArgs.set(one.name, held);
        }
        break;
      case 'cmd':
        cmd = { command: step.command, file, span: step.span };
        hasOwnCmd = true;
        break;
      case 'entrypoint':
        entrypoint = { command: step.command, file, span: step.span };
        // A command that an earlier image has is forgotten.
        if (!hasOwnCmd) cmd = undefined;
        break;
      case 'workdir':
        folder = inFolder(folder, expand(readWord(step.path, 'shell').parts, lookup));
        break;
      case 'run':
        onRun(step.command, new Map([...buildArgs, ...variables]), folder);
        break;
      case 'copy':
        break;
    }
  }
  return { variables, entrypoint, cmd, folder };
}

/** A path that is not absolute lies below the folder before it. */
function inFolder(before: string | undefined, { text, sure }: ReturnType<typeof expand>): string | undefined {
  if (!sure || text === undefined || text === '') return undefined;
  if (text.startsWith('/')) return normalize(text);
  return before === undefined ? undefined : normalize(join(before, text));
}

function heldOf({ value, span }: DockerVariable, lookup: Lookup, file: string): Held | undefined {
  return value && heldText(value.parts, lookup, 'when the image is built', { file, span });
}

function argOf(one: DockerVariable, lookup: Lookup, file: string, args: ReadonlyMap<string, string | undefined>): Held | undefined {
  const place = { file, span: one.span };
  const given = args.get(one.name);
  if (given !== undefined) return { kind: 'value', value: given, place };
  if (args.has(one.name)) return { kind: 'set', place };
  const held = heldOf(one, lookup, file);
  return held?.kind === 'value' ? { ...held, kind: 'default', over: 'when the image is built' } : held;
}
