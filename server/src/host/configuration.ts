import { type AST, ParseError, parseTOML } from 'toml-eslint-parser';
import { parseVersion, type Version } from '../base/version';
import type { Files } from './files';

export type RuleLevel = 'error' | 'warning' | 'info' | 'hint' | 'off';
export type ProfileKindName = 'production' | 'development' | 'test';

/** What a project says in `[tool.django-preflight]` of pyproject.toml or in django-preflight.toml. */
export interface Configuration {
  /** By rule id, family (`django`) or `*`. */
  readonly rules: ReadonlyMap<string, RuleLevel>;
  /** Settings module (with `:Class`) and how it is run. */
  readonly profiles: readonly { readonly settings: string; readonly kind: ProfileKindName }[];
  readonly djangoVersion?: Version;
  readonly gunicornVersion?: Version;
  /** As written: `1.25`, `1.25.3`. */
  readonly nginxVersion?: string;
  /** Folder that modules are imported from, relative to the root. */
  readonly pythonPath?: string;
  /** Files with environment variables, relative to the root; later ones win. */
  readonly envFiles: readonly string[];
  /** Globs of what to leave out. */
  readonly exclude: readonly string[];
  /** Where paths that nginx's files name lie in the workspace: absolute on the machine, and relative to the root. */
  readonly nginxPaths: readonly { readonly target: string; readonly source: string }[];
}

/** One clear line. `line` is one-based, for people. */
export interface ConfigurationProblem {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

export interface ConfigurationResult {
  /** The defaults where there is a problem. */
  readonly configuration: Configuration;
  readonly problem: ConfigurationProblem | undefined;
}

export const DEFAULTS: Configuration = { rules: new Map(), profiles: [], envFiles: [], exclude: [], nginxPaths: [] };
const OWN_FILE = 'django-preflight.toml';
const LEVELS: readonly RuleLevel[] = ['error', 'warning', 'info', 'hint', 'off'];
const KINDS: readonly ProfileKindName[] = ['production', 'development', 'test'];

/**
 * Reads the configuration of a project. Its own file wins over pyproject.toml.
 *
 * @param knows whether a rule id or pattern means a rule that there is.
 * @param path a file to read instead, relative to the root.
 */
export function readConfiguration(files: Files, knows: (pattern: string) => boolean, path?: string): ConfigurationResult {
  for (const file of path === undefined ? [OWN_FILE, 'pyproject.toml'] : [path]) {
    const text = files.read(file);
    if (text === undefined) continue;
    const result = parseConfiguration(file, text, knows);
    if (result) return result;
  }
  if (path === undefined) return { configuration: DEFAULTS, problem: undefined };
  return { configuration: DEFAULTS, problem: { file: path, line: 1, message: 'cannot be read' } };
}

/** The same for one text; undefined when a pyproject.toml has no table of ours. */
export function parseConfiguration(file: string, text: string, knows: (pattern: string) => boolean): ConfigurationResult | undefined {
  if (file.endsWith('pyproject.toml') && !text.includes('django-preflight')) return undefined;
  try {
    const all = leaves(parseTOML(text).body[0].body, []);
    const own = file.endsWith('pyproject.toml') ? below(all, ['tool', 'django-preflight']) : all;
    return own.length === 0 && file.endsWith('pyproject.toml') ? undefined : { configuration: build(own, knows), problem: undefined };
  } catch (error) {
    const line = error instanceof Invalid ? error.line : error instanceof ParseError ? error.lineNumber : 1;
    const message = error instanceof Error ? error.message : String(error);
    return { configuration: DEFAULTS, problem: { file, line, message } };
  }
}

interface Leaf {
  readonly path: readonly string[];
  readonly value: AST.TOMLContentNode;
  readonly line: number;
}

class Invalid extends Error {
  constructor(
    readonly line: number,
    message: string,
  ) {
    super(message);
  }
}

type Draft = { -readonly [Key in keyof Configuration]: Configuration[Key] };

function build(all: readonly Leaf[], knows: (pattern: string) => boolean): Configuration {
  const rules = new Map<string, RuleLevel>();
  const profiles: { settings: string; kind: ProfileKindName }[] = [];
  const nginxPaths: { target: string; source: string }[] = [];
  const draft: Draft = { ...DEFAULTS, rules, profiles, nginxPaths };
  for (const leaf of all) {
    const [key = '', name, ...more] = leaf.path;
    if (key === 'rules' && name !== undefined && more.length === 0) {
      if (!knows(name)) throw new Invalid(leaf.line, `there is no rule “${name}”`);
      rules.set(name, choice(leaf, LEVELS));
    } else if (key === 'profiles' && name !== undefined) {
      profiles.push({ settings: [name, ...more].join('.'), kind: choice(leaf, KINDS) });
    } else if (key === 'nginx-paths' && name !== undefined && more.length === 0) {
      if (!name.startsWith('/')) throw new Invalid(leaf.line, `“${name}” must be an absolute path, as nginx names it`);
      nginxPaths.push({ target: name, source: string(leaf).replace(/^\.\/?|\/+$/g, '') });
    } else if (name !== undefined) throw new Invalid(leaf.line, `unknown key “${leaf.path.join('.')}”`);
    else plain(draft, key, leaf);
  }
  return draft;
}

function plain(draft: Draft, key: string, leaf: Leaf): void {
  switch (key) {
    case 'django-version':
      draft.djangoVersion = version(leaf);
      return;
    case 'gunicorn-version':
      draft.gunicornVersion = version(leaf);
      return;
    case 'nginx-version':
      version(leaf);
      draft.nginxVersion = string(leaf);
      return;
    case 'python-path':
      draft.pythonPath = string(leaf).replace(/^\.\/?|\/+$/g, '');
      return;
    case 'env-files':
      draft.envFiles = strings(leaf);
      return;
    case 'exclude':
      draft.exclude = strings(leaf);
      return;
    default:
      throw new Invalid(leaf.line, `unknown key “${key}”`);
  }
}

function leaves(body: readonly (AST.TOMLKeyValue | AST.TOMLTable)[], prefix: readonly string[]): readonly Leaf[] {
  return body.flatMap((node): readonly Leaf[] => {
    if (node.type === 'TOMLTable') return leaves(node.body, node.resolvedKey.map(String));
    const path = [...prefix, ...node.key.keys.map((key) => (key.type === 'TOMLBare' ? key.name : key.value))];
    if (node.value.type === 'TOMLInlineTable') return leaves(node.value.body, path);
    return [{ path, value: node.value, line: node.loc.start.line }];
  });
}

function below(all: readonly Leaf[], prefix: readonly string[]): readonly Leaf[] {
  const inside = all.filter((leaf) => prefix.every((part, index) => leaf.path[index] === part));
  return inside.map((leaf) => ({ ...leaf, path: leaf.path.slice(prefix.length) }));
}

function string(leaf: Leaf): string {
  if (leaf.value.type === 'TOMLValue' && leaf.value.kind === 'string') return leaf.value.value;
  throw new Invalid(leaf.line, `“${leaf.path.join('.')}” must be a text`);
}

function strings(leaf: Leaf): readonly string[] {
  if (leaf.value.type !== 'TOMLArray') throw new Invalid(leaf.line, `“${leaf.path.join('.')}” must be a list of texts`);
  return leaf.value.elements.map((value) => {
    if (value.type === 'TOMLValue' && value.kind === 'string') return value.value;
    throw new Invalid(leaf.line, `“${leaf.path.join('.')}” must be a list of texts`);
  });
}

function choice<T extends string>(leaf: Leaf, allowed: readonly T[]): T {
  const given = string(leaf);
  const found = allowed.find((one) => one === given);
  if (found === undefined) throw new Invalid(leaf.line, `“${leaf.path.join('.')}” must be one of ${allowed.join(', ')}, not “${given}”`);
  return found;
}

function version(leaf: Leaf): Version {
  const given = string(leaf);
  const found = /^\d+(\.\d+){0,2}$/.test(given) ? parseVersion(given) : undefined;
  if (!found) throw new Invalid(leaf.line, `“${leaf.path.join('.')}” must be a version such as "5.2"`);
  return found;
}
