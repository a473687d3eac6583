import { getStaticTOMLValue, parseTOML } from 'toml-eslint-parser';
import { basename, dirname, join, normalize } from '../base/paths';
import type { Files } from '../host/files';
import type { Expression, Module } from '../syntax/python/ast';
import { statements } from './entries';

/** A distribution that the project asks for. `specifier` as written (`>=5.2,<6`, `^5.2`, `==5.2.1`); '' is any version. */
export interface Requirement {
  /** Normalised: lower case, `-` between the words. */
  readonly name: string;
  readonly specifier: string;
  readonly file: string;
  /** A lock file says which version is installed. */
  readonly locked: boolean;
}

export interface RequirementSource {
  readonly files: Files;
  read(path: string): string | undefined;
  python(path: string): Module | undefined;
}

/** Whether a file lists distributions. */
export function listsRequirements(path: string): boolean {
  const name = basename(path);
  return readerFor(path) !== undefined && !/^(docs?|example)/.test(name);
}

/** All distributions of a file that lists them; files included by `-r` come along. A broken file lists none. */
export function readRequirements(source: RequirementSource, path: string): readonly Requirement[] {
  const text = source.read(path);
  const reader = readerFor(path);
  if (text === undefined || !reader) return [];
  try {
    return reader({ source, path, text, seen: new Set([path]) });
  } catch {
    return [];
  }
}

export function normalizedName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

interface Reading {
  readonly source: RequirementSource;
  readonly path: string;
  readonly text: string;
  readonly seen: Set<string>;
}

function readerFor(path: string): ((reading: Reading) => readonly Requirement[]) | undefined {
  const name = basename(path);
  switch (name) {
    case 'pyproject.toml':
      return pyproject;
    case 'Pipfile':
      return pipfile;
    case 'Pipfile.lock':
      return pipfileLock;
    case 'poetry.lock':
    case 'uv.lock':
    case 'pdm.lock':
      return packageLock;
    case 'setup.cfg':
      return setupCfg;
    case 'setup.py':
      return setupPy;
    default:
      break;
  }
  const listed = /^(requirements?|reqs?|constraints?)[\w.-]*\.(txt|in|pip)$/i.test(name);
  return listed || (/\.(txt|in|pip)$/.test(name) && /^(requirements?|reqs?)$/.test(basename(dirname(path)))) ? requirementsTxt : undefined;
}

function requirementsTxt({ source, path, text, seen }: Reading): readonly Requirement[] {
  const out: Requirement[] = [];
  for (const raw of text.replace(/\\\r?\n/g, ' ').split(/\r?\n/)) {
    const line = raw.replace(/(^|\s)#.*$/, '').trim();
    const include = /^(?:-r|--requirement)[\s=]*(\S+)/.exec(line);
    if (include) {
      const target = normalize(join(dirname(path), include[1] ?? ''));
      const inner = seen.has(target) ? undefined : source.read(target);
      seen.add(target);
      if (inner !== undefined) out.push(...requirementsTxt({ source, path: target, text: inner, seen }));
      continue;
    }
    const requirement = line.startsWith('-') ? undefined : fromText(line, path);
    if (requirement) out.push(requirement);
  }
  return out;
}

/** One requirement as in PEP 508, its extras, markers and options left out. */
function fromText(text: string, file: string): Requirement | undefined {
  const match = /^([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)\s*(?:\[[^\]]*\])?\s*(\(?[^;@]*)/.exec(text.trim());
  if (!match) return undefined;
  const specifier = (match[2] ?? '').replace(/\s--.*$/, '').replace(/[()\s]/g, '');
  if (specifier !== '' && !/^(?:[<>=!~]=?=?[\w.*+!-]+,?)+$/.test(specifier)) return undefined;
  return { name: normalizedName(match[1] ?? ''), specifier, file, locked: false };
}

function pyproject({ path, text }: Reading): readonly Requirement[] {
  const root = toml(text);
  const project = table(root, 'project');
  const tool = table(root, 'tool');
  const poetry = table(tool, 'poetry');
  const lists = [
    project.dependencies,
    ...Object.values(table(project, 'optional-dependencies')),
    ...Object.values(table(root, 'dependency-groups')),
    ...Object.values(table(table(tool, 'pdm'), 'dev-dependencies')),
    table(tool, 'uv')['dev-dependencies'],
  ];
  const listed = lists.flatMap((list) => texts(list).flatMap((item) => fromText(item, path) ?? []));
  const groups = Object.values(table(poetry, 'group')).map((group) => table(group, 'dependencies'));
  const tables = [table(poetry, 'dependencies'), table(poetry, 'dev-dependencies'), ...groups];
  return [...listed, ...tables.flatMap((one) => fromTable(one, path))];
}

function pipfile({ path, text }: Reading): readonly Requirement[] {
  const root = toml(text);
  return [...fromTable(table(root, 'packages'), path), ...fromTable(table(root, 'dev-packages'), path)];
}

function fromTable(entries: Readonly<Record<string, unknown>>, file: string): readonly Requirement[] {
  return Object.entries(entries)
    .filter(([name]) => name !== 'python')
    .map(([name, value]) => {
      const version = Array.isArray(value)
        ? table({ value: value[0] }, 'value').version
        : typeof value === 'string'
          ? value
          : table({ value }, 'value').version;
      const specifier = typeof version === 'string' ? version.replace(/\s/g, '') : '';
      return { name: normalizedName(name), specifier: specifier === '*' ? '' : specifier, file, locked: false };
    });
}

function pipfileLock({ path, text }: Reading): readonly Requirement[] {
  const root: unknown = JSON.parse(text);
  const sections = [table({ root }, 'root')].flatMap((one) => [table(one, 'default'), table(one, 'develop')]);
  return sections.flatMap((section) => fromTable(section, path)).map((one) => ({ ...one, locked: one.specifier.startsWith('==') }));
}

/** Lock files are written by programs, in one shape: reading their lines costs a hundredth of a TOML tree. */
function packageLock({ path, text }: Reading): readonly Requirement[] {
  return [...text.matchAll(/^name = "([^"]+)"\r?\nversion = "([^"]+)"/gm)].map((match) => ({
    name: normalizedName(match[1] ?? ''),
    specifier: `==${match[2]}`,
    file: path,
    locked: true,
  }));
}

function setupCfg({ path, text }: Reading): readonly Requirement[] {
  const options = /^\[options\][^[]*?^install_requires\s*=(.*(?:\r?\n[ \t]+.*|\r?\n(?=[ \t\r\n]))*)/ms.exec(text)?.[1] ?? '';
  const block = options.split(/\r?\n(?=\S)/)[0] ?? '';
  return block.split(/\r?\n/).flatMap((line) => fromText(line.replace(/(^|\s)#.*$/, ''), path) ?? []);
}

function setupPy({ source, path }: Reading): readonly Requirement[] {
  const tree = source.python(path);
  if (!tree) return [];
  const lists = new Map<string, Expression>();
  const out: Requirement[] = [];
  for (const statement of statements(tree.body)) {
    if (statement.kind === 'Assign')
      for (const target of statement.targets) if (target.kind === 'Name') lists.set(target.id, statement.value);
    if (statement.kind !== 'Expr' || statement.value.kind !== 'Call') continue;
    const given = statement.value.arguments.find((argument) => argument.name === 'install_requires')?.value;
    const list = given?.kind === 'Name' ? lists.get(given.id) : given;
    if (list?.kind !== 'List' && list?.kind !== 'Tuple') continue;
    for (const element of list.elements) if (element.kind === 'Str') out.push(...[fromText(element.value, path) ?? []].flat());
  }
  return out;
}

function toml(text: string): Readonly<Record<string, unknown>> {
  return table({ root: getStaticTOMLValue(parseTOML(text)) }, 'root');
}

function table(parent: unknown, key: string): Readonly<Record<string, unknown>> {
  const value = typeof parent === 'object' && parent !== null ? (parent as Record<string, unknown>)[key] : undefined;
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
