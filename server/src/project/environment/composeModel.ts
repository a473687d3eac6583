import { dirname, join, normalize } from '../../base/paths';
import type { Place, Span } from '../../base/text';
import { type ComposeFile, type ComposeMount, type ComposeService, readCompose } from '../../syntax/compose/compose';
import type { Discovery } from '../discover';
import type { PlacedCommand } from './image';

/** A service after `extends` and the files that are given together. Paths are relative to the root. */
export interface Service {
  readonly name: string;
  readonly place: Place;
  readonly image: string | undefined;
  readonly build: Build | undefined;
  readonly entrypoint: PlacedCommand | undefined;
  readonly command: PlacedCommand | undefined;
  readonly environment: ReadonlyMap<string, { readonly value: string | 'passed' | 'odd'; readonly place: Place }>;
  readonly envFiles: readonly { readonly path: string | undefined; readonly text: string; readonly raw: boolean }[];
  readonly profiles: readonly string[];
  /** `working_dir`, where it is written out and absolute. */
  readonly workingDir: string | undefined;
  /** Files and folders of the workspace that are mounted into it. */
  readonly mounts: readonly ComposeMount[];
}

export interface Build {
  readonly context: string | undefined;
  readonly dockerfile: string | undefined;
  readonly target: string | undefined;
  readonly args: ReadonlyMap<string, string>;
  readonly isInline: boolean;
}

const MAX_EXTENDS = 12;
const MAX_LENGTH = 1_000_000;

/** The compose file at a path; undefined when it is none. */
export type ReadCompose = (path: string) => ComposeFile | undefined;

export function composeReader(discovery: Discovery): ReadCompose {
  return (path) => discovery.ofText(path, composeIn);
}

function composeIn(text: string): ComposeFile | undefined {
  return text.length > MAX_LENGTH || !/^\s*["']?services["']?\s*:/m.test(text) ? undefined : readCompose(text);
}

/**
 * The services that files given together make; a later file adds to an earlier one.
 * Source: https://github.com/compose-spec/compose-spec/blob/main/13-merge.md
 */
export function servicesOf(read: ReadCompose, files: readonly string[]): readonly Service[] {
  const folder = dirname(files[0] ?? '');
  const services = new Map<string, Service>();
  for (const file of files) {
    for (const { name } of read(file)?.services ?? []) {
      const one = resolved(read, file, folder, name, 0);
      const before = services.get(name);
      if (one) services.set(name, before ? merged(before, one) : one);
    }
  }
  return [...services.values()];
}

function resolved(read: ReadCompose, file: string, folder: string, name: string, depth: number): Service | undefined {
  const service = read(file)?.services.find((one) => one.name === name);
  if (!service || depth > MAX_EXTENDS) return undefined;
  const own = located(service, file, folder);
  if (!service.extends) return own;
  const target = service.extends.file === undefined ? file : below(dirname(file), service.extends.file);
  if (target === undefined) return own;
  const base = resolved(read, target, target === file ? folder : dirname(target), service.extends.service, depth + 1);
  return base ? { ...merged(base, own), name } : own;
}

/** Source: https://github.com/compose-spec/compose-spec/blob/main/05-services.md#extends */
function merged(base: Service, over: Service): Service {
  return {
    name: over.name,
    place: over.place,
    image: over.image ?? base.image,
    build: base.build && over.build ? mergedBuild(base.build, over.build) : (over.build ?? base.build),
    entrypoint: over.entrypoint ?? base.entrypoint,
    command: over.command ?? base.command,
    environment: new Map([...base.environment, ...over.environment]),
    envFiles: [...base.envFiles, ...over.envFiles],
    profiles: over.profiles.length > 0 ? over.profiles : base.profiles,
    workingDir: over.workingDir ?? base.workingDir,
    mounts: [...base.mounts, ...over.mounts],
  };
}

function mergedBuild(base: Build, over: Build): Build {
  return {
    context: over.context ?? base.context,
    dockerfile: over.dockerfile ?? base.dockerfile,
    target: over.target ?? base.target,
    args: new Map([...base.args, ...over.args]),
    isInline: over.isInline || base.isInline,
  };
}

function located(service: ComposeService, file: string, folder: string): Service {
  const command = (one: ComposeService['command']): PlacedCommand | undefined => one && { command: one, file, span: one.span };
  const at = (span: Span): Place => ({ file, span });
  return {
    name: service.name,
    place: at(service.span),
    image: service.image?.text,
    build: service.build && {
      context: service.build.context === undefined ? undefined : below(folder, service.build.context),
      dockerfile: service.build.dockerfile,
      target: service.build.target,
      args: new Map(service.build.args.map(({ name, value }) => [name, value])),
      isInline: service.build.isInline,
    },
    entrypoint: command(service.entrypoint),
    command: command(service.command),
    environment: new Map(service.environment.map(({ name, value, span }) => [name, { value, place: at(span) }])),
    envFiles: service.envFiles.map(({ path, raw }) => ({ path: below(folder, path), text: path, raw })),
    profiles: service.profiles,
    workingDir: /^\/[^$]*$/.test(service.workingDir ?? '') ? service.workingDir : undefined,
    mounts: service.mounts.flatMap(({ source, target }) => {
      const path = /^\.{1,2}(\/|$)/.test(source) ? below(folder, source) : undefined;
      return path === undefined ? [] : [{ source: path, target }];
    }),
  };
}

/** A path from a folder, as long as it stays in the workspace and is written out. */
function below(folder: string, path: string): string | undefined {
  if (path.startsWith('/') || path.startsWith('~') || path.includes('$') || /^[a-z+]+:\/\//.test(path)) return undefined;
  const whole = normalize(join(folder === '' ? '.' : folder, path));
  return whole.startsWith('..') ? undefined : whole === '.' ? '' : whole;
}
