import { child, readYaml, type Tree, type TreeEntry } from '../compose/yamlTree';
import { type CiJob, type CiStep, ciEntries, ciItems, ciText, ciWritten } from './job';

/** A pipeline of GitLab with the files that it includes. */
export interface GitlabPipeline {
  /** In the order in which they are read. */
  readonly files: readonly string[];
  readonly stages: readonly string[];
  readonly jobs: readonly CiJob[];
  /** In words, why there may be further jobs. */
  readonly open: string | undefined;
}

/** A file that is read, by its path in the repository. */
export type ReadFile = (path: string) => string | undefined;

const GLOBAL: ReadonlySet<string> = new Set([
  'default',
  'include',
  'stages',
  'types',
  'variables',
  'workflow',
  'image',
  'services',
  'cache',
  'before_script',
  'after_script',
  'spec',
]);
const MAX_DEPTH = 11;
const MAX_FILES = 40;

/**
 * Reads a pipeline from its first file: local includes, `extends`, `default`, `!reference` and hidden jobs are followed. Undefined where the first file
 * is no YAML.
 *
 * @param list the paths of the repository, for includes with wildcards.
 * Source: https://docs.gitlab.com/ci/yaml/
 */
export function readGitlab(path: string, read: ReadFile, list: readonly string[]): GitlabPipeline | undefined {
  const gathered: Gathered = { sources: new Map(), files: [], jobs: new Map(), globals: [], open: undefined };
  if (!gather(gathered, path, read, list, 0)) return undefined;
  const jobs = [...gathered.jobs]
    .filter(([name]) => !name.startsWith('.'))
    .flatMap(([name, placed]) => jobOf(gathered, name, placed) ?? []);
  const stages = gathered.globals.findLast(({ tree }) => child(tree, 'stages'))?.tree;
  return { files: gathered.files, stages: ciItems(child(stages, 'stages')).map(({ text }) => text), jobs, open: gathered.open };
}

/** A tree and the file that it stands in. */
interface Placed {
  readonly file: string;
  readonly tree: Tree;
  readonly nameSpan: TreeEntry['keySpan'];
}

interface Gathered {
  readonly sources: Map<string, string>;
  readonly files: string[];
  /** Of a name that several files use, all; the later ones are laid over the earlier ones. */
  readonly jobs: Map<string, Placed[]>;
  readonly globals: Placed[];
  open: string | undefined;
}

function gather(gathered: Gathered, path: string, read: ReadFile, list: readonly string[], depth: number): boolean {
  const text = gathered.files.length < MAX_FILES && depth < MAX_DEPTH ? read(path) : undefined;
  const tree = text === undefined ? undefined : readYaml(text);
  if (text === undefined || tree?.kind !== 'map') return false;
  if (gathered.sources.has(path)) return true;
  gathered.sources.set(path, text);
  gathered.files.push(path);
  for (const include of includesOf(child(tree, 'include'))) {
    const named = include.local === undefined ? [] : localFiles(include.local, list);
    const isRead = named.length > 0 && named.map((file) => gather(gathered, file, read, list, depth + 1)).every((done) => done);
    if (!isRead) gathered.open ??= `${path} includes ${include.words}, which is not in the workspace`;
  }
  gathered.globals.push({ file: path, tree, nameSpan: { start: 0, end: 0 } });
  for (const { key, keySpan, value } of tree.entries) {
    if (GLOBAL.has(key) || value.kind !== 'map') continue;
    const placed = gathered.jobs.get(key) ?? [];
    placed.push({ file: path, tree: value, nameSpan: keySpan });
    gathered.jobs.set(key, placed);
  }
  return true;
}

interface Include {
  readonly local: string | undefined;
  readonly words: string;
}

function includesOf(tree: Tree | undefined): readonly Include[] {
  const items = tree?.kind === 'list' ? tree.items : tree ? [tree] : [];
  return items.map((item): Include => {
    const text = ciText(item) ?? ciText(child(item, 'local'));
    const other = ciEntries(item).find(({ key }) => /^(remote|template|project|component)$/.test(key));
    const isLocal = text !== undefined && !/^https?:/.test(text) && !text.includes('$');
    return { local: isLocal ? text.replace(/^\//, '') : undefined, words: text ?? `a ${other?.key ?? 'file'}` };
  });
}

function localFiles(path: string, list: readonly string[]): readonly string[] {
  if (!path.includes('*')) return [path];
  const pattern = path
    .split(/(\*\*|\*)/)
    .map((part) => (part === '**' ? '.*' : part === '*' ? '[^/]*' : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')))
    .join('');
  return list.filter((file) => new RegExp(`^${pattern}$`).test(file));
}

function jobOf(gathered: Gathered, name: string, placed: readonly Placed[]): CiJob | undefined {
  const chain = chainOf(gathered, name, 0);
  const last = placed.at(-1);
  const script = found(chain.layers, 'script');
  const trigger = found(chain.layers, 'trigger');
  if (!last || (!script && !trigger && !found(chain.layers, 'run'))) return undefined;
  const inherits = ciText(child(found(chain.layers, 'inherit')?.tree, 'default')) !== 'false';
  const steps = ['before_script', 'script', 'after_script'].flatMap((key): readonly CiStep[] => {
    const own = found(chain.layers, key) ?? (inherits && key !== 'script' ? defaultOf(gathered, key) : undefined);
    return own ? commandsOf(gathered, own, key) : [];
  });
  const asks = found(chain.layers, 'run') ? 'it runs steps that are not followed' : trigger ? 'it starts another pipeline' : undefined;
  return { name, file: last.file, nameSpan: last.nameSpan, steps, open: chain.open ?? asks ?? unresolved(gathered, chain.layers) };
}

/** What a job is made of, the strongest last: those that it extends, then its own maps. */
function chainOf(
  gathered: Gathered,
  name: string,
  depth: number,
): { readonly layers: readonly Placed[]; readonly open: string | undefined } {
  const own = gathered.jobs.get(name);
  if (!own || depth > MAX_DEPTH) return { layers: [], open: `it extends ${name}, which is not in the workspace` };
  const parents = ciItems(child(own.findLast(({ tree }) => child(tree, 'extends'))?.tree, 'extends')).map(({ text }) => text);
  const chains = parents.map((parent) => chainOf(gathered, parent, depth + 1));
  return { layers: [...chains.flatMap(({ layers }) => layers), ...own], open: chains.find(({ open }) => open)?.open };
}

function found(layers: readonly Placed[], key: string): Placed | undefined {
  const layer = layers.findLast(({ tree }) => child(tree, key));
  const tree = child(layer?.tree, key);
  return layer && tree ? { ...layer, tree } : undefined;
}

function defaultOf(gathered: Gathered, key: string): Placed | undefined {
  const inDefault = gathered.globals.flatMap((one) => {
    const tree = child(child(one.tree, 'default'), key);
    return tree ? [{ ...one, tree }] : [];
  });
  return inDefault.at(-1) ?? found(gathered.globals, key);
}

/** The lines of a script; `!reference [job, key]` stands for what it names. */
function commandsOf(gathered: Gathered, { file, tree, nameSpan }: Placed, key: string, depth = 0): readonly CiStep[] {
  if (depth > MAX_DEPTH) return [];
  if (tree.kind === 'list' && tree.tag === '!reference') {
    const target = referred(gathered, tree);
    return target ? commandsOf(gathered, target, key, depth + 1) : [];
  }
  if (tree.kind === 'list') return tree.items.flatMap((item) => commandsOf(gathered, { file, tree: item, nameSpan }, key, depth + 1));
  const source = gathered.sources.get(file) ?? '';
  if (tree.kind !== 'scalar' || tree.type === 'null') return [];
  return [{ kind: 'command', file, line: ciWritten(source, tree), key, item: tree.span, folder: undefined, shell: undefined, matrix: [] }];
}

function referred(gathered: Gathered, tree: Tree): Placed | undefined {
  const [job = '', ...keys] = ciItems(tree).map(({ text }) => text);
  const layers =
    job === 'default'
      ? gathered.globals.map((one) => ({ ...one, tree: child(one.tree, 'default') ?? one.tree }))
      : chainOf(gathered, job, 0).layers;
  const [key = '', ...rest] = keys;
  const first = found(layers, key);
  const target = rest.reduce<Tree | undefined>((now, name) => child(now, name), first?.tree);
  return first && target ? { ...first, tree: target } : undefined;
}

/** A reason where a reference of a script leads out of the workspace. */
function unresolved(gathered: Gathered, layers: readonly Placed[]): string | undefined {
  const lists = ['before_script', 'script', 'after_script'].map((key) => found(layers, key)?.tree);
  const references = lists
    .flatMap((tree) => (tree?.kind === 'list' ? [tree, ...tree.items] : []))
    .filter(({ tag }) => tag === '!reference');
  return references.some((tree) => !referred(gathered, tree)) ? 'it refers to a script that is not in the workspace' : undefined;
}
