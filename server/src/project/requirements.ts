import { basename, dirname, join, normalize } from '../base/paths';

import type { Files } from '../host/files';
import type { Expression, Module } from '../syntax/python/ast';
import { readPackageLock, readPipfileLock } from '../syntax/requirements/locks';
import { readPipfile, readPyproject } from '../syntax/requirements/pyproject';
import { readRequirement, type WrittenRequirement } from '../syntax/requirements/requirement';
import { readRequirementsTxt } from '../syntax/requirements/requirementsTxt';
import { readSetupCfg } from '../syntax/requirements/setupCfg';
import { statements } from './entries';

export { normalizedName } from '../syntax/requirements/requirement';

/** A distribution that the project asks for. `specifier` as written (`>=5.2,<6`, `^5.2`, `==5.2.1`); '' is any version. */
export interface Requirement {
  /** Normalised: lower case, `-` between the words. */
  readonly name: string;
  readonly specifier: string;
  readonly file: string;
  /** A lock file says which version is installed. */
  readonly locked: boolean;
}

/** A requirement with where it stands: spans are of its file. */
export interface PlacedRequirement extends Requirement, WrittenRequirement {
  /** A constraints file: it says which version, not that the distribution is installed. */
  readonly isConstraint: boolean;
  /** Only who works on the project gets it: by the name of its group, or of the one file that lists it. */
  readonly isDevelopment: boolean;
}

export type RequirementFormat = 'txt' | 'pyproject' | 'pipfile' | 'lock' | 'setup';

/** A file that lists distributions. */
export interface RequirementFile {
  readonly path: string;
  readonly format: RequirementFormat;
  readonly requirements: readonly PlacedRequirement[];
  /** Files that it takes in, relative to the root. */
  readonly includes: readonly { readonly path: string; readonly isConstraint: boolean }[];
  readonly isDevelopment: boolean;
  readonly isConstraint: boolean;
  /** A program writes it, from a file that people edit. */
  readonly isGenerated: boolean;
  /** pip wants a hash for every distribution of it. */
  readonly hasHashes: boolean;
}

export interface RequirementSource {
  readonly files: Files;
  read(path: string): string | undefined;
  python(path: string): Module | undefined;
}

/** Whether a file lists distributions. */
export function listsRequirements(path: string): boolean {
  return formatOf(path) !== undefined && !/^(docs?|example)/.test(basename(path));
}

const MAX_FILES = 200;

/** The files that list distributions, those that they take in with `-r` and `-c` after them; each once. A broken file lists none. */
export function findRequirementFiles(source: RequirementSource, paths: readonly string[]): readonly RequirementFile[] {
  const found = new Map<string, RawFile>();
  const queue = [...paths];
  for (let at = 0; at < queue.length && at < MAX_FILES; at++) {
    const path = queue[at] ?? '';
    if (found.has(path)) continue;
    const file = readFile(source, path);
    if (!file) continue;
    found.set(path, file);
    queue.push(...file.includes.map((one) => one.path));
  }
  const files = [...found.values()];
  const isConstraint = constraintsAmong(files);
  const isDevelopment = developmentAmong(files);
  return files.map((file) => placed(file, isConstraint.has(file.path), isDevelopment.has(file.path)));
}

interface RawFile {
  readonly path: string;
  readonly format: RequirementFormat;
  readonly written: readonly WrittenRequirement[];
  readonly includes: RequirementFile['includes'];
  readonly isGenerated: boolean;
  readonly hasHashes: boolean;
}

function placed({ written, ...file }: RawFile, isConstraint: boolean, isDevelopment: boolean): RequirementFile {
  const { path, format } = file;
  const requirements = written.map(
    (one): PlacedRequirement => ({
      ...one,
      file: path,
      locked: format === 'lock' && one.specifier.startsWith('=='),
      isConstraint,
      isDevelopment: isDevelopment || (one.group !== undefined && isDevelopmentGroup(one.group)),
    }),
  );
  return { ...file, requirements, isConstraint, isDevelopment };
}

/** By their name, or taken in with `-c` and never with `-r`. */
function constraintsAmong(files: readonly RawFile[]): ReadonlySet<string> {
  const includes = files.flatMap((file) => file.includes);
  const installed = new Set(includes.flatMap((one) => (one.isConstraint ? [] : one.path)));
  const named = files.filter(({ path }) => /^constraints?/i.test(basename(path))).map(({ path }) => path);
  return new Set([...named, ...includes.flatMap((one) => (one.isConstraint && !installed.has(one.path) ? one.path : []))]);
}

/** Named for developers, and not taken in by a file that is not. */
function developmentAmong(files: readonly RawFile[]): ReadonlySet<string> {
  const shared = new Set(files.filter(({ path }) => !isDevelopmentPath(path)).map(({ path }) => path));
  const byPath = new Map(files.map((file) => [file.path, file]));
  for (const path of shared) for (const include of byPath.get(path)?.includes ?? []) shared.add(include.path);
  return new Set(files.flatMap(({ path }) => (shared.has(path) ? [] : path)));
}

const DEVELOPMENT_PATH =
  /^(devs?|devel|develop|development|tests?|testing|docs?|documentation|local|ci|lint|linting|e2e|readthedocs|rtd|sphinx)$/;
const DEVELOPMENT_GROUP = /^(typing|types|mypy|style|format|formatting|quality|debug|examples?|benchmarks?|linters?|commit)$/;

/** One of the words of a file's name, or of its folder's, is one for developers. */
function isDevelopmentPath(path: string): boolean {
  return wordsOf(path.split('/').slice(-2).join('/')).some((word) => DEVELOPMENT_PATH.test(word));
}

function isDevelopmentGroup(group: string): boolean {
  return wordsOf(group).some((word) => DEVELOPMENT_PATH.test(word) || DEVELOPMENT_GROUP.test(word));
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().split(/[/._-]/);
}

function formatOf(path: string): RequirementFormat | undefined {
  const name = basename(path);
  if (name === 'pyproject.toml') return 'pyproject';
  if (name === 'Pipfile') return 'pipfile';
  if (/^(Pipfile|poetry|uv|pdm)\.lock$/.test(name) || /^pylock(\.[\w-]+)?\.toml$/.test(name)) return 'lock';
  if (name === 'setup.cfg' || name === 'setup.py') return 'setup';
  const listed = /^(requirements?|reqs?|constraints?)[\w.-]*\.(txt|in|pip)$/i.test(name);
  const inFolder = /\.(txt|in|pip)$/.test(name) && /^(requirements?|reqs?)$/.test(basename(dirname(path)));
  return listed || inFolder ? 'txt' : undefined;
}

function readFile(source: RequirementSource, path: string): RawFile | undefined {
  const text = source.read(path);
  // What `-r` names is one of pip's, whatever its name.
  const format = formatOf(path) ?? 'txt';
  if (text === undefined) return undefined;
  const file = { path, format, includes: [], isGenerated: format === 'lock', hasHashes: false };
  switch (format) {
    case 'lock':
      return { ...file, written: basename(path) === 'Pipfile.lock' ? readPipfileLock(text) : readPackageLock(text) };
    case 'pipfile':
      return { ...file, written: readPipfile(text).requirements };
    case 'pyproject': {
      const { requirements, includes } = readPyproject(text);
      return { ...file, written: requirements, includes: includes.map((one) => ({ path: beside(path, one), isConstraint: false })) };
    }
    case 'setup':
      return { ...file, written: path.endsWith('.py') ? setupPy(source, path) : readSetupCfg(text) };
    case 'txt': {
      const { requirements, includes, hasHashes } = readRequirementsTxt(text);
      const inside = includes.filter((one) => !/^[a-z]+:/.test(one.path));
      return {
        ...file,
        written: requirements,
        includes: inside.map((one) => ({ path: beside(path, one.path), isConstraint: one.isConstraint })),
        isGenerated: isCompiled(source, path, text),
        hasHashes,
      };
    }
  }
}

/** Written by pip-compile, uv or the like: its head says so, or the file that it is made from stands beside it. */
function isCompiled({ files }: RequirementSource, path: string, text: string): boolean {
  if (/^# +(This file (was|is) autogenerated|@generated)/im.test(text.slice(0, 2000))) return true;
  return path.endsWith('.txt') && /^\s*# via\b/m.test(text) && files.kind(path.replace(/\.txt$/, '.in')) === 'file';
}

function beside(path: string, name: string): string {
  return normalize(join(dirname(path), name));
}

/** `install_requires` of a setup.py, where it is a list of texts or a name that is bound to one. */
function setupPy(source: RequirementSource, path: string): readonly WrittenRequirement[] {
  const tree = source.python(path);
  if (!tree) return [];
  const lists = new Map<string, Expression>();
  const out: WrittenRequirement[] = [];
  for (const statement of statements(tree.body)) {
    if (statement.kind === 'Assign')
      for (const target of statement.targets) if (target.kind === 'Name') lists.set(target.id, statement.value);
    if (statement.kind !== 'Expr' || statement.value.kind !== 'Call') continue;
    const given = statement.value.arguments.find((argument) => argument.name === 'install_requires')?.value;
    const list = given?.kind === 'Name' ? lists.get(given.id) : given;
    if (list?.kind !== 'List' && list?.kind !== 'Tuple') continue;
    for (const element of list.elements)
      if (element.kind === 'Str') out.push(...[readRequirement(element.value, element.span.start + 1) ?? []].flat());
  }
  return out;
}
