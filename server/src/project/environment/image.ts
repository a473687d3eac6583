import { basename, dirname, join, normalize } from '../../base/paths';
import {
  type DockerCommand,
  type Dockerfile,
  type DockerVariable,
  readDockerfile,
  type Stage,
  type Step,
} from '../../syntax/dockerfile/dockerfile';
import { plainText } from '../../syntax/shell/word';
import type { Discovery } from '../discover';
import { type Surroundings, startOfLine, startOfWords } from './command';
import { blurred, expand, type Held, heldText, type Lookup, referTo, type Variables } from './held';
import { kindOfPath } from './names';
import type { Start } from './server';

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

export interface PlacedCommand {
  readonly command: DockerCommand;
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
  const text = discovery.read(file);
  if (text === undefined) return undefined;
  const chain = chainOf(readDockerfile(text), target, args);
  if (!chain) return undefined;
  let built: Built = { variables: new Map(), entrypoint: undefined, cmd: undefined };
  for (const stage of chain) built = buildStage(stage, built, file, args);
  const copies = chain.flatMap(({ steps }) => steps.filter((step): step is Copy => step.kind === 'copy' && step.from === undefined));
  return { file, ...built, around: surroundings(discovery, file, context, copies) };
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
  const rest = !cmd ? [] : cmd.command.form === 'exec' ? cmd.command.words : ['/bin/sh', '-c', cmd.command.text];
  const found = startOfWords([...first.command.words, ...rest], first, variables, around);
  const [program = ''] = first.command.words;
  if (found || !cmd || !/\.sh$|entrypoint/.test(program) || around.script(program)) return found;
  // An entry point that is not in the workspace comes to start its arguments, and may set variables before.
  return startOf(cmd, blurred(variables, `by ${basename(program)}`), around);
}

function isEmpty(command: DockerCommand): boolean {
  return command.form === 'exec' ? command.words.length === 0 : command.text.trim() === '';
}

function startOf(placed: PlacedCommand, variables: Variables, around: Surroundings): Start | undefined {
  const { command } = placed;
  return command.form === 'shell'
    ? startOfLine(command.text, placed, variables, around)
    : startOfWords(command.words, placed, variables, around);
}

interface Built {
  readonly variables: Map<string, Held>;
  readonly entrypoint: PlacedCommand | undefined;
  readonly cmd: PlacedCommand | undefined;
}

/** The stages from the first that is built upon to the one that is meant. */
function chainOf(
  { args: globals, stages }: Dockerfile,
  target: string | undefined,
  args: ReadonlyMap<string, string | undefined>,
): readonly Stage[] | undefined {
  const find = (name: string, before: number) => {
    const at = stages.slice(0, before).findLastIndex((stage) => stage.name === name.toLowerCase());
    return at >= 0 ? at : /^\d+$/.test(name) && Number(name) < before ? Number(name) : -1;
  };
  let at = target === undefined || target === '' ? stages.length - 1 : find(target, stages.length);
  const chain: Stage[] = [];
  for (let stage = stages[at]; stage && chain.length < MAX_STAGES; stage = stages[at]) {
    chain.unshift(stage);
    const name = expand(stage.from.parts, lookupGlobals(globals, args)).text;
    at = name === undefined ? -1 : find(name, at);
  }
  return chain.length > 0 ? chain : undefined;
}

function lookupGlobals(globals: readonly DockerVariable[], args: ReadonlyMap<string, string | undefined>): Lookup {
  return (name) => {
    const given = args.get(name);
    if (given !== undefined) return { kind: 'value', value: given };
    const text = plainText(globals.findLast((one) => one.name === name)?.value?.parts ?? [{ kind: 'computed', written: '' }]);
    return text === undefined || args.has(name) ? { kind: 'unknown' } : { kind: 'default', value: text };
  };
}

function buildStage(stage: Stage, base: Built, file: string, args: ReadonlyMap<string, string | undefined>): Built {
  const variables = new Map(base.variables);
  const buildArgs = new Map<string, Held>();
  let { entrypoint, cmd } = base;
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
      case 'copy':
        break;
    }
  }
  return { variables, entrypoint, cmd };
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

type Copy = Extract<Step, { kind: 'copy' }>;

/**
 * Finds a script by its path in the image: what was copied there, else a file of the workspace at the end of that path. An env file has to
 * lie where the path says, seen from the folder of the build, that of the artefact, or the root, and in one of them only.
 */
export function surroundings(discovery: Discovery, file: string, context: string, copies: readonly Copy[]): Surroundings {
  const named = kindOfPath(file);
  // Who builds may stand in another folder than the Dockerfile: then it is the root.
  const built = (path: string) => [normalize(join(context === '' ? '.' : context, path)), normalize(path)];
  return {
    file,
    kind: named === undefined || named === 'sample' ? 'production' : named,
    sourced(path) {
      const near = path.startsWith('/') ? [] : [...built(path), normalize(join(dirname(file) || '.', path))];
      const all = new Set([...copied(copies, path).flatMap(built), ...near]);
      const [found, ...others] = [...all].filter((one) => !one.startsWith('..') && discovery.files.kind(one) === 'file');
      const text = found === undefined || others.length > 0 ? undefined : discovery.read(found);
      return found === undefined || text === undefined || text.includes('\0') ? undefined : { path: found, text };
    },
    script(path) {
      const found = copied(copies, path).flatMap(built);
      const near =
        path.includes('/') || /\.sh$/.test(path) ? endings(path).flatMap((end) => [join(context, end), join(dirname(file), end), end]) : [];
      for (const candidate of [...found, ...near]) {
        const text = isScript(candidate) && discovery.files.kind(candidate) === 'file' ? discovery.read(candidate) : undefined;
        if (text !== undefined && !text.includes('\0')) return { path: candidate, text };
      }
      return undefined;
    },
  };
}

function isScript(path: string): boolean {
  return path !== '' && !path.startsWith('..') && !path.startsWith('/') && (/\.sh$/.test(path) || !basename(path).includes('.'));
}

/** Where a path of the image comes from, relative to the folder of the build. */
function copied(copies: readonly Copy[], path: string): readonly string[] {
  const wanted = path.replace(/^\.?\//, '');
  return copies.toReversed().flatMap(({ sources, target }) => {
    const to = target.replace(/^\.?\//, '').replace(/\/$/, '');
    return sources.flatMap((raw) => {
      const source = raw.replace(/^\.?\//, '').replace(/\/$/, '');
      if (to === wanted) return [source, join(source, basename(wanted))];
      if (basename(source) === basename(wanted) && (dirname(wanted) === to || !wanted.includes('/'))) return [source];
      const below = to === '' || to === '.' ? wanted : wanted.startsWith(`${to}/`) ? wanted.slice(to.length + 1) : undefined;
      return below === undefined ? [] : [source === '' || source === '.' ? below : `${source}/${below}`];
    });
  });
}

function endings(path: string): readonly string[] {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.' && part !== '..');
  return parts.map((_, index) => parts.slice(index).join('/'));
}
