import { leavesBelow, readToml, stringsIn, type TomlDocument, type TomlLeaf, type TomlValue } from '../toml/toml';
import { normalizedName, readRequirement, type WrittenRequirement } from './requirement';

/** What a pyproject.toml or a Pipfile asks for. */
export interface TomlRequirements {
  readonly requirements: readonly WrittenRequirement[];
  /** Requirements files that setuptools reads (`dynamic`), relative to the folder. */
  readonly includes: readonly string[];
}

/** The group of what tables for developers list that have no group of their own. */
const DEVELOPMENT = 'dev';

/**
 * Reads a pyproject.toml: `[project]`, dependency groups, Poetry, PDM, uv, Hatch's environments and setuptools' `dynamic`.
 *
 * Sources: https://packaging.python.org/en/latest/specifications/pyproject-toml/, …/dependency-groups/,
 * https://python-poetry.org/docs/pyproject/, https://docs.astral.sh/uv/reference/settings/, https://pdm-project.org/en/latest/reference/pep621/
 */
export function readPyproject(text: string): TomlRequirements {
  const document = readToml(text);
  return {
    requirements: [
      ...listed(document, undefined, 'project', 'dependencies'),
      ...groups(document, 'project', 'optional-dependencies'),
      ...groups(document, 'dependency-groups'),
      ...groups(document, 'tool', 'pdm', 'dev-dependencies'),
      ...listed(document, DEVELOPMENT, 'tool', 'uv', 'dev-dependencies'),
      ...hatchEnvironments(document),
      ...tableOf(document, undefined, 'tool', 'poetry', 'dependencies'),
      ...tableOf(document, DEVELOPMENT, 'tool', 'poetry', 'dev-dependencies'),
      ...poetryGroups(document),
    ].sort((a, b) => a.span.start - b.span.start),
    includes: leavesBelow(document, 'tool', 'setuptools', 'dynamic', 'dependencies', 'file').flatMap(({ value }) =>
      value.kind === 'string' ? [value.value] : stringsIn(value).map((each) => each.value),
    ),
  };
}

/** Reads a Pipfile. Source: https://pipenv.pypa.io/en/latest/pipfile.html */
export function readPipfile(text: string): TomlRequirements {
  const document = readToml(text);
  return {
    requirements: [...tableOf(document, undefined, 'packages'), ...tableOf(document, DEVELOPMENT, 'dev-packages')],
    includes: [],
  };
}

function listed(document: TomlDocument, group: string | undefined, ...path: readonly string[]): readonly WrittenRequirement[] {
  return leavesBelow(document, ...path).flatMap((leaf) => (leaf.path.length === path.length ? requirementsIn(leaf.value, group) : []));
}

/** Lists of requirements by the name of their group; what a group includes stands in that one. */
function groups(document: TomlDocument, ...path: readonly string[]): readonly WrittenRequirement[] {
  return leavesBelow(document, ...path).flatMap((leaf) => requirementsIn(leaf.value, leaf.path[path.length]?.name));
}

function hatchEnvironments(document: TomlDocument): readonly WrittenRequirement[] {
  return leavesBelow(document, 'tool', 'hatch', 'envs').flatMap(({ path, value }) => {
    const key = path[4]?.name;
    return key === 'dependencies' || key === 'extra-dependencies' ? requirementsIn(value, path[3]?.name) : [];
  });
}

function poetryGroups(document: TomlDocument): readonly WrittenRequirement[] {
  const names = new Set(leavesBelow(document, 'tool', 'poetry', 'group').flatMap(({ path }) => path[3]?.name ?? []));
  return [...names].flatMap((name) => tableOf(document, name, 'tool', 'poetry', 'group', name, 'dependencies'));
}

function requirementsIn(value: TomlValue, group: string | undefined): readonly WrittenRequirement[] {
  return stringsIn(value).flatMap((item) => readRequirement(item.value, item.span.start + 1, group) ?? []);
}

/** Distributions as the keys of a table, with a version or a table of what is asked of them; of several tables the first. */
function tableOf(document: TomlDocument, group: string | undefined, ...path: readonly string[]): readonly WrittenRequirement[] {
  const byName = new Map<string, TomlLeaf[]>();
  for (const leaf of leavesBelow(document, ...path)) {
    const name = leaf.path[path.length]?.name;
    if (name === undefined || name === 'python') continue;
    const known = byName.get(name);
    if (known) known.push(leaf);
    else byName.set(name, [leaf]);
  }
  return [...byName].flatMap(([name, leaves]) => fromLeaves(name, leaves, path.length, group) ?? []);
}

function fromLeaves(name: string, leaves: readonly TomlLeaf[], depth: number, group: string | undefined): WrittenRequirement | undefined {
  const [first] = leaves;
  const key = first?.path[depth];
  if (!first || !key) return undefined;
  const alternatives = first.path.length === depth + 1 && first.value.kind === 'array' ? first.value.items : [];
  const inner = alternatives.find((item) => item.kind === 'table')?.leaves ?? leaves.map((leaf) => below(leaf, depth + 1));
  const asked = (wanted: string) => inner.find((leaf) => (leaf.path[0]?.name ?? 'version') === wanted)?.value;
  const textOf = (wanted: string) => stringOf(asked(wanted));
  const version = asked('version');
  const specifier = (stringOf(version) ?? '').replace(/\s/g, '');
  const places = ['git', 'path', 'url', 'file', 'hg', 'svn'] as const;
  const end = Math.max(...leaves.map((leaf) => leaf.span.end));
  return {
    name: normalizedName(name),
    specifier: specifier === '*' ? '' : specifier,
    span: { start: key.span.start, end },
    nameSpan: key.span,
    specifierSpan: version ? version.span : { start: key.span.end, end: key.span.end },
    extras: (asked('extras') ? stringsIn(asked('extras') ?? first.value) : []).map((each) => normalizedName(each.value)),
    marker: textOf('markers') ?? '',
    url: places.map(textOf).find((each) => each !== undefined),
    group: group ?? (isOptional(inner) ? 'optional' : undefined),
  };
}

function below(leaf: TomlLeaf, depth: number): TomlLeaf {
  return { ...leaf, path: leaf.path.slice(depth) };
}

function stringOf(value: TomlValue | undefined): string | undefined {
  return value?.kind === 'string' ? value.value : undefined;
}

/** Poetry installs it only with the extra that names it, whatever stands behind `optional`, unless that is `false`. */
function isOptional(leaves: readonly TomlLeaf[]): boolean {
  const optional = leaves.find((leaf) => leaf.path[0]?.name === 'optional');
  return optional !== undefined && optional.value.span.end - optional.value.span.start === 'true'.length;
}
