import { attributeOf, closed, linearized, NAMESPACE, setAttribute, superAttribute, typeAttribute } from '../interpreter/attributes';
import { argument, native, rawNative } from '../interpreter/calls';
import { EXCEPTIONS, PythonError } from '../interpreter/errors';
import { importModule } from '../interpreter/imports';
import type { Machine } from '../interpreter/machine';
import { truthOf } from '../interpreter/truth';
import { openFile } from '../libraries/fileSystem';
import { makeObject } from '../libraries/library';
import { isNever } from '../runtime/guard';
import { bool, type CallArguments, dict, FALSE, list, NONE, opaque, type R, str, TRUE } from '../runtime/objects';
import { CONVERSIONS, onFirst } from './conversions';
import { executeSource } from './exec';
import { openNamespace, pairs } from './namespaces';
import { textOf } from './paths';

/** Names that every module has. */
const MODULE_NAMES = ['__builtins__', '__cached__', '__loader__', '__spec__'];

/** Built-in functions that look at objects, names and modules. */
export const REFLECTION: Readonly<Record<string, R>> = {
  type: rawNative(
    'type',
    (machine, args) =>
      args.positional.length === 1 ? typeOf(machine, args.positional[0] ?? NONE) : machine.unknown('a class is made at run time'),
    { type: 'type' },
  ),
  isinstance: rawNative('isinstance', (machine, args) =>
    onFirst(machine, args, NONE, (value) => isInstance(machine, value, machine.refined(args.positional[1] ?? NONE))),
  ),
  issubclass: rawNative('issubclass', (machine, args) => {
    const [one, other] = args.positional.map((value) => machine.refined(value));
    return one?.t === 'class' && other?.t === 'class'
      ? bool(linearized(one).includes(other))
      : machine.unknown('issubclass', { type: 'bool' });
  }),
  callable: rawNative('callable', (machine, args) =>
    onFirst(machine, args, NONE, (value) =>
      value.t === 'unknown'
        ? machine.unknown(value.reason, { type: 'bool' })
        : value.t === 'opaque' || (value.t === 'instance' && (value.native || !closed(value.class)))
          ? machine.unknown('whether an object is callable is not known', { type: 'bool' })
          : bool(
              ['function', 'native', 'method', 'class'].includes(value.t) ||
                (value.t === 'instance' && typeAttribute(value.class, '__call__') !== undefined),
            ),
    ),
  ),
  hasattr: rawNative('hasattr', (machine, args) => hasAttribute(machine, args)),
  getattr: rawNative('getattr', (machine, args) => getAttribute(machine, args)),
  setattr: rawNative('setattr', (machine, args) => {
    const [owner, name, value] = args.positional;
    const known = name && machine.refined(name);
    if (!owner || !value) return NONE;
    if (known?.t !== 'str') {
      const target = machine.refined(owner);
      if (target.t === 'module') openNamespace(machine, target.names, 'an attribute is set under a name that is not known');
      return NONE;
    }
    setAttribute(machine, owner, known.v, value);
    const module = machine.refined(owner);
    if (module.t === 'module') {
      machine.note(module.names, known.v, {
        kind: 'dynamic',
        place: args.at,
        target: args.at.span,
        valueSpan: args.at.span,
        conditional: machine.conditionalDepth > 0,
      });
    }
    return NONE;
  }),
  globals: rawNative('globals', (machine) => globalsOf(machine)),
  locals: rawNative('locals', (machine) => localsOf(machine)),
  vars: rawNative('vars', (machine, args) => {
    const owner = args.positional[0] && machine.refined(args.positional[0]);
    if (!owner) return localsOf(machine);
    return owner.t === 'module' || owner.t === 'class' || owner.t === 'instance'
      ? { t: 'instance', class: NAMESPACE, names: owner.names }
      : machine.unknown('vars() of an object');
  }),
  dir: rawNative('dir', (machine, args) => {
    const owner = args.positional[0] && machine.refined(args.positional[0]);
    if (owner?.t === 'module' && owner.incomplete === undefined && owner.fallback === undefined)
      return list([...new Set([...owner.names.keys(), ...MODULE_NAMES])].sort().map(str));
    return machine.unknown('dir() of an object', { type: 'list' });
  }),
  super: rawNative('super', (machine, args) => superObject(machine, args)),
  open: rawNative('open', (machine, args) =>
    onFirst(machine, args, NONE, (value) => {
      if (value.t !== 'str' && value.t !== 'path') {
        machine.mayRaise(new PythonError('FileNotFoundError', 'a file that is not known'));
        return machine.unknownFrom([value], 'a file that is not known');
      }
      return openFile(machine, value.v, argument(args, 1, 'mode'));
    }),
  ),
  compile: rawNative('compile', (_, args) => args.positional[0] ?? NONE),
  exec: rawNative('exec', executeSource),
  eval: rawNative('eval', (machine) => machine.unknown('eval() is not evaluated')),
  print: rawNative('print', () => NONE),
  input: rawNative('input', (machine) => machine.unknown('input() asks a person', { type: 'str' })),
  id: rawNative('id', (machine) => machine.unknown('id() of an object', { type: 'int' })),
  hash: rawNative('hash', (machine) => machine.unknown('hash() of an object', { type: 'int' })),
  __import__: native('__import__', (machine, args) => {
    const name = textOf(args.positional[0]);
    const module = importModule(machine, name);
    const from = argument(args, 3, 'fromlist');
    if (from && !isNever(truthOf(machine, from).yes)) return module;
    return importModule(machine, name.split('.')[0] ?? name);
  }),
  property: rawNative('property', (machine) => machine.unknown('property() is called')),
  staticmethod: rawNative('staticmethod', (_, args) =>
    args.positional[0]?.t === 'function' ? { ...args.positional[0], role: 'staticmethod' } : (args.positional[0] ?? NONE),
  ),
  classmethod: rawNative('classmethod', (_, args) =>
    args.positional[0]?.t === 'function' ? { ...args.positional[0], role: 'classmethod' } : (args.positional[0] ?? NONE),
  ),
};

function typeOf(machine: Machine, value: R): R {
  const known = machine.refined(value);
  if (known.t === 'instance' && !known.native) return known.class;
  if (known.t === 'tuple' && known.named) return known.named;
  if (known.t === 'opaque' && known.type in EXCEPTIONS)
    return { ...opaque('type', known.type), attribute: (name) => (name === '__name__' ? str(known.type) : undefined) };
  if (known.t === 'dict' && known.type) return machine.unknown('the type of an object is not known');
  const own = Object.hasOwn(CONVERSIONS, known.t) ? CONVERSIONS[known.t] : undefined;
  return own ?? machine.unknown('the type of an object is not known');
}

export function isInstance(machine: Machine, value: R, wanted: R): R {
  if (wanted.t === 'tuple') {
    const answers = wanted.content.map((item) =>
      item.t === 'rest' || item.t === 'maybe' ? machine.unknown('a class is not known') : isInstance(machine, value, machine.refined(item)),
    );
    if (answers.some((answer) => answer.t === 'bool' && answer.v)) return TRUE;
    return answers.every((answer) => answer.t === 'bool') ? FALSE : machine.unknown('a class is not known', { type: 'bool' });
  }
  // What a class or an object gives is never the property itself.
  if (wanted.t === 'native' && ['property', 'staticmethod', 'classmethod'].includes(wanted.name))
    return bool(value.t === 'function' && value.role === wanted.name);
  if (value.t === 'unknown')
    return value.type && wanted.t === 'native' && wanted.type === value.type ? TRUE : machine.unknown(value.reason, { type: 'bool' });
  if (value.t === 'tuple' && value.named && wanted.t === 'class' && linearized(value.named).includes(wanted)) return TRUE;
  if (wanted.t === 'native' && wanted.type) {
    const names =
      value.t === 'dict' && value.type
        ? ['dict', value.type]
        : value.t === 'bool'
          ? ['bool', 'int']
          : value.t === 'path'
            ? ['Path', 'PurePath']
            : [value.t];
    return value.t === 'opaque' || value.t === 'instance'
      ? machine.unknown('the type of an object is not known', { type: 'bool' })
      : bool(names.includes(wanted.type));
  }
  if (wanted.t === 'class') {
    if (wanted.name === 'object' && !wanted.node) return TRUE;
    if (value.t === 'opaque' || (value.t === 'instance' && value.native))
      return machine.unknown('the type of an object is not known', { type: 'bool' });
    if (value.t !== 'instance') return FALSE;
    if (linearized(value.class).includes(wanted)) return TRUE;
    return closed(value.class) ? FALSE : machine.unknown('a class is not known', { type: 'bool' });
  }
  return machine.unknown('a class is not known', { type: 'bool' });
}

function hasAttribute(machine: Machine, args: CallArguments): R {
  const [owner, name] = args.positional;
  return machine.lift([owner ?? NONE, name ?? NONE], ([value, attribute]) => {
    if (attribute?.t !== 'str' || !value) return machine.unknown('the name of an attribute is not known', { type: 'bool' });
    try {
      const found = attributeOf(machine, value, attribute.v, args.at);
      return found.t === 'unknown' ? machine.unknown(found.reason, { type: 'bool' }) : TRUE;
    } catch (error) {
      if (error instanceof PythonError && error.type === 'AttributeError') return FALSE;
      throw error;
    }
  });
}

function getAttribute(machine: Machine, args: CallArguments): R {
  const [owner, name, fallback] = args.positional;
  return machine.lift([owner ?? NONE, name ?? NONE], ([value, attribute]) => {
    if (attribute?.t !== 'str' || !value) return machine.unknownFrom(attribute ? [attribute] : [], 'the name of an attribute is not known');
    try {
      return attributeOf(machine, value, attribute.v, args.at);
    } catch (error) {
      if (fallback && error instanceof PythonError && error.type === 'AttributeError') return fallback;
      throw error;
    }
  });
}

/** `globals()`: the names of the module that the call stands in. */
function globalsOf(machine: Machine): R {
  const module = machine.caller?.module ?? machine.running.at(-1);
  return module ? { t: 'instance', class: NAMESPACE, names: module.names } : machine.unknown('globals() outside a module');
}

/** `locals()`: the module's names at its top level, a copy inside a function. */
function localsOf(machine: Machine): R {
  const scope = machine.caller;
  if (!scope || scope.kind === 'module') return globalsOf(machine);
  if (scope.kind === 'class') return { t: 'instance', class: NAMESPACE, names: scope.names };
  return dict(pairs(machine, scope.names));
}

/** `super()`: the functions of a class carry the class that they were written in. */
function superObject(machine: Machine, args: CallArguments): R {
  const [owner, self] = args.positional.length >= 2 ? args.positional : enclosingMethod(machine);
  if (owner?.t !== 'class' || !self) return machine.unknown('super() is not evaluated');
  const nothing = native('object.__init__', () => NONE, { raw: true });
  return makeObject(
    'super',
    (vm, _self, name) => superAttribute(vm, self, owner, name, args.at) ?? (name === '__init__' ? nothing : undefined),
  );
}

function enclosingMethod(machine: Machine): readonly (R | undefined)[] {
  for (let scope = machine.caller; scope; scope = scope.parent) {
    const owner = scope.names.get('__class__');
    if (owner) return [owner, scope.names.get('__self__')];
  }
  return [];
}
