import { accessSync, closeSync, constants, openSync, readSync, type Stats, statSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { MAX_FILE_BYTES } from '../host/files';
import { UsageError } from './io';

/** One project to look at. `only`: files of it, relative to the root, that findings are wanted for; undefined is all. */
export interface Target {
  /** Absolute, with `/`. */
  readonly root: string;
  readonly only: readonly string[] | undefined;
}

const MARKS = ['.git', 'django-preflight.toml', 'pyproject.toml', 'manage.py'];

/**
 * The projects that paths of the command line mean. A folder is a project; a file stands in the one around it.
 * @throws UsageError for a path that is not there or cannot be read, and for a file that is no text or too large.
 */
export function targetsOf(paths: readonly string[], cwd: string): readonly Target[] {
  const found = new Map<string, string[] | undefined>();
  for (const given of paths.length === 0 ? ['.'] : paths) {
    const path = resolve(cwd, given);
    const stat = readable(path, given);
    if (stat.isDirectory()) {
      found.set(posix(path), undefined);
      continue;
    }
    if (!stat.isFile()) throw new UsageError(`${given}: neither a file nor a folder.`);
    textFile(path, given, stat);
    const root = projectRoot(dirname(path));
    const known = found.get(posix(root));
    if (found.has(posix(root)) && known === undefined) continue;
    found.set(posix(root), [...(known ?? []), posix(relative(root, path))]);
  }
  return [...found].map(([root, only]) => ({ root, only }));
}

/** The nearest folder above that holds a repository, else the nearest that holds a project file, else the folder itself. */
function projectRoot(folder: string): string {
  const above = [folder];
  for (let at = folder; dirname(at) !== at; at = dirname(at)) above.push(dirname(at));
  const has = (name: string) => above.find((one) => statSync(resolve(one, name), { throwIfNoEntry: false }) !== undefined);
  for (const mark of MARKS) {
    const found = has(mark);
    if (found) return found;
  }
  return folder;
}

function readable(path: string, given: string): Stats {
  try {
    const stat = statSync(path);
    accessSync(path, stat.isDirectory() ? constants.R_OK | constants.X_OK : constants.R_OK);
    return stat;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new UsageError(`${given}: no such file or folder.`);
    if (code === 'EACCES' || code === 'EPERM') throw new UsageError(`${given}: not allowed to read it.`);
    throw new UsageError(`${given}: cannot be read (${String(code ?? error)}).`);
  }
}

function textFile(path: string, given: string, stat: Stats): void {
  if (stat.size > MAX_FILE_BYTES) {
    const megabytes = (stat.size / 1024 / 1024).toFixed(0);
    throw new UsageError(
      `${given}: ${megabytes} MB is too large for a settings file; ${MAX_FILE_BYTES / 1024 / 1024} MB are read at most.`,
    );
  }
  const head = Buffer.alloc(Math.min(stat.size, 64 * 1024));
  const file = openSync(path, 'r');
  try {
    readSync(file, head, 0, head.length, 0);
  } finally {
    closeSync(file);
  }
  if (head.includes(0)) throw new UsageError(`${given}: a binary file, not a text.`);
}

function posix(path: string): string {
  return path.replaceAll('\\', '/');
}
