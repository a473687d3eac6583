import * as paths from '../../base/paths';
import { argument, native } from '../interpreter/calls';
import { PythonError } from '../interpreter/errors';
import type { Machine } from '../interpreter/machine';
import { joinPath } from '../interpreter/operators';
import { existence, fileContent, listFolder, openFile } from '../libraries/fileSystem';
import { globPaths } from '../libraries/globs';
import { bool, type CallArguments, iterator, type Native, NONE, type Path, path, type R, str, tuple } from '../runtime/objects';

type PathMember = (machine: Machine, self: string, args: CallArguments) => R;

/** Attributes and methods of `pathlib.Path`. */
export function pathMember(machine: Machine, self: Path, name: string): R | undefined {
  const property = Object.hasOwn(PROPERTIES, name) ? PROPERTIES[name] : undefined;
  if (property)
    return property(machine, self.v, {
      positional: [],
      keywords: new Map(),
      open: undefined,
      at: { file: '', span: { start: 0, end: 0 } },
    });
  const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
  if (!method) return undefined;
  return native(`Path.${name}`, (vm, args) => method(vm, first(args), { ...args, positional: args.positional.slice(1) })) satisfies Native;
}

const PROPERTIES: Readonly<Record<string, PathMember>> = {
  parent: (_, self) => path(parentOf(self)),
  parents: (_, self) => tuple(ancestors(self).map(path)),
  name: (_, self) => str(nameOf(self)),
  stem: (_, self) => str(stemOf(nameOf(self))),
  suffix: (_, self) => str(suffixOf(nameOf(self))),
  parts: (_, self) => tuple([...(self.startsWith('/') ? ['/'] : []), ...self.split('/').filter((part) => part !== '')].map(str)),
  anchor: (_, self) => str(self.startsWith('/') ? '/' : ''),
};

const METHODS: Readonly<Record<string, PathMember>> = {
  resolve: (machine, self) => resolved(machine, self),
  absolute: (machine, self) => (self.startsWith('/') ? path(self) : machine.unknown('the working directory is not known')),
  expanduser: (machine, self) => (self.startsWith('~') ? machine.unknown('the home folder is not known') : path(self)),
  joinpath: (_, self, args) => path(args.positional.reduce((base, part) => joinPath(base, textOf(part)), self)),
  with_name: (_, self, args) => path(joinPath(parentOf(self), textOf(args.positional[0]))),
  with_suffix: (_, self, args) => path(joinPath(parentOf(self), stemOf(nameOf(self)) + textOf(args.positional[0]))),
  with_stem: (_, self, args) => path(joinPath(parentOf(self), textOf(args.positional[0]) + suffixOf(nameOf(self)))),
  as_posix: (_, self) => str(self),
  as_uri: (_, self) => str(`file://${encodeURI(self)}`),
  is_absolute: (_, self) => bool(self.startsWith('/')),
  is_relative_to: (_, self, args) => bool(paths.relativeTo(textOf(args.positional[0]), self) !== undefined),
  relative_to: (_, self, args) => {
    const relative = paths.relativeTo(textOf(args.positional[0]), self);
    if (relative === undefined) throw new PythonError('ValueError', 'the path is not below the other one');
    return path(relative || '.');
  },
  exists: (machine, self) => existence(machine, self, 'any'),
  is_file: (machine, self) => existence(machine, self, 'file'),
  is_dir: (machine, self) => existence(machine, self, 'directory'),
  read_text: (machine, self) => fileContent(machine, self),
  open: (machine, self, args) => openFile(machine, self, argument(args, 0, 'mode')),
  mkdir: () => NONE,
  touch: () => NONE,
  iterdir: (machine, self) => {
    const names = listFolder(machine, self);
    return names ? iterator(names.map((name) => path(joinPath(self, name)))) : machine.unknown('what a folder holds is not known');
  },
  glob: (machine, self, args) => globbed(machine, joinPath(self, textOf(args.positional[0]))),
  rglob: (machine, self, args) => globbed(machine, joinPath(joinPath(self, '**'), textOf(args.positional[0]))),
};

function globbed(machine: Machine, pattern: string): R {
  const found = globPaths(machine, pattern, { recursive: true, hidden: true });
  return found ? iterator(found.map(path)) : machine.unknown('what a folder holds is not known');
}

/** `Path.resolve()`: normalised; a relative path depends on where the process starts. */
function resolved(machine: Machine, self: string): R {
  if (!self.startsWith('/')) return machine.unknown('the working directory is not known');
  return path(paths.normalize(self));
}

function first(args: CallArguments): string {
  return textOf(args.positional[0]);
}

export function textOf(value: R | undefined): string {
  if (value?.t === 'str' || value?.t === 'path') return value.v;
  if (value?.t === 'instance' && value.native?.fspath !== undefined) return value.native.fspath;
  throw new PythonError('TypeError', 'a path is needed');
}

export function parentOf(self: string): string {
  if (self === '/' || self === '.') return self;
  const at = self.lastIndexOf('/');
  return at < 0 ? '.' : at === 0 ? '/' : self.slice(0, at);
}

function ancestors(self: string): string[] {
  const result: string[] = [];
  for (let at = parentOf(self), last = self; at !== last; last = at, at = parentOf(at)) result.push(at);
  return result;
}

function nameOf(self: string): string {
  return self === '/' || self === '.' ? '' : paths.basename(self);
}

function suffixOf(name: string): string {
  const at = name.lastIndexOf('.');
  return at > 0 && at < name.length - 1 ? name.slice(at) : '';
}

function stemOf(name: string): string {
  return name.slice(0, name.length - suffixOf(name).length);
}
