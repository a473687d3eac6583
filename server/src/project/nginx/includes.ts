import { basename, dirname, join, normalize, relativeTo } from '../../base/paths';
import type { Files } from '../../host/files';

/** A file or folder of the workspace, and where a machine or container has it. */
export interface Mount {
  /** Absolute. */
  readonly target: string;
  /** Relative to the root. */
  readonly source: string;
}

/** Where nginx keeps its configuration in packages, images and builds. */
const PREFIXES = [
  '/etc/nginx',
  '/usr/local/nginx/conf',
  '/usr/local/openresty/nginx/conf',
  '/usr/local/etc/nginx',
  '/opt/homebrew/etc/nginx',
  '/opt/nginx/conf',
];

/** How the paths of one configuration lead into the workspace. */
export interface PathMap {
  readonly files: Files;
  /** Folders of the workspace that may be nginx's own, the likeliest first: that of the main file, its parent for a file in conf.d. */
  readonly prefixes: readonly string[];
  /** From the configuration and from artefacts; those of the configuration first. */
  readonly mounts: readonly Mount[];
}

/**
 * The files of the workspace that the path of an `include` means, sorted as nginx's glob sorts them; empty where there is none.
 * @param pattern as written: absolute, or relative to the folder of the main file; with `*`, `?` and `[…]`.
 */
export function includedFiles(map: PathMap, pattern: string): readonly string[] {
  for (const place of places(map, pattern)) {
    const found = matching(map.files, place);
    if (found.length > 0) return found;
  }
  return [];
}

/** A path of the machine below the folder of nginx's configuration; undefined for one that is elsewhere. */
export function belowPrefix(path: string): string | undefined {
  for (const prefix of PREFIXES) {
    const below = relativeTo(prefix, normalize(path));
    if (below !== undefined) return below;
  }
  return undefined;
}

/** Where a path of the machine may lie in the workspace, the likeliest first. */
function* places({ files, prefixes, mounts }: PathMap, pattern: string): Generator<string> {
  const absolute = pattern.startsWith('/') ? normalize(pattern) : undefined;
  const below = absolute === undefined ? pattern : belowPrefix(absolute);
  const machine = absolute ?? join('/etc/nginx', pattern);
  for (const { target, source } of mounts) {
    const rest = relativeTo(normalize(target), machine);
    if (rest !== undefined) yield rest === '' ? source : inside(source, rest);
    // `conf.d/*.conf` finds the one file that is mounted there.
    else if (dirname(machine) === dirname(target) && globOf(basename(machine)).test(basename(target))) yield source;
  }
  if (absolute !== undefined) {
    const own = relativeTo(files.root, absolute);
    if (own !== undefined && own !== '') yield own;
  }
  if (below === undefined) return;
  for (const prefix of prefixes) {
    yield inside(prefix, below);
    // Debian links sites-enabled to sites-available; a repository keeps only the latter.
    if (below.startsWith('sites-enabled/')) yield inside(prefix, below.replace('sites-enabled', 'sites-available'));
  }
}

function inside(folder: string, path: string): string {
  return normalize(folder === '' ? path : join(folder, path));
}

function matching(files: Files, pattern: string): readonly string[] {
  if (pattern.startsWith('..')) return [];
  if (!/[*?[]/.test(pattern)) return files.kind(pattern) === 'file' ? [pattern] : [];
  let found: readonly string[] = [''];
  for (const segment of pattern.split('/')) {
    const glob = /[*?[]/.test(segment) ? globOf(segment) : undefined;
    found = found.flatMap((folder) => {
      const names = glob ? files.list(folder).filter((name) => glob.test(name)) : [segment];
      return names.map((name) => (folder === '' ? name : `${folder}/${name}`));
    });
  }
  return found.filter((path) => files.kind(path) === 'file');
}

/** One segment of a path for glob(3): a leading dot is matched only by one that is written. */
function globOf(segment: string): RegExp {
  let source = segment.startsWith('.') ? '' : '(?!\\.)';
  for (let at = 0; at < segment.length; at++) {
    const char = segment[at] ?? '';
    const close = char === '[' ? segment.indexOf(']', at + 2) : -1;
    if (char === '*') source += '[^/]*';
    else if (char === '?') source += '[^/]';
    else if (close > 0) {
      const inner = segment.slice(at + 1, close).replace(/[\\\]^]/g, '\\$&');
      source += inner.startsWith('!') ? `[^${inner.slice(1)}]` : `[${inner}]`;
      at = close;
    } else source += char.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  }
  return new RegExp(`^${source}$`);
}
