import { dirname, join } from '../../base/paths';
import type { ImportFrom } from '../../syntax/python/ast';
import type { EditScope } from './scope';

/** The workspace file that a `from … import …` of `file` reads, among those that the settings chain has read; undefined otherwise. */
export function importedFile(scope: EditScope, file: string, statement: ImportFrom): string | undefined {
  const below = statement.module.split('.').filter((part) => part !== '');
  const folders = statement.level > 0 ? [ascend(dirname(file), statement.level - 1)] : [scope.profile?.pythonPath ?? '', ''];
  for (const folder of folders) {
    if (folder === undefined) continue;
    const stem = [folder, ...below].filter((part) => part !== '').join('/');
    const found = [`${stem}.py`, join(stem, '__init__.py')].find((path) => scope.settings.files.includes(path));
    if (found !== undefined) return found;
  }
  return undefined;
}

function ascend(folder: string, levels: number): string | undefined {
  let at = folder;
  for (let level = 0; level < levels; level++) {
    if (at === '') return undefined;
    at = dirname(at);
  }
  return at;
}
