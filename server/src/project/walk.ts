import { basename, join } from '../base/paths';
import type { Files } from '../host/files';

/** The files of a workspace that may matter, shallow ones first. `truncated`: a limit was met and there are more. */
export interface Listing {
  readonly files: readonly string[];
  readonly truncated: boolean;
}

const MAX_FILES = 30_000;
const MAX_FOLDERS = 6_000;
const MAX_DEPTH = 12;

const SKIPPED = new Set([
  'node_modules',
  'bower_components',
  '__pycache__',
  'site-packages',
  'dist-packages',
  'build',
  'dist',
  'htmlcov',
  'target',
]);

/**
 * Lists a workspace breadth first within limits. Left out: hidden folders, virtual environments, dependencies, build
 * results, template folders (`{{…}}`), folders reached by a symbolic link (they are listed where they are), and what
 * `excluded` says.
 */
export function walk(files: Files, excluded: (path: string) => boolean): Listing {
  const found: string[] = [];
  let level: readonly string[] = [''];
  let folders = 0;
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return { files: found, truncated: true };
    const next: string[] = [];
    for (const folder of level) {
      if (++folders > MAX_FOLDERS) return { files: found, truncated: true };
      const names = files.list(folder);
      if (folder !== '' && names.includes('pyvenv.cfg')) continue;
      for (const name of names) {
        if (name.includes('{{')) continue;
        const path = folder === '' ? name : join(folder, name);
        const kind = files.kind(path);
        if (kind === undefined || excluded(path)) continue;
        if (kind === 'file') found.push(path);
        else if (!skipsFolder(name) && files.realPath(path) === path) next.push(path);
      }
      if (found.length > MAX_FILES) return { files: found.slice(0, MAX_FILES), truncated: true };
    }
    level = next;
  }
  return { files: found, truncated: false };
}

/** Whether a path leads through a folder of tests or migrations, or is such a file. */
export function isTestOrMigration(path: string): boolean {
  const folders = path.split('/').slice(0, -1);
  return (
    folders.some((name) => /^(tests?|testing|migrations|.*_tests?)$/.test(name)) || /^(conftest|test_.*_test)\.py$/.test(basename(path))
  );
}

function skipsFolder(name: string): boolean {
  return name.startsWith('.') || SKIPPED.has(name) || name.endsWith('.egg-info');
}
