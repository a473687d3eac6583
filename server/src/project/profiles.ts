import { dirname } from '../base/paths';
import type { Files } from '../host/files';
import type { Entry } from './entries';
import { isBaseName, isBuildName, isOverrideName, kindByName } from './kind';
import { importedFile, moduleFile, moduleName, packageRoot, upwards } from './modules';
import type { Profile, ProfileKind } from './project';
import type { Outline } from './settingsModules';

export interface ProfileSource {
  readonly files: Files;
  readonly entries: readonly Entry[];
  /** Folders that hold a manage.py, also one that names no settings. */
  readonly manageFolders: readonly string[];
  /** Files that bind settings, or build upon one that does. */
  readonly settingsFiles: readonly string[];
  outline(file: string): Outline | undefined;
}

interface Candidate {
  readonly module: string;
  readonly configuration: string | undefined;
  readonly file: string;
  readonly pythonPath: string;
  readonly entries: readonly Entry[];
  /** The module builds upon another and sets DEBUG itself. */
  readonly setsDebug: boolean;
  /** The module sets nothing. */
  readonly inert: boolean;
}

/** Every way the project runs, production first, then by name. */
export function findProfiles(source: ProfileSource): readonly Profile[] {
  const candidates = collect(source);
  const used = takenIn(source, candidates);
  // A worker that falls back to what the others build upon starts with theirs in production.
  const kept = candidates.filter(
    (one) => !isEmptyPackage(one, candidates) && (one.entries.some((entry) => entry.kind !== 'celery') || !isPartOfOthers(one, used)),
  );
  const profiles = kept.map((one) =>
    judge(
      one,
      kept.filter((other) => other.pythonPath === one.pythonPath),
    ),
  );
  return uniquelyNamed(profiles).sort((a, b) => rank(a.kind) - rank(b.kind) || compare(a.name, b.name));
}

/** The settings module that an entry point means; its import root is found from the entry point's folder upwards. */
export function resolveFrom(
  files: Files,
  folder: string,
  module: string,
): { readonly file: string; readonly pythonPath: string } | undefined {
  for (const above of upwards(folder)) {
    for (const pythonPath of above === '' ? ['', 'src'] : [above, `${above}/src`]) {
      const file = moduleFile(files, pythonPath, module);
      if (file) return { file, pythonPath };
    }
  }
  return undefined;
}

function collect(source: ProfileSource): readonly Candidate[] {
  const found = new Map<string, Candidate>();
  const add = (candidate: Omit<Candidate, 'setsDebug' | 'inert'>) => {
    const outline = source.outline(candidate.file);
    const setsDebug = outline !== undefined && outline.stars.length > 0 && outline.names.has('DEBUG');
    const one = { ...candidate, setsDebug, inert: outline?.inert === true };
    const key = `${one.file}:${one.configuration ?? ''}`;
    const before = found.get(key);
    found.set(key, before ? { ...before, entries: [...before.entries, ...one.entries] } : one);
  };
  for (const entry of source.entries) {
    for (const module of entry.modules) {
      const place = resolveFrom(source.files, dirname(entry.file), module);
      if (!place) continue;
      const classes = source.outline(place.file)?.configurations ?? [];
      const named = entry.configurations.filter((name) => classes.length === 0 || classes.includes(name));
      const chosen = classes.length > 0 && named.length > 0 ? named : [undefined];
      for (const configuration of chosen) add({ module, configuration, ...place, entries: [entry] });
    }
  }
  const roots = new Set([...found.values()].map((one) => one.pythonPath));
  for (const file of source.settingsFiles) {
    const pythonPath = rootFor(source.files, file, roots, source.manageFolders);
    const module = moduleName(pythonPath, file);
    // Python takes the package where a module of the same name stands beside it.
    if (!module || moduleFile(source.files, pythonPath, module) !== file) continue;
    const classes = source.outline(file)?.configurations ?? [];
    const speaking = classes.filter((name) => kindByName(name) !== undefined);
    const started = [...found.values()].some((one) => one.file === file);
    for (const configuration of speaking) add({ module, configuration, file, pythonPath, entries: [] });
    if (!started && speaking.length === 0) add({ module, configuration: undefined, file, pythonPath, entries: [] });
  }
  return [...found.values()];
}

/** The deepest import root known from entry points that holds the file, else the folder of its manage.py, else by packages. */
function rootFor(files: Files, file: string, roots: ReadonlySet<string>, manageFolders: readonly string[]): string {
  const above = upwards(dirname(file));
  return above.find((folder) => roots.has(folder)) ?? above.find((folder) => manageFolders.includes(folder)) ?? packageRoot(files, file);
}

/** Files that another candidate takes in: whole by a star import, or at least a name. */
function takenIn(
  source: ProfileSource,
  candidates: readonly Candidate[],
): { readonly whole: ReadonlySet<string>; readonly some: ReadonlySet<string> } {
  const targets = (list: 'stars' | 'imports') =>
    candidates.flatMap((one) =>
      (source.outline(one.file)?.[list] ?? []).flatMap((name) => {
        const target = importedFile(source.files, one.file, one.pythonPath, name);
        return target && target !== one.file ? [target] : [];
      }),
    );
  return { whole: new Set(targets('stars')), some: new Set(targets('imports')) };
}

/** An `__init__.py` that sets nothing, around settings modules: the environment of the server names one of those. */
function isEmptyPackage(one: Candidate, candidates: readonly Candidate[]): boolean {
  const holds = (other: Candidate) => other.pythonPath === one.pythonPath && other.module.startsWith(`${one.module}.`);
  return one.inert && candidates.some(holds);
}

/** A base, a file of overrides, or a part with a name of its own that another module takes in whole. */
function isPartOfOthers(one: Candidate, used: ReturnType<typeof takenIn>): boolean {
  if (isBaseName(one.module)) return used.some.has(one.file);
  const isPart = kindByName(nameOf(one)) === undefined && !/(^|\.)settings$/.test(one.module);
  return (isPart || isOverrideName(one.module)) && used.whole.has(one.file);
}

function judge(one: Candidate, group: readonly Candidate[]): Profile {
  const { kind, because } = kindOf(one, group);
  return {
    name: nameOf(one),
    kind,
    because,
    module: one.module,
    configuration: one.configuration,
    file: one.file,
    pythonPath: one.pythonPath,
    entry: [...new Set(one.entries.map((entry) => entry.file))],
  };
}

function kindOf(one: Candidate, group: readonly Candidate[]): { readonly kind: ProfileKind; readonly because: string } {
  const named = one.configuration ? (kindByName(one.configuration) ?? kindByName(one.module)) : kindByName(one.module);
  const servers = one.entries.filter((entry) => entry.kind === 'wsgi' || entry.kind === 'asgi');
  const server = servers.find((entry) => entry.kind === 'wsgi') ?? servers[0];
  if (named === 'production') return { kind: named, because: 'its name says so' };
  if (server) {
    const instead = named === undefined && group.find((other) => isNamedFor(other, 'production') && startedBy(other, servers));
    if (instead) return { kind: 'development', because: `${server.file} starts ${nameOf(instead)} instead in production` };
    const sibling =
      named === undefined
        ? undefined
        : group.find(
            (other) => other !== one && (isNamedFor(other, 'production') || isStandIn(other, group) || isChosenInstead(other, servers)),
          );
    if (named === undefined || !sibling) return { kind: 'production', because: `${server.file} starts it` };
    return { kind: named, because: `its name says so, and ${nameOf(sibling)} is beside it, although ${server.file} starts it` };
  }
  if (named) return { kind: named, because: 'its name says so' };
  const process = one.entries.find((entry) => entry.kind === 'process');
  if (process) return { kind: 'production', because: `${process.file} starts it` };
  const started = group.find((other) => other.entries.length > 0);
  if (started && isStandIn(one, group)) {
    return {
      kind: 'production',
      because: `${nameOf(started)}, which the entry points name, is for ${kindByName(nameOf(started)) ?? 'other'} by its name`,
    };
  }
  const others = group.filter((other) => other !== one && (kindByName(nameOf(other)) ?? 'production') === 'production');
  if (others.length === 0) return { kind: 'production', because: 'the project has no other settings that could run in production' };
  const manager = one.entries.find((entry) => entry.kind === 'manage');
  if (manager) return { kind: 'development', because: `only ${manager.file} starts it` };
  if (one.entries.length > 0) return { kind: 'production', because: `${one.entries[0]?.file ?? 'a worker'} starts it` };
  const lone =
    /(^|\.)settings$/.test(one.module) && !others.some((other) => other.entries.length > 0 || kindByName(nameOf(other)) === 'production');
  if (lone) return { kind: 'production', because: 'it is named plainly, and nothing else runs in production' };
  return { kind: 'development', because: 'nothing starts it in production, and its name does not say that it runs there' };
}

/** Settings that say nothing of development or tests, and that every one of the entry points may start: a condition chooses. */
function isChosenInstead(one: Candidate, servers: readonly Entry[]): boolean {
  return kindByName(nameOf(one)) === undefined && startedBy(one, servers);
}

/** Every one of the entry points may start it. */
function startedBy(one: Candidate, entries: readonly Entry[]): boolean {
  return entries.every((entry) => one.entries.some((other) => other.file === entry.file));
}

function isNamedFor(one: Candidate, kind: ProfileKind): boolean {
  return kindByName(nameOf(one)) === kind;
}

/**
 * Settings with a name of their own (of a host, a customer) where none are named for production, and the entry points name nothing
 * but settings for development or tests, as a default that the server replaces: what runs in production. They decide on DEBUG and are not made for a build alone.
 */
function isStandIn(one: Candidate, group: readonly Candidate[]): boolean {
  if (one.entries.length > 0 || !one.setsDebug || kindByName(nameOf(one)) !== undefined) return false;
  if (isBaseName(one.module) || isOverrideName(one.module) || isBuildName(one.module)) return false;
  return group.every(
    (other) => !isNamedFor(other, 'production') && (kindByName(nameOf(other)) !== undefined || other.entries.length === 0),
  );
}

function nameOf(one: Candidate): string {
  return one.configuration ? `${one.module}:${one.configuration}` : one.module;
}

/** Two projects of one repository may both have `config.settings`: then the import root stands before the name. */
function uniquelyNamed(profiles: readonly Profile[]): Profile[] {
  const counts = new Map<string, number>();
  for (const profile of profiles) counts.set(profile.name, (counts.get(profile.name) ?? 0) + 1);
  return profiles.map((profile) =>
    (counts.get(profile.name) ?? 0) > 1 && profile.pythonPath !== ''
      ? { ...profile, name: `${profile.pythonPath}/${profile.name}` }
      : profile,
  );
}

function rank(kind: ProfileKind): number {
  return ['production', 'development', 'test'].indexOf(kind);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
