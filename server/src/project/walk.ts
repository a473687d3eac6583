import { basename, join } from '../base/paths';
import type { Files } from '../host/files';

/**
 * The files of a workspace that may matter, shallow ones first. `truncated`: a limit was met, and of what lies deeper there are only the
 * files that shape a deployment, or not all of those.
 */
export interface Listing {
  readonly files: readonly string[];
  readonly truncated: boolean;
}

/** Of any sort, and with those that shape a deployment. */
const MAX_FILES = 30_000;
const MAX_TELLING_FILES = 60_000;
const MAX_FOLDERS = 40_000;
const MAX_DEPTH = 12;

/** Pictures, pages, scripts of the browser and data are what large trees are made of. */
const TELLING =
  /(?:^|\/)[^/.]+$|(?:^|\/)\.[^/]+$|\.(?:py|toml|lock|cfg|ini|ya?ml|conf|conf\..+|env|env\..+|service|socket|timer|sh|txt|in|nginx|vhost|template|j2|caddy|dockerfile)$|(?:^|\/)(?:Dockerfile|Containerfile|Caddyfile|Procfile|Pipfile)[^/]*$/i;

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
  let truncated = false;
  let level: readonly string[] = [''];
  let folders = 0;
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return { files: found, truncated: true };
    const next: string[] = [];
    for (const folder of level) {
      if (++folders > MAX_FOLDERS || found.length > MAX_TELLING_FILES) return { files: found, truncated: true };
      const names = files.list(folder);
      if (folder !== '' && names.includes('pyvenv.cfg')) continue;
      for (const name of names) {
        if (name.includes('{{')) continue;
        const path = folder === '' ? name : join(folder, name);
        const kind = files.kind(path);
        if (kind === undefined || excluded(path)) continue;
        if (kind === 'directory') {
          if (!skipsFolder(name) && files.realPath(path) === path) next.push(path);
        } else if (found.length < MAX_FILES || TELLING.test(path)) found.push(path);
        else truncated = true;
      }
    }
    level = next;
  }
  return { files: found, truncated };
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
