import * as paths from '../../base/paths';
import { textOf } from '../builtins/paths';
import { argument, native } from '../interpreter/calls';
import type { Machine } from '../interpreter/machine';
import { truthOf } from '../interpreter/truth';
import { type CallArguments, iterator, list, type R, str } from '../runtime/objects';
import { workspacePath } from './fileSystem';
import { type LibraryFactory, library } from './library';

export interface GlobOptions {
  /** `**` is any number of folders; else it is `*`. */
  readonly recursive?: boolean;
  /** A star stands for names with a leading dot too, as in pathlib. */
  readonly hidden?: boolean;
}

/**
 * What is in the workspace under a pattern, as absolute paths by name: `*`, `?`, `[…]` in a part, and `**`. Undefined for a pattern
 * that leads elsewhere. A file that the pattern names and that is not there is probed.
 */
export function globPaths(machine: Machine, pattern: string, { recursive, hidden }: GlobOptions = {}): readonly string[] | undefined {
  const inside = workspacePath(machine, pattern);
  if (inside === undefined) return undefined;
  const { files } = machine.request;
  const list = (folder: string) => (folder === '' || files.kind(folder) === 'directory' ? files.list(folder) : []);
  let found: readonly string[] = [''];
  for (const part of inside.split('/')) {
    if (recursive && part === '**') found = found.flatMap((folder) => withFoldersBelow(list, folder, hidden));
    else if (/[*?[]/.test(part)) found = found.flatMap((folder) => matching(list(folder), part, hidden).map((name) => below(folder, name)));
    else found = found.map((folder) => below(folder, part));
  }
  for (const path of found) if (files.kind(path) === undefined) machine.probes.add(path);
  return found.filter((path) => files.kind(path) !== undefined).map((path) => paths.join(files.root, path));
}

const MAX_FOLDERS = 500;

/** A folder and all that is below it. */
function withFoldersBelow(list: (folder: string) => readonly string[], top: string, hidden = false): readonly string[] {
  const found = [top];
  for (let at = 0; at < found.length && found.length < MAX_FOLDERS; at++) {
    const folder = found[at] ?? '';
    found.push(...matching(list(folder), '*', hidden).map((name) => below(folder, name)));
  }
  return found;
}

function below(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

function matching(names: readonly string[], part: string, hidden = false): readonly string[] {
  const wanted = wildcard(part);
  return names.filter((name) => wanted.test(name) && (hidden || part.startsWith('.') || !name.startsWith('.')));
}

/** Python's `fnmatch` for one part of a path. */
function wildcard(part: string): RegExp {
  const source = part.replace(/\[(!?)([^\]]+)\]|[\s\S]/g, (match, negated: string | undefined, characters: string | undefined) => {
    if (characters !== undefined) return `[${negated ? '^' : ''}${characters.replace(/[\\^]/g, '\\$&')}]`;
    if (match === '*') return '.*';
    return match === '?' ? '.' : match.replace(/[.+^${}()|[\]\\/]/g, '\\$&');
  });
  return new RegExp(`^${source}$`, 's');
}

/** `glob.glob(pathname, *, recursive=False)`. Where several match, their order is that of a sorted list; programs that care sort it. */
function globbed(machine: Machine, args: CallArguments): readonly R[] | undefined {
  const pattern = textOf(args.positional[0]);
  if (args.keywords.has('root_dir') || args.keywords.has('dir_fd')) return undefined;
  const wanted = argument(args, 4, 'recursive');
  const recursive = wanted !== undefined && truthOf(machine, wanted).no.length === 0;
  return globPaths(machine, pattern, { recursive })?.map(str);
}

/** The module `glob`. */
export const globModule: LibraryFactory = (machine, name) => {
  const unknown = (vm: Machine) => vm.unknown('which files there are outside the workspace is not known', { type: 'list' });
  return library(machine, name, {
    glob: native('glob.glob', (vm, args) => {
      const found = globbed(vm, args);
      return found ? list([...found]) : unknown(vm);
    }),
    iglob: native('glob.iglob', (vm, args) => {
      const found = globbed(vm, args);
      return found ? iterator([...found]) : unknown(vm);
    }),
  });
};
