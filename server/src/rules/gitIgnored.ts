import { globTest } from '../base/glob';
import { dirname } from '../base/paths';
import type { Files } from '../host/files';

/** Whether a .gitignore of the workspace keeps a file out of the repository; the last line that matches decides. */
export function gitIgnored(files: Files, path: string): boolean {
  let ignored = false;
  for (const folder of foldersAbove(path)) {
    const prefix = folder === '' ? '' : `${folder}/`;
    for (const line of (files.read(`${prefix}.gitignore`) ?? '').split(/\r?\n/)) {
      const pattern = line.trim();
      if (pattern === '' || pattern.startsWith('#')) continue;
      const kept = pattern.startsWith('!');
      if (globTest([kept ? pattern.slice(1) : pattern])(path.slice(prefix.length))) ignored = !kept;
    }
  }
  return ignored;
}

/** The folders that hold the file, the root first. */
function foldersAbove(path: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = dirname(path); folder !== ''; folder = dirname(folder)) folders.unshift(folder);
  return ['', ...folders];
}
