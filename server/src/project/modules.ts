import { basename, dirname, join } from '../base/paths';
import type { Files } from '../host/files';

/** File of a dotted module below an import root; undefined when there is none. A package gives its `__init__.py`. */
export function moduleFile(files: Files, pythonPath: string, module: string): string | undefined {
  const path = under(pythonPath, module.replaceAll('.', '/'));
  for (const candidate of [`${path}/__init__.py`, `${path}.py`]) if (files.kind(candidate) === 'file') return candidate;
  return undefined;
}

const DISTRIBUTION_FILES = ['pyproject.toml', 'setup.py', 'setup.cfg'];

/**
 * Folders that modules are imported from, first wins: the import root, the workspace, and the `src` folder of each distribution that
 * the import root lies in, as settings beside a package import that package once it is installed.
 */
export function importRootsOf(files: Files, pythonPath: string): readonly string[] {
  const sources = upwards(pythonPath).filter(
    (folder) =>
      files.kind(join(folder, 'src')) === 'directory' && DISTRIBUTION_FILES.some((name) => files.kind(join(folder, name)) === 'file'),
  );
  return [...new Set([pythonPath, '', ...sources.map((folder) => join(folder, 'src'))])];
}

/** The dotted name of a file seen from an import root; undefined when it is not below it. */
export function moduleName(pythonPath: string, file: string): string | undefined {
  if (pythonPath !== '' && !file.startsWith(`${pythonPath}/`)) return undefined;
  const inside = pythonPath === '' ? file : file.slice(pythonPath.length + 1);
  if (basename(inside).replace(/\.py$/, '').includes('.')) return undefined;
  const module = inside
    .replace(/\.py$/, '')
    .replace(/\/__init__$/, '')
    .replaceAll('/', '.');
  return /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/.test(module) ? module : undefined;
}

/** The folder itself and every folder above it up to the root. */
export function upwards(folder: string): readonly string[] {
  const out = [folder];
  for (let at = folder; at !== ''; ) {
    at = dirname(at);
    out.push(at);
  }
  return out;
}

/** The import root that a file's packages suggest: folders with `__init__.py`, or named as settings packages are. */
export function packageRoot(files: Files, file: string): string {
  let folder = dirname(file);
  const isPackage = () => /^(settings|conf|config)$/.test(basename(folder)) || files.kind(join(folder, '__init__.py')) === 'file';
  while (folder !== '' && isPackage()) folder = dirname(folder);
  return folder;
}

/** File that `from <name> import *` in `file` reads, where it is in the workspace. */
export function importedFile(files: Files, file: string, pythonPath: string, name: string): string | undefined {
  const dots = /^\.*/.exec(name)?.[0].length ?? 0;
  // The template of a project lies inside the package that it imports: its own root is not the one that counts.
  const roots = [pythonPath, ...upwards(dirname(file))];
  if (dots === 0) return firstOf(roots, (root) => moduleFile(files, root, name));
  let folder = dirname(file);
  for (let level = 1; level < dots; level++) folder = dirname(folder);
  const rest = name.slice(dots);
  if (rest !== '') return moduleFile(files, folder, rest);
  const init = under(folder, '__init__.py');
  return files.kind(init) === 'file' ? init : undefined;
}

function firstOf<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

function under(folder: string, path: string): string {
  return folder === '' ? path : `${folder}/${path}`;
}
