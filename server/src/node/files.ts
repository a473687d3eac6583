import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { basename, dirname, relativeTo } from '../base/paths';
import { type Files, MAX_FILE_BYTES } from '../host/files';

/** Files of a disk, remembered from the first look on: one snapshot. */
export interface DiskFiles extends Files {
  /** Looks anew at a path and the folders that hold it the next time; without a path, at everything. */
  forget(path?: string): void;
}

/** The files below a folder. `root` may be relative to the working directory. Links that lead out of it are not followed. */
export function diskFiles(root: string): DiskFiles {
  const base = posix(resolve(root));
  const realBase = lazyRealPath(base);
  const texts = new Map<string, string | undefined>();
  const kinds = new Map<string, Kind | undefined>();
  /** What a folder holds, names in order. A large tree is remembered here and nowhere else. */
  const folders = new Map<string, ReadonlyMap<string, Kind | undefined>>();
  const reals = new Map<string, string | undefined>();
  const absolute = (path: string) => (path === '' ? base : `${base}/${path}`);
  /** What a folder that was listed says of a path in it. */
  const listed = (path: string) => folders.get(dirname(path))?.get(basename(path));
  const realPath = (path: string): string | undefined =>
    remember(reals, path, () => {
      // What is no link is where its folder is.
      const isHere = path !== '' && listed(path) !== undefined && reals.get(dirname(path)) === dirname(path);
      const real = isHere ? undefined : attempt(() => posix(realpathSync(absolute(path))));
      return isHere ? path : real === undefined ? undefined : relativeTo(realBase(), real);
    });
  return {
    root: base,
    realPath,
    read: (path) => remember(texts, path, () => (realPath(path) === undefined ? undefined : attempt(() => readText(absolute(path))))),
    kind: (path) => listed(path) ?? remember(kinds, path, () => attempt(() => kindOf(absolute(path)))),
    list(path) {
      const entries = remember(folders, path, () => {
        const found = realPath(path) === undefined ? [] : (attempt(() => readdirSync(absolute(path), { withFileTypes: true })) ?? []);
        const named = found.map((one) => [one.name, one.isFile() ? 'file' : one.isDirectory() ? 'directory' : undefined] as const);
        return new Map(named.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
      });
      return [...entries.keys()];
    },
    forget(path) {
      for (const memory of [texts, kinds, folders, reals]) {
        if (path === undefined) memory.clear();
        else for (const known of memory.keys()) if (touches(known, path)) memory.delete(known);
      }
    },
  };
}

/** A change at a path may be news about the path, all below it, and every folder above it. */
function touches(known: string, changed: string): boolean {
  return known === '' || known === changed || known.startsWith(`${changed}/`) || changed.startsWith(`${known}/`);
}

function readText(path: string): string | undefined {
  if (statSync(path).size > MAX_FILE_BYTES) return undefined;
  const bytes = readFileSync(path);
  if (bytes.includes(0)) return undefined;
  const text = bytes.toString('utf8');
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

type Kind = 'file' | 'directory';

function kindOf(path: string): Kind | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat?.isFile() ? 'file' : stat?.isDirectory() ? 'directory' : undefined;
}

function lazyRealPath(path: string): () => string {
  let real: string | undefined;
  return () => (real ??= attempt(() => posix(realpathSync(path))) ?? path);
}

function remember<T>(memory: Map<string, T>, key: string, compute: () => T): T {
  if (memory.has(key)) return memory.get(key) as T;
  const value = compute();
  memory.set(key, value);
  return value;
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function posix(path: string): string {
  return path.replaceAll('\\', '/').replace(/(?<=.)\/$/, '');
}
