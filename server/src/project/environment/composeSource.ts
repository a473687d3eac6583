import { basename, dirname, join, normalize } from '../../base/paths';
import { readComposeEnvFile } from '../../syntax/envFile/compose';
import { readWord } from '../../syntax/shell/word';
import { type ContainerCommand, filledIn, type WrittenText } from '../../syntax/written';
import type { Discovery } from '../discover';
import type { ProfileKind } from '../project';
import { givesFiles, isCompose } from './artefact';
import { type Build, composeReader, type ReadCompose, type Service, servicesOf } from './composeModel';
import { withEnvFile } from './envFiles';
import { expand, type Held, heldText, type Lookup, type Variables } from './held';
import { type Image, type ImageBuild, imageOf, startOfContainer } from './image';
import { isTrusted, kindOfPath } from './names';
import type { Process, Started } from './process';
import type { Run } from './runs';
import type { Start } from './server';
import { noting, surroundings } from './surroundings';

/** Files that are given to compose together, and for what. */
export interface Group {
  readonly files: readonly string[];
  readonly kind: ProfileKind;
}

/** The servers that compose files start, every command of theirs, the Dockerfiles that they build for production, and all builds. */
export function composeProcesses(discovery: Discovery): Started & {
  readonly dockerfiles: readonly string[];
  readonly builds: readonly ImageBuild[];
} {
  const read = composeReader(discovery);
  const found = composeGroups(discovery, read).map((group) => ({ group, ...groupProcesses(discovery, read, group) }));
  const production = found.filter(({ group, processes }) => group.kind === 'production' && processes.length > 0);
  const speaking = production.filter(({ group }) => group.files.some((file) => kindOfPath(file) === 'production'));
  // Where a file is named for production, one that is not named is for something else.
  const used = new Set(speaking.length > 0 ? speaking : production);
  const kept = found.filter((one) => one.group.kind !== 'production' || used.has(one));
  return {
    processes: kept.flatMap(({ processes }) => processes.map(({ process }) => process)),
    dockerfiles: kept.flatMap(({ group, processes }) =>
      group.kind === 'production' ? processes.flatMap(({ image }) => image?.file ?? []) : [],
    ),
    runs: found.flatMap(({ group, runs }) => {
      const isOther = group.kind === 'production' && speaking.length > 0 && !group.files.some((file) => kindOfPath(file) === 'production');
      return isOther ? runs.map((run): Run => ({ ...run, kind: 'development' })) : runs;
    }),
    builds: found.flatMap(({ builds }) => builds),
  };
}

/** The compose files of the workspace, each with those that are given before it. A file without a telling name counts as production's. */
export function composeGroups(discovery: Discovery, read: ReadCompose): readonly Group[] {
  const files = discovery.roles.artefacts.filter((path) => isCompose(path) && read(path) !== undefined);
  const together = givenTogether(discovery, files);
  return files.flatMap((file): readonly Group[] => {
    const named = kindOfPath(file);
    if (named === 'sample') return [];
    const list = together.findLast((one) => one.at(-1) === file) ?? [...baseOf(read, files, file), file];
    return [{ files: list, kind: named ?? 'production' }];
  });
}

/** The plainly named file beside one that adds to it: some of its services have neither image nor build of their own. */
function baseOf(read: ReadCompose, files: readonly string[], file: string): readonly string[] {
  const isPlain = (path: string) => /^(docker-)?compose\.ya?ml$/.test(basename(path)) && dirname(path) === dirname(file) && path !== file;
  const base = files.find(isPlain);
  if (base === undefined) return [];
  const known = new Set(read(base)?.services.map(({ name }) => name));
  const adds = read(file)?.services.some((service) => known.has(service.name) && !service.image && !service.build && !service.extends);
  return adds || /override/.test(basename(file)) ? [base] : [];
}

/** Lists of compose files that scripts give with `-f a -f b`. */
function givenTogether(discovery: Discovery, files: readonly string[]): readonly (readonly string[])[] {
  const scripts = discovery.roles.artefacts.filter(givesFiles);
  return scripts.flatMap((script) =>
    (discovery.read(script) ?? '').split(/(?<!\\)\r?\n/).flatMap((line) => {
      if (!/docker[ -]compose/.test(line)) return [];
      const named = [...line.matchAll(/\s(?:-f|--file)[ =](\S+)/g)].map((match) => match[1] ?? '');
      const paths = named.map((name) =>
        [normalize(join(dirname(script) || '.', name)), normalize(name)].find((path) => files.includes(path)),
      );
      return named.length > 1 && paths.every((path) => path !== undefined) ? [paths] : [];
    }),
  );
}

interface Found {
  readonly process: Process;
  readonly image: Image | undefined;
}

function groupProcesses(
  discovery: Discovery,
  read: ReadCompose,
  group: Group,
): { readonly processes: readonly Found[]; readonly runs: readonly Run[]; readonly builds: readonly ImageBuild[] } {
  const folder = dirname(group.files[0] ?? '');
  const outer = outerLookup(discovery, folder, group.kind);
  const runs: Run[] = [];
  const builds: ImageBuild[] = [];
  const processes = servicesOf(read, group.files).flatMap((service): readonly Found[] => {
    const build = service.build && buildOf(service.build, folder, outer);
    const image = build && imageOf(discovery, build.file, build.context, build.target, build.args);
    if (build) builds.push(build);
    const kind = kindOfService(service, group, folder);
    const variables = variablesOf(discovery, service, image, group.kind, outer);
    const words = `in service ${service.name} of ${group.files.join(' with ')}`;
    const own = { ...(image?.around ?? surroundings(discovery, service.place.file, folder, [])), kind: group.kind };
    const placed = { ...own, folder: service.workingDir ?? own.folder };
    const around = noting(placed, runs, { when: 'start', words, kind: kind ?? 'development', host: 'container', service: service.name });
    const start = startOfContainer(image, commandsOf(service, outer), variables, around);
    if (!start || !kind) return [];
    const { variables: given, app, gunicorn, command } = start;
    const process: Process = {
      words,
      place: service.place,
      service: service.name,
      kind: kindOfStart(start, kind),
      variables: given,
      app,
      gunicorn,
      command,
      host: 'container',
    };
    return [{ process, image }];
  });
  return { processes, runs, builds };
}

/** What a service is for; undefined for one that is left out: it runs the code of the machine, or is asked for by the name of something else. */
function kindOfService(service: Service, { files, kind }: Group, folder: string): ProfileKind | undefined {
  if (mountsSources(service, folder) && files.every((file) => kindOfPath(file) === undefined)) return undefined;
  return service.profiles.some((name) => ['development', 'test'].includes(kindOfPath(name) ?? '')) ? undefined : kind;
}

/** Whether the code in the image is covered by that of the machine, as for development. In a file without a telling name that leaves it open. */
function mountsSources({ mounts, build }: Service, folder: string): boolean {
  return mounts.some(({ source }) => source === folder || source === build?.context);
}

/** A server of Django's own never runs in production; another one in a file for development or tests belongs there. */
function kindOfStart(start: Start, kind: ProfileKind): ProfileKind {
  return start.kind === 'development' && kind === 'production' ? 'development' : kind;
}

/** What the shell of compose has: for development a `.env` beside the files; for production that is not told. */
export function outerLookup(discovery: Discovery, folder: string, kind: ProfileKind): Lookup {
  const path = folder === '' ? '.env' : `${folder}/.env`;
  const text = isTrusted(path, kind) ? discovery.read(path) : undefined;
  const reading = text === undefined ? undefined : readComposeEnvFile(text);
  const known = new Map(reading?.kind === 'read' ? reading.entries.map(({ name, value }) => [name, value]) : []);
  return (name) => {
    const value = known.get(name);
    return value === undefined ? { kind: 'unknown' } : { kind: 'default', value };
  };
}

/** Undefined where the files do not tell which image is meant. */
function buildOf(build: Build, folder: string, outer: Lookup): ImageBuild | undefined {
  if (build.isInline || (build.context === undefined && build.dockerfile === undefined)) return undefined;
  const context = build.context ?? folder;
  const named = certainText(build.dockerfile, outer);
  if (build.dockerfile !== undefined && named === undefined) return undefined;
  const target = certainText(build.target, outer);
  if (build.target !== undefined && target === undefined) return undefined;
  const args = new Map(
    [...build.args].map(([name, value]) => [name, value === 'passed' || value === 'odd' ? undefined : certainText(value, outer)]),
  );
  return { file: normalize(join(context === '' ? '.' : context, named ?? 'Dockerfile')), context, target, args };
}

/** A text with its references replaced, where that is certain. */
function certainText(text: string | undefined, outer: Lookup): string | undefined {
  const { text: whole, sure } = text === undefined ? { text: undefined, sure: false } : expand(readWord(text, 'compose').parts, outer);
  return sure ? whole : undefined;
}

function commandsOf(
  service: Service,
  outer: Lookup,
): { entrypoint?: NonNullable<Service['entrypoint']>; cmd?: NonNullable<Service['command']> } {
  const place = (one: Service['command']) => one && { ...one, command: withReferences(one.command, outer) };
  const [entrypoint, cmd] = [place(service.entrypoint), place(service.command)];
  return { ...(entrypoint && { entrypoint }), ...(cmd && { cmd }) };
}

function withReferences(command: ContainerCommand, outer: Lookup): ContainerCommand {
  const filled = (one: WrittenText): WrittenText => filledIn(one, expand(readWord(one.text, 'compose').parts, outer).text ?? one.text);
  return command.form === 'shell'
    ? { ...command, line: filled(joinedLines(command.line)) }
    : { ...command, words: command.words.map(filled) };
}

/** Compose splits a line into words itself: the end of a line is a blank to it, but within quotes. */
function joinedLines(line: WrittenText): WrittenText {
  let quote = '';
  const text = line.text.replace(/\\[\s\S]|["'\n]/g, (sign) => {
    if (sign === '\n') return quote === '' ? ' ' : sign;
    if (sign.length === 1) quote = quote === '' ? sign : quote === sign ? '' : quote;
    return sign;
  });
  return { ...line, text };
}

/** `environment` over `env_file` over the image. Source: https://docs.docker.com/compose/how-tos/environment-variables/envvars-precedence/ */
function variablesOf(discovery: Discovery, service: Service, image: Image | undefined, kind: ProfileKind, outer: Lookup): Variables {
  let variables = new Map<string, Held>(image?.variables);
  for (const { path, text, raw } of service.envFiles) {
    variables = withEnvFile(discovery, variables, kind, raw ? 'raw' : 'compose', path, text);
  }
  for (const [name, { value, place }] of service.environment) {
    if (value === 'passed') variables.delete(name);
    else if (value === 'odd') variables.set(name, { kind: 'set', place });
    else variables.set(name, heldText(readWord(value, 'compose').parts, outer, 'where compose runs', place));
  }
  return variables;
}
