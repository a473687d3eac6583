import { LineMap } from '../base/text';
import { type Environment, environmentOf } from '../evaluate/environment';
import type { EvaluatedSettings } from '../evaluate/settings';
import type { Files } from '../host/files';
import type { NginxFile } from '../syntax/nginx/ast';
import type { Module } from '../syntax/python/ast';
import type { ParsePython, SoundText } from '../syntax/python/reparse';
import type { Discovery, Roles } from './discover';
import type { Started, Starter } from './environment/process';
import type { NginxConfiguration } from './nginx/model';
import type { PythonFile } from './project';
import type { Recorded } from './recording';
import type { RequirementFile } from './requirements';
import { type Outline, outlineOf } from './settingsModules';
import type { Subject } from './subjects/subject';

/**
 * What snapshots of one workspace share: an edit parses one file anew, and evaluates and searches anew only what read it.
 * Handed from one `openProject` to the next; the environment and versions may differ between them.
 */
export interface ProjectCache {
  /** Remembered until `forgetListing`: walking a workspace on every key is too slow. */
  listing: { readonly roles: Roles; readonly exclude: string } | undefined;
  /** All files, the excluded ones too; remembered as long. */
  allFiles: readonly string[] | undefined;
  readonly python: Map<string, Parsed>;
  readonly outlines: WeakMap<Module, Outline>;
  readonly evaluations: Map<string, Evaluation>;
  readonly requirements: Slot<readonly RequirementFile[]>;
  readonly gunicornConfigs: Slot<readonly string[]>;
  readonly started: Slot<Started>;
  readonly ciProcesses: Slot<readonly Starter[]>;
  /** What was made of the texts of files. */
  readonly texts: Map<string, { readonly text: string; readonly made: Map<unknown, unknown> }>;
  /** By their sort. */
  readonly subjects: Map<string, Slot<readonly Subject[]>>;
  /** By the keys of `Project.derived`. */
  readonly derived: Map<unknown, Recorded<unknown>>;
  /** By what the user says of nginx. */
  readonly nginx: Map<string, Slot<readonly NginxConfiguration[]>>;
  readonly nginxFiles: Map<string, { readonly text: string; readonly tree: NginxFile }>;
  readonly nginxTrees: WeakMap<NginxFile, Map<unknown, unknown>>;
}

interface Parsed {
  readonly file: PythonFile;
  /** The last text without a fault: what is being typed is parsed from there. */
  readonly sound: SoundText | undefined;
}

interface Evaluation {
  /** The environment that it holds for. */
  readonly under: string;
  readonly result: EvaluatedSettings;
  readonly texts: Texts;
}

/** Text of each file that was read; undefined when it could not be. */
type Texts = ReadonlyMap<string, string | undefined>;

/** A remembered result of a search through the files of one listing. */
interface Slot<T> {
  result: { readonly roles: Roles; readonly texts: Texts; readonly value: T } | undefined;
}

export function projectCache(): ProjectCache {
  return {
    listing: undefined,
    allFiles: undefined,
    python: new Map(),
    outlines: new WeakMap(),
    evaluations: new Map(),
    requirements: { result: undefined },
    gunicornConfigs: { result: undefined },
    started: { result: undefined },
    ciProcesses: { result: undefined },
    texts: new Map(),
    subjects: new Map(),
    derived: new Map(),
    nginx: new Map(),
    nginxFiles: new Map(),
    nginxTrees: new WeakMap(),
  };
}

/** To be called when a file or folder appears, disappears or moves. */
export function forgetListing(cache: ProjectCache): void {
  cache.listing = undefined;
  cache.allFiles = undefined;
}

/** The remembered result of a search while the listing is the same and every file that it read has the same text. */
export function searchCached<T>(slot: Slot<T>, discovery: Discovery, search: (discovery: Discovery) => T): T {
  const { result } = slot;
  if (result && result.roles === discovery.roles && sameTexts(result.texts, discovery.files)) return result.value;
  const texts = new Map<string, string | undefined>();
  const noted = (path: string) => {
    texts.set(path, discovery.read(path));
    return path;
  };
  const value = search({
    ...discovery,
    read: (path) => discovery.read(noted(path)),
    python: (path) => discovery.python(noted(path)),
    outline: (path) => discovery.outline(noted(path)),
    ofText: (path, compute) => discovery.ofText(noted(path), compute),
  });
  slot.result = { roles: discovery.roles, texts, value };
  return value;
}

export function outlineCached(cache: ProjectCache, tree: Module): Outline {
  const outline = cache.outlines.get(tree) ?? outlineOf(tree);
  cache.outlines.set(tree, outline);
  return outline;
}

export function parseCached(cache: ProjectCache, path: string, text: string, parse: ParsePython): PythonFile {
  const known = cache.python.get(path);
  if (known && known.file.text === text) return known.file;
  const lines = lazyLines(text);
  const tree = parse(text, known?.sound);
  const file: PythonFile = {
    path,
    text,
    tree,
    get lines() {
      return lines();
    },
  };
  cache.python.set(path, { file, sound: tree.errors.length === 0 ? { text, tree } : known?.sound });
  return file;
}

/**
 * The remembered result while every file it read has the same text, nothing that was missing has appeared, and it is asked for `under` the
 * same environment.
 */
export function evaluateCached(
  cache: ProjectCache,
  key: string,
  under: string,
  files: Files,
  evaluate: () => EvaluatedSettings,
): EvaluatedSettings {
  const known = cache.evaluations.get(key);
  if (known?.under === under && stillHolds(known, files)) return known.result;
  const result = evaluate();
  const texts = new Map(result.files.map((file) => [file, files.read(file)]));
  cache.evaluations.set(key, { under, result, texts });
  return result;
}

/** The slot of a search that hangs on more than the files. */
export function slotFor<T>(slots: Map<string, Slot<T>>, key: string): Slot<T> {
  const slot = slots.get(key) ?? { result: undefined };
  slots.set(key, slot);
  return slot;
}

/** The tree of a text, parsed once. */
export function parseNginxCached(cache: ProjectCache, path: string, text: string, parse: (text: string) => NginxFile): NginxFile {
  const known = cache.nginxFiles.get(path);
  if (known?.text === text) return known.tree;
  const tree = parse(text);
  cache.nginxFiles.set(path, { text, tree });
  return tree;
}

/** What a pure function makes of a text, computed once as long as the file has it. */
export function ofTextCached<T>(cache: ProjectCache, path: string, text: string, compute: (text: string) => T): T {
  const before = cache.texts.get(path);
  const known = before?.text === text ? before : { text, made: new Map<unknown, unknown>() };
  cache.texts.set(path, known);
  if (!known.made.has(compute)) known.made.set(compute, compute(text));
  return known.made.get(compute) as T;
}

/** What a pure function makes of a tree, computed once: an edit of one file leaves the trees of the others as they are. */
export function ofTreeCached<T>(cache: ProjectCache, tree: NginxFile, compute: (tree: NginxFile) => T): T {
  const known = cache.nginxTrees.get(tree) ?? new Map<unknown, unknown>();
  cache.nginxTrees.set(tree, known);
  if (!known.has(compute)) known.set(compute, compute(tree));
  return known.get(compute) as T;
}

export function environmentKey(environment: Environment): string {
  const given = environment.names.map((name) => [name, environment.lookup(name)]);
  return JSON.stringify([environment.open, given]);
}

export const OPEN_ENVIRONMENT: Environment = environmentOf(new Map(), false);

function stillHolds(known: Evaluation, files: Files): boolean {
  return sameTexts(known.texts, files) && known.result.probes.every((probe) => files.kind(probe) === undefined);
}

function sameTexts(texts: Texts, files: Files): boolean {
  for (const [file, text] of texts) if (files.read(file) !== text) return false;
  return true;
}

function lazyLines(text: string): () => LineMap {
  let lines: LineMap | undefined;
  return () => (lines ??= new LineMap(text));
}
