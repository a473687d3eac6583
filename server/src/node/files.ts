import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { relativeTo } from '../base/paths';
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
  const kinds = new Map<string, 'file' | 'directory' | undefined>();
  const lists = new Map<string, readonly string[]>();
  const reals = new Map<string, string | undefined>();
  const absolute = (path: string) => (path === '' ? base : `${base}/${path}`);
  const realPath = (path: string) =>
    remember(reals, path, () => {
      const real = attempt(() => posix(realpathSync(absolute(path))));
      return real === undefined ? undefined : relativeTo(realBase(), real);
    });
  return {
    root: base,
    realPath,
    read: (path) => remember(texts, path, () => (realPath(path) === undefined ? undefined : attempt(() => readText(absolute(path))))),
    kind: (path) => remember(kinds, path, () => attempt(() => kindOf(absolute(path)))),
    list: (path) =>
      remember(lists, path, () => {
        const real = realPath(path);
        if (real === undefined) return [];
        const found = attempt(() => readdirSync(absolute(path), { withFileTypes: true })) ?? [];
        for (const one of found) {
          const inside = path === '' ? one.name : `${path}/${one.name}`;
          if (!one.isFile() && !one.isDirectory()) continue;
          kinds.set(inside, one.isFile() ? 'file' : 'directory');
          // What is no link is where its folder is.
          if (real === path) reals.set(inside, inside);
        }
        return found.map((one) => one.name).sort();
      }),
    forget(path) {
      for (const memory of [texts, kinds, lists, reals]) {
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

function kindOf(path: string): 'file' | 'directory' | undefined {
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
