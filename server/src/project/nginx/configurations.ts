import { remembered } from '../../base/lazy';
import { basename, dirname } from '../../base/paths';
import type { NginxFile } from '../../syntax/nginx/ast';
import type { Discovery } from '../discover';
import { kindOfPath } from '../environment/names';
import { type NginxContainer, nginxContainers } from './containers';
import type { FragmentContext } from './context';
import { isNginx, type NginxOutline, outlineOf } from './files';
import type { BuiltFrame, IncludeSource, ResolvedInclude } from './includeSource';
import { belowPrefix, includedFiles, type Mount, type PathMap } from './includes';
import type { NginxConfiguration } from './model';
import { shippedText } from './shipped';
import { buildTree } from './tree';
import { ASSUMED_VERSION, type NginxVersion, nginxVersion } from './version';

/** What a search for nginx's configurations is given. */
export interface NginxSearch {
  readonly discovery: Discovery;
  /** A text as nginx would read it. */
  readonly parse: (path: string, text: string) => NginxFile;
  /** What a pure function makes of a tree, remembered with it. */
  readonly ofTree: <T>(tree: NginxFile, compute: (tree: NginxFile) => T) => T;
  /** What the user says: it holds for every configuration. */
  readonly version?: NginxVersion;
  /** What the user says about where paths of the machine lie in the workspace; it wins over what artefacts say. */
  readonly mounts: readonly Mount[];
}

/**
 * Every configuration of a workspace: whole ones, and fragments that none of them includes. Sorted by file. A file that is not read
 * by nginx by all that can be seen of it has none.
 */
export function findNginxConfigurations(search: NginxSearch): readonly NginxConfiguration[] {
  const { discovery } = search;
  const trees = new Map<string, NginxFile>();
  const parse = (path: string): NginxFile | undefined => {
    const known = trees.get(path);
    if (known) return known;
    const text = discovery.read(path);
    const tree = text === undefined ? undefined : search.parse(path, text);
    if (tree) trees.set(path, tree);
    return tree;
  };
  if (discovery.roles.nginx.length === 0) return [];
  const containers = nginxContainers(discovery);
  const files = discovery.roles.nginx.filter((path) => {
    const tree = discovery.files.realPath(path) === path ? parse(path) : undefined;
    const place = placed(path, containers);
    return (
      tree !== undefined && (isNginx(path, search.ofTree(tree, outlineOf)) || (place !== undefined && belowPrefix(place) !== undefined))
    );
  });
  const outlined = (file: string) => {
    const tree = trees.get(file);
    return tree && search.ofTree(tree, outlineOf);
  };
  const roots = new Map<string, Root>(files.map((file) => [file, rootOf(file, outlined(file), containers)]));
  const mains = files.filter((file) => roots.get(file)?.context === 'main');
  const found: NginxConfiguration[] = [];
  const included = new Set<string>();
  // The wider context first: what a whole configuration includes is judged there and not alone.
  const order = ['main', 'http', 'stream', 'server', 'stream/server', 'location', 'upstream'];
  const sorted = [...roots].sort(([a, left], [b, right]) => order.indexOf(left.context) - order.indexOf(right.context) || (a < b ? -1 : 1));
  for (const [file, root] of sorted) {
    if (included.has(file)) continue;
    const configuration = open(search, parse, file, root, mains);
    found.push(configuration);
    for (const other of configuration.files) if (other !== file) included.add(other);
  }
  // Two fragments of one context may include each other's files in either order.
  return found.filter(({ file }) => !included.has(file)).sort((a, b) => (a.file < b.file ? -1 : 1));
}

interface Root {
  readonly context: FragmentContext;
  readonly because: string;
  readonly outer: NginxConfiguration['outer'];
  readonly containers: readonly NginxContainer[];
}

function rootOf(file: string, outline: NginxOutline | undefined, containers: readonly NginxContainer[]): Root {
  const own = containers.filter(({ mounts }) => mounts.some(({ source }) => source === file || file.startsWith(`${source}/`)));
  const place = placed(file, own);
  const byContent = outline?.context;
  if (byContent === 'main')
    return { context: 'main', because: 'it has the directives of a whole configuration', outer: 'own', containers: own };
  if (place !== undefined) {
    const context = contextOfPlace(place);
    if (context) return { context, because: `it is mounted at ${place}`, outer: context === 'main' ? 'own' : 'stock', containers: own };
  }
  const context = byContent ?? 'http';
  const isSite = context === 'http' || context === 'stream';
  return { context, because: 'its directives belong there', outer: isSite ? 'stock' : 'anything', containers: own };
}

/** Where a container has a file, below nginx's own folder. */
function placed(file: string, containers: readonly NginxContainer[]): string | undefined {
  for (const { mounts } of containers) {
    for (const { source, target } of mounts) {
      if (source === file) return target;
      if (file.startsWith(`${source}/`)) return `${target}/${file.slice(source.length + 1)}`;
    }
  }
  return undefined;
}

function contextOfPlace(path: string): 'main' | 'http' | undefined {
  const below = belowPrefix(path);
  if (below === undefined) return undefined;
  if (below === 'nginx.conf' || below === 'nginx.conf.template') return 'main';
  // What the nginx.conf of packages and images includes; of templates the image makes files of conf.d.
  return /^(conf\.d\/[^/]+\.conf|(sites-enabled|sites-available)\/[^/]+|templates\/[^/]+\.conf\.template)$/.test(below)
    ? 'http'
    : undefined;
}

function open(
  search: NginxSearch,
  parse: (path: string) => NginxFile | undefined,
  file: string,
  root: Root,
  mains: readonly string[],
): NginxConfiguration {
  const map: PathMap = {
    files: search.discovery.files,
    prefixes: isPlacedAlone(file, root.containers) ? [] : prefixesOf(file, root.context, mains),
    mounts: [...search.mounts, ...root.containers.flatMap(({ mounts }) => mounts)],
  };
  const tree = parse(file) ?? { body: [], comments: [], errors: [], templated: false };
  const built = search.ofTree(tree, noneBuilt);
  const source: IncludeSource = { parse, resolve: remembered((pattern) => resolve(map, pattern, search)), built };
  const { top, files, includes, whole } = buildTree(file, tree, root.context, source);
  const named = kindOfPath(file);
  const known = new Map<unknown, unknown>();
  const configuration: NginxConfiguration = {
    file,
    context: root.context,
    because: root.because,
    outer: root.outer,
    kind: named === undefined || named === 'sample' ? 'production' : named,
    version: search.version ?? versionOf(search, files, parse, root.containers),
    mounts: map.mounts,
    top,
    files,
    includes,
    whole,
    ofTree: search.ofTree,
    derived<T>(compute: (one: NginxConfiguration) => T): T {
      if (!known.has(compute)) known.set(compute, compute(configuration));
      return known.get(compute) as T;
    },
  };
  return configuration;
}

/** What is built of a file and may be taken over: it lasts as long as its tree. */
function noneBuilt(): WeakMap<object, BuiltFrame> {
  return new WeakMap();
}

function versionOf(
  search: NginxSearch,
  files: readonly string[],
  parse: (path: string) => NginxFile | undefined,
  containers: readonly NginxContainer[],
): NginxVersion {
  const image = containers.find(({ version }) => version !== undefined)?.version;
  if (image) return image;
  for (const file of files) {
    const tree = parse(file);
    const said = tree && search.ofTree(tree, outlineOf).version;
    const version = said && nginxVersion(said, `a comment in ${file}`);
    if (version) return version;
  }
  return ASSUMED_VERSION;
}

/** A container has this one file of its folder: what stands beside it there is told by other mounts. */
function isPlacedAlone(file: string, containers: readonly NginxContainer[]): boolean {
  return containers.some(({ mounts }) => mounts.some(({ source }) => source === file));
}

/** nginx takes relative paths from the folder of its main file, wherever the `include` stands. */
function prefixesOf(file: string, context: FragmentContext, mains: readonly string[]): readonly string[] {
  const own = dirname(file);
  if (context === 'main') return [own];
  const above = /^(conf\.d|sites-available|sites-enabled|templates|snippets|includes?|http\.d|vhosts?(\.d)?)$/.test(basename(own));
  const near = above ? [dirname(own), own] : [own, dirname(own)];
  return [...new Set([...near, ...mains.map(dirname)])];
}

function resolve(map: PathMap, pattern: string, search: NginxSearch): ResolvedInclude {
  const files = includedFiles(map, pattern);
  if (files.length > 0) return { files };
  const shipped = shippedText(pattern);
  if (shipped !== undefined) return { files: [], shipped: search.parse(`//nginx/${basename(pattern)}`, shipped) };
  return { files: [], missing: `${pattern} is not in the workspace` };
}
