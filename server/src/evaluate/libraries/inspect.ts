import { findAttribute, linearized, NAMESPACE } from '../interpreter/attributes';
import { rawNative } from '../interpreter/calls';
import type { Machine } from '../interpreter/machine';
import { dict, type Item, int, list, NONE, type R, type Scope, str, tuple } from '../runtime/objects';
import { type LibraryFactory, library, makeObject } from './library';

/** The frames from a scope outwards to the module that is being executed: helpers reach the settings of their caller through them. */
function chain(from: Scope | undefined): readonly Scope[] {
  const frames: Scope[] = [];
  for (let scope = from; scope && frames.length < 60; scope = scope.caller) {
    while (scope.kind === 'comprehension' && scope.parent) scope = scope.parent;
    frames.push(scope);
  }
  return frames;
}

/** A frame object. What called the module is the import of Django, of which nothing is known. */
function frameObject(machine: Machine, frames: readonly Scope[], at: number): R {
  const scope = frames[at];
  if (!scope) return machine.unknown('a frame of the program that imports the settings is not known');
  return makeObject('frame', (vm, _self, name) => {
    switch (name) {
      case 'f_globals':
        return { t: 'instance', class: NAMESPACE, names: scope.module.names };
      case 'f_locals':
        if (scope.kind !== 'function') return { t: 'instance', class: NAMESPACE, names: scope.names };
        return dict([...scope.names].flatMap(([key, value]) => (value.t === 'unbound' ? [] : [[str(key), value] as const])));
      case 'f_back':
        return frameObject(vm, frames, at + 1);
      case 'f_code':
        return codeOf(vm, scope);
      default:
        return name.startsWith('__') ? undefined : vm.unknown(`${name} of a frame is not known`);
    }
  });
}

/** The code object of a frame: all that settings ask of it is the file that it stands in. */
function codeOf(machine: Machine, scope: Scope): R {
  const filename = fileOfScope(machine, scope);
  return makeObject('code', (vm, _self, name) => {
    if (name === 'co_filename') return filename;
    return name.startsWith('__') ? undefined : vm.unknown(`${name} of a frame is not known`);
  });
}

function fileOfScope(machine: Machine, scope: Scope): R {
  const { file } = scope.module;
  return file === undefined ? machine.unknown('the file of a frame is not known') : str(`${machine.request.files.root}/${file}`);
}

/** `sys._getframe(depth)`. */
export const getFrame = rawNative('sys._getframe', (machine, args) => {
  const depth = args.positional[0] ? machine.refined(args.positional[0]) : int(0);
  if (depth.t !== 'int') return machine.unknown('a frame is not known');
  return frameObject(machine, chain(machine.caller), Number(depth.v));
});

const fileOf = rawNative('inspect.getfile', (machine, args) => {
  const frame = args.positional[0] && machine.refined(args.positional[0]);
  if (frame?.t === 'module' && frame.file !== undefined) return str(`${machine.request.files.root}/${frame.file}`);
  if (frame?.t !== 'instance' || frame.native?.type !== 'frame')
    return machine.unknown('the file of an object is not known', { type: 'str' });
  const code = findAttribute(machine, frame, 'f_code', args.at);
  return (code && findAttribute(machine, code, 'co_filename', args.at)) ?? machine.unknown('the file of an object is not known');
});

/** `inspect.getmembers`: pairs of names and values, sorted by name. */
const getMembers = rawNative('inspect.getmembers', (machine, args) => {
  const owner = args.positional[0] && machine.refined(args.positional[0]);
  if (!owner || (owner.t !== 'instance' && owner.t !== 'class' && owner.t !== 'module'))
    return machine.unknown('the members of an object are not known');
  const type = owner.t === 'instance' ? owner.class : owner;
  const classes = type.t === 'class' ? linearized(type) : [];
  const names = new Set([...owner.names.keys(), ...classes.flatMap((one) => (one.t === 'class' ? [...one.names.keys()] : []))]);
  const outside = classes.some((one) => one.t === 'class' && one.bases.some((base) => base.t !== 'class'));
  const pairs = [...names].sort().flatMap((name): Item[] => {
    const value = findAttribute(machine, owner, name, args.at);
    return value ? [tuple([str(name), value])] : [];
  });
  return list(outside ? [...pairs, { t: 'rest', reason: 'a base class is outside the workspace' }] : pairs);
});

/** `inspect`: what leads to the caller's names and files, and the members of an object. */
export const inspectModule: LibraryFactory = (machine, name) =>
  library(machine, name, {
    currentframe: rawNative('inspect.currentframe', (vm) => frameObject(vm, chain(vm.caller), 0)),
    getmembers: getMembers,
    getfile: fileOf,
    getsourcefile: fileOf,
    getabsfile: fileOf,
    stack: rawNative('inspect.stack', (vm) => {
      const frames = chain(vm.caller);
      const infos = frames.map((scope, at) => frameInfo(vm, frameObject(vm, frames, at), scope));
      return list([...infos, { t: 'rest', reason: 'the frames of the program that imports the settings are not known' }]);
    }),
  });

/** `FrameInfo(frame, filename, lineno, function, code_context, index)`; its parts are asked for by position or by name. */
function frameInfo(machine: Machine, frame: R, scope: Scope): R {
  const filename = fileOfScope(machine, scope);
  const unknown = () => machine.unknown('what a frame is at is not known');
  const parts = { frame, filename, lineno: unknown(), function: unknown(), code_context: NONE, index: NONE };
  const info = makeObject('FrameInfo', (_vm, _self, name) => (Object.hasOwn(parts, name) ? parts[name as keyof typeof parts] : undefined));
  const item = (vm: Machine, _self: R, index: R): R =>
    index.t === 'int' ? (Object.values(parts)[Number(index.v)] ?? unknown()) : vm.unknownFrom([index], 'a part of a frame is not known');
  return { ...info, native: { ...info.native, type: 'FrameInfo', item: item as never } };
}
