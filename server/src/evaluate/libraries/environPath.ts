import * as paths from '../../base/paths';
import { native } from '../interpreter/calls';
import { PythonError } from '../interpreter/errors';
import type { Machine } from '../interpreter/machine';
import { type CallArguments, type Class, type Instance, type R, str } from '../runtime/objects';
import { pathText } from './envFiles/load';
import { existence, openFile } from './fileSystem';
import { libraryClass } from './library';

const TYPE = 'environ.Path';

/** The class `environ.Path`. */
export function pathClass(): Class {
  const owner: Class = libraryClass('Path', {
    __native_new__: native(TYPE, (machine, args) => {
      const start = args.positional[0] === undefined ? '' : textOf(args.positional[0]);
      const base = isTrue(args, 'is_file') ? paths.dirname(start) : start;
      return makePath(machine, owner, base, args);
    }),
  });
  return owner;
}

/** `Path(base, *paths, required=…)`: always absolute; where the process starts is not known. */
export function makePath(machine: Machine, owner: Class, base: string, args: CallArguments): R {
  const joined = absolute(machine, base, args.positional.slice(1), isTrue(args, 'required'));
  return joined.t === 'str' ? pathAt(owner, joined.v) : joined;
}

function pathAt(owner: Class, root: string): Instance {
  return {
    t: 'instance',
    class: owner,
    names: new Map(),
    native: {
      type: TYPE,
      fspath: root,
      attribute: (_machine: Machine, _self: Instance, name: string) => member(owner, root, name),
      call: (machine: Machine, _self: Instance, args: CallArguments) =>
        machine.lift(args.positional, (values) => absolute(machine, root, values, isTrue(args, 'required'))),
      binary: (machine: Machine, _self: Instance, operator: string, other: R) => combined(machine, owner, root, operator, other),
    },
  };
}

function member(owner: Class, root: string, name: string): R | undefined {
  switch (name) {
    case 'root':
    case '__root__':
      return str(root);
    case 'path':
      return native('environ.Path.path', (machine, args) =>
        makePath(machine, owner, root, { ...args, positional: [str(root), ...args.positional] }),
      );
    case 'file':
      return native('environ.Path.file', (machine, args) => {
        const path = absolute(machine, root, args.positional.slice(0, 1), false);
        return path.t === 'str' ? openFile(machine, path.v, args.positional[1]) : path;
      });
    case '__str__':
    case '__fspath__':
      return native(`environ.Path.${name}`, () => str(root));
    default:
      return undefined;
  }
}

/** `path - 2` goes up, `path - "text"` takes the characters of a text from the end, `path + "x"` goes down, `~path` goes up once. */
function combined(machine: Machine, owner: Class, root: string, operator: string, other: R): R | undefined {
  if (operator === '~') return pathAt(owner, paths.normalize(paths.join(root, '..')));
  if (operator === '-' && (other.t === 'int' || other.t === 'bool'))
    return pathAt(owner, paths.normalize(paths.join(root, '../'.repeat(Math.max(0, Math.min(Number(other.v), 200))))));
  if (operator === '-' && other.t === 'str' && root.endsWith(other.v)) {
    let end = root.length;
    while (end > 0 && other.v.includes(root[end - 1] ?? '')) end--;
    const start = absolute(machine, root.slice(0, end), [], false);
    return start.t === 'str' ? pathAt(owner, start.v) : start;
  }
  if (operator === '-') throw new PythonError('TypeError', 'unsupported operand types for -');
  if (operator !== '+') return undefined;
  const joined = absolute(machine, root, [other], false);
  return joined.t === 'str' ? pathAt(owner, joined.v) : joined;
}

function absolute(machine: Machine, base: string, parts: readonly R[], required: boolean): R {
  const unknown = parts.find((part) => part.t === 'unknown');
  if (unknown) return machine.unknownFrom(parts, 'a path is not known', { type: 'str' });
  const joined = paths.join(base, ...parts.map(textOf));
  if (!joined.startsWith('/')) return machine.unknown('the working directory is not known', { type: 'str' });
  const path = paths.normalize(joined);
  const missing = required && existence(machine, path, 'any');
  if (missing && missing.t === 'bool' && !missing.v) throw new PythonError('ImproperlyConfigured', `Create required path: ${path}`);
  return str(path);
}

function isTrue(args: CallArguments, name: string): boolean {
  const value = args.keywords.get(name);
  return value?.t === 'bool' && value.v;
}

function textOf(value: R): string {
  const text = pathText(value);
  if (text === undefined) throw new PythonError('TypeError', 'a path is needed');
  return text;
}
