import type { Place } from '../../base/text';
import { builtin } from '../builtins/builtins';
import { methodOf, typeMethod } from '../builtins/methods';
import { changeable, standingFor } from '../runtime/aliases';
import {
  type CallArguments,
  type Class,
  type Func,
  type Instance,
  type ModuleObject,
  NONE,
  NOWHERE,
  type R,
  type Sequence,
  str,
  tuple,
  typeName,
  UNBOUND,
} from '../runtime/objects';
import { disturbAttribute } from './assignment';
import { callFunction, callValue, eachOption } from './calls';
import { membersOf, memberWhere } from './enumerations';
import { EXCEPTIONS, isSubclass, PythonError } from './errors';
import { repr, toText } from './format';
import { submodule } from './imports';
import type { Machine } from './machine';
import { namedMember } from './namedTuples';
import { boundOr } from './scopes';

/** `owner.name`. */
export function attributeOf(machine: Machine, owner: R, name: string, at: Place): R {
  if (owner.t !== 'choice') return plainAttribute(machine, owner, name, at);
  return machine.lift([owner], ([value]) => plainAttribute(machine, value ?? UNBOUND, name, at));
}

function plainAttribute(machine: Machine, value: R, name: string, at: Place): R {
  const found = findAttribute(machine, value, name, at);
  if (found) return found;
  if (value.t === 'unknown') {
    const unknown = machine.unknownFrom([value], 'an object is not known', dotted(value, name));
    return READING.has(name) ? { ...unknown, reads: true } : unknown;
  }
  if (name.startsWith('__') || uncertain(value) || (UNEVALUATED[value.t] ?? []).includes(name))
    return standingFor(machine.unknown(`the attribute ${name} of a ${typeName(value)} is not known`), () => changeable([value]));
  throw noAttribute(value, name);
}

/** Methods of Python's own containers and texts that change nothing. */
const READING = new Set(
  'get items keys values copy count index startswith endswith split rsplit splitlines strip lstrip rstrip lower upper title join replace format encode decode partition rpartition union intersection difference issubset issuperset isdisjoint'.split(
    ' ',
  ),
);

function noAttribute(value: R, name: string): PythonError {
  return new PythonError('AttributeError', `'${typeName(value)}' object has no attribute '${name}'`);
}

/** The symbol of something imported from outside keeps its dotted name. */
function dotted(value: R, name: string): { symbol: string } | Record<string, never> {
  return value.t === 'unknown' && value.symbol?.startsWith('import:') ? { symbol: `${value.symbol}.${name}` } : {};
}

/** Attributes that numbers have and that are not evaluated. */
const UNEVALUATED: Readonly<Partial<Record<R['t'], readonly string[]>>> = {
  int: ['bit_length', 'bit_count', 'to_bytes', 'from_bytes', 'conjugate', 'imag', 'denominator', 'as_integer_ratio', 'is_integer'],
  bool: ['bit_length', 'bit_count', 'to_bytes', 'from_bytes', 'conjugate', 'imag', 'denominator', 'as_integer_ratio', 'is_integer'],
};

function uncertain(value: R): boolean {
  switch (value.t) {
    case 'module':
      return value.incomplete !== undefined;
    case 'instance':
      return value.native !== undefined || !closed(value.class) || exceptionBase(value.class);
    case 'class':
      return !closed(value) || ['mro', 'register'].includes(value.name);
    case 'none':
    case 'bool':
    case 'int':
      return false;
    default:
      return true;
  }
}

/** Every base of the class is known. */
export function closed(owner: Class): boolean {
  return owner.bases.every((base) => base.t === 'class' && closed(base));
}

/** The attribute; undefined when there is none or it is not known. */
export function findAttribute(machine: Machine, value: R, name: string, at: Place): R | undefined {
  switch (value.t) {
    case 'module':
      return moduleAttribute(machine, value, name);
    case 'instance':
      return instanceAttribute(machine, value, name, at);
    case 'class':
      return classAttribute(machine, value, name);
    case 'native':
      if (name === '__name__') return str(value.name);
      return value.attributes?.get(name) ?? typeMethod(value.type, name);
    case 'function':
      if (name === '__name__') return str(value.name);
      return undefined;
    case 'opaque':
      return value.attribute?.(name);
    case 'method':
    case 'unbound':
    case 'unknown':
      return undefined;
    case 'tuple':
      return (value.named && namedAttribute(machine, value, value.named, name, at)) ?? methodOf(machine, value, name);
    default:
      return methodOf(machine, value, name);
  }
}

function namedAttribute(machine: Machine, value: Sequence, owner: Class, name: string, at: Place): R | undefined {
  const member = namedMember(value, owner, name);
  if (member) return member;
  const shared = typeAttribute(owner, name);
  if (shared?.t !== 'function') return shared;
  if (shared.role === 'property' || shared.role === 'cached')
    return callFunction(machine, shared, { positional: [value], keywords: new Map(), open: undefined, at });
  if (shared.role === 'staticmethod') return shared;
  return { t: 'method', self: shared.role === 'classmethod' ? owner : value, function: shared };
}

function moduleAttribute(machine: Machine, module: ModuleObject, name: string): R | undefined {
  if (name === '__dict__') return { t: 'instance', class: NAMESPACE, names: module.names };
  const otherwise = () => {
    const other = submodule(machine, module, name) ?? module.fallback?.(name);
    return other ?? (module.incomplete === undefined ? undefined : machine.unknown(module.incomplete));
  };
  return boundOr(machine, module.names.get(name), otherwise, () => noAttribute(module, name));
}

/** `globals()` and `module.__dict__`: the names themselves, not a copy. */
export const NAMESPACE: Class = { t: 'class', name: 'dict', node: undefined, bases: [], names: new Map(), module: undefined };

function instanceAttribute(machine: Machine, instance: Instance, name: string, at: Place): R | undefined {
  if (instance.class === NAMESPACE) return methodOf(machine, instance, name);
  const native = instance.native?.attribute?.(machine as never, instance, name);
  if (native) return native;
  const call = (method: Func, ...more: readonly R[]) =>
    callFunction(machine, method, { positional: [instance, ...more], keywords: new Map(), open: undefined, at });
  const shared = typeAttribute(instance.class, name);
  if (shared?.t === 'function' && shared.role === 'property') return call(shared);
  const dynamic = () => {
    const method = typeAttribute(instance.class, '__getattr__');
    return method?.t === 'function' ? call(method, str(name)) : undefined;
  };
  const ofClass = () => {
    if (name === '__class__') return instance.class;
    if (name === '__dict__') return { t: 'instance', class: NAMESPACE, names: instance.names } as const;
    const asked = (method: Func): R => {
      const value = call(method);
      if (method.role === 'cached') machine.heap.setName(instance.names, name, value);
      return value;
    };
    return sharedAttribute(machine, linearized(instance.class), name, (found) => bind(found, instance, instance.class), dynamic, asked);
  };
  return boundOr(machine, instance.names.get(name), ofClass, () => noAttribute(instance, name));
}

/** What the first class in order has; where it has it only sometimes, the next ones are asked for the rest. */
function sharedAttribute(
  machine: Machine,
  order: readonly R[],
  name: string,
  bound: (found: R) => R,
  otherwise: () => R | undefined,
  property?: (method: Func) => R,
): R | undefined {
  for (const [at, one] of order.entries()) {
    if (one.t !== 'class') continue;
    const found = one.names.get(name);
    if (found && found.t !== 'unbound') {
      const next = () => sharedAttribute(machine, order.slice(at + 1), name, bound, otherwise, property);
      const value = boundOr(machine, found, next, () => new PythonError('AttributeError', `no attribute '${name}'`));
      if (value === undefined) return undefined;
      return machine.lift([value], ([plain]) => {
        if (plain?.t === 'function' && (plain.role === 'property' || plain.role === 'cached') && property) return property(plain);
        return plain ? bound(plain) : value;
      });
    }
    if (outsideFirst(one)) return { t: 'unknown', reason: `a base class of ${one.name} is outside the workspace` };
  }
  return otherwise();
}

function classAttribute(machine: Machine, owner: Class, name: string): R | undefined {
  if (name === '__name__' || name === '__qualname__') return str(owner.name);
  if (name === '__dict__') return { t: 'instance', class: NAMESPACE, names: owner.names };
  if (name === '__mro__' && closed(owner))
    return tuple([...linearized(owner).filter((one) => !isObject(one)), builtin('object', machine) ?? NONE]);
  if (name === '__module__') return str(owner.module?.name ?? 'builtins');
  const found = sharedAttribute(
    machine,
    linearized(owner),
    name,
    (one) => bind(one, undefined, owner),
    () => undefined,
  );
  return found && found.t !== 'function' && found.t !== 'method' && owner.bases.some(transforms)
    ? machine.unknown('a member of an enumeration')
    : found;
}

const isObject = (one: R): boolean => one.t === 'class' && one.name === 'object' && one.node === undefined;

/** Classes outside the workspace that make members of the plain names in a class. */
function transforms(base: R): boolean {
  return base.t === 'unknown' && /(Choices|Enum|Flag)$/.test(base.symbol ?? '');
}

function bind(found: R, instance: Instance | undefined, owner: Class): R {
  if (found.t === 'function') {
    if (found.role === 'staticmethod') return found;
    if (found.role === 'classmethod') return { t: 'method', self: owner, function: found };
    return instance ? { t: 'method', self: instance, function: found } : found;
  }
  if (found.t === 'native' && instance && found.type === undefined) return { t: 'method', self: instance, function: found };
  return found;
}

/** A class attribute by method resolution order; undefined when no known class has it. */
export function typeAttribute(owner: Class, name: string): R | undefined {
  for (const one of linearized(owner)) {
    if (one.t !== 'class') continue;
    const found = one.names.get(name);
    if (found && found.t !== 'unbound') return found;
    if (outsideFirst(one)) return { t: 'unknown', reason: `a base class of ${one.name} is outside the workspace` };
  }
  return undefined;
}

/** A base that nobody can read comes before one that is known: it may have the attribute. */
function outsideFirst(owner: Class): boolean {
  const outside = owner.bases.findIndex((base) => base.t !== 'class');
  return outside >= 0 && owner.bases.slice(outside).some((base) => base.t === 'class');
}

/** Method resolution order: C3, or depth first where Python would refuse. */
export function linearized(owner: Class, depth = 0): readonly R[] {
  if (depth > 30) return [owner];
  const bases = owner.bases.filter((base) => base.t === 'class');
  const queues = [...bases.map((base) => [...linearized(base, depth + 1)]), [...bases]];
  const result: R[] = [owner];
  while (queues.some((queue) => queue.length > 0)) {
    const heads = queues.map((queue) => queue[0]).filter((head) => head !== undefined);
    const next = heads.find((head) => !queues.some((queue) => queue.indexOf(head) > 0)) ?? heads[0];
    if (!next) break;
    result.push(next);
    for (const queue of queues) {
      const at = queue.indexOf(next);
      if (at >= 0) queue.splice(at, 1);
    }
  }
  return result;
}

export function setAttribute(machine: Machine, owner: R, name: string, value: R): void {
  const known = machine.refined(owner);
  if (known.t === 'choice') {
    eachOption(machine, known, (option) => {
      setAttribute(machine, option, name, value);
      return NONE;
    });
    return;
  }
  if (known.t === 'unknown') disturbAttribute(machine, known, name, value);
  if (known.t !== 'module' && known.t !== 'class' && known.t !== 'instance') return;
  const shared = known.t === 'instance' && !known.native ? typeAttribute(known.class, name) : undefined;
  if (shared?.t === 'function' && shared.setter && value.t !== 'unbound') {
    const at = value.at ?? NOWHERE;
    callFunction(machine, shared.setter, { positional: [known, value], keywords: new Map(), open: undefined, at });
    return;
  }
  if (value.t === 'unbound') machine.heap.deleteName(known.names, name);
  else machine.heap.setName(known.names, name, value);
}

/** Calls a class: an instance, or the exception, enum member or opaque object that it makes. */
export function instantiate(machine: Machine, owner: Class, args: CallArguments): R {
  const construct = owner.names.get('__native_new__');
  if (construct) return callValue(machine, construct, args);
  if (membersOf(owner)) return memberWhere(machine, owner, 'value', machine.refined(args.positional[0] ?? NONE));
  const inherited = typeAttribute(owner, '__native_new__');
  if (inherited) return callValue(machine, inherited, { ...args, keywords: new Map([...args.keywords, ['__class__', owner]]) });
  const instance: Instance = { t: 'instance', class: owner, names: new Map(), at: args.at };
  const exception = exceptionBase(owner);
  if (exception) {
    machine.heap.setName(instance.names, 'args', tuple(args.positional));
    const own = typeAttribute(owner, '__init__');
    if (own?.t !== 'function') return instance;
  }
  if (!closed(owner) && !exception) {
    const outside = typeAttribute(owner, '__init__');
    if (outside?.t !== 'function') return machine.unknown(`${owner.name} has a base outside the workspace`);
  }
  const initialize = typeAttribute(owner, '__init__');
  if (initialize?.t === 'function' || (initialize?.t === 'native' && !exception))
    callValue(machine, { t: 'method', self: instance, function: initialize }, args);
  else if (
    initialize === undefined &&
    linearized(owner).every((one) => one.t === 'class' && one.node) &&
    args.positional.length + args.keywords.size > 0 &&
    !typeAttribute(owner, '__new__')
  )
    throw new PythonError('TypeError', `${owner.name}() takes no arguments`, undefined, args.at);
  return instance;
}

/** Whether a class is an exception, by its bases. */
export function exceptionBase(owner: Class): boolean {
  return linearized(owner).some((one) => one.t === 'class' && one.name in EXCEPTIONS && isSubclass(one.name, 'BaseException'));
}

/** What `str()` of an exception gives: its only argument; undefined for other objects, and where its class says it itself. */
export function exceptionText(value: Instance): string | undefined {
  const args = value.names.get('args');
  if (value.native || args?.t !== 'tuple' || !exceptionBase(value.class) || typeAttribute(value.class, '__str__')) return undefined;
  const [only, ...more] = args.content;
  if (!only) return '';
  if (more.length > 0 || only.t === 'rest' || only.t === 'maybe') return undefined;
  const isKey = linearized(value.class).some((one) => one.t === 'class' && one.name === 'KeyError');
  return isKey ? repr(only) : toText(only);
}

/** `super().name`: the next class after `owner` in the order of the instance's class. */
export function superAttribute(machine: Machine, self: R, owner: Class, name: string, at: Place): R | undefined {
  const start = self.t === 'instance' ? self.class : self.t === 'class' ? self : owner;
  const order = linearized(start);
  for (const one of order.slice(order.indexOf(owner) + 1)) {
    const found = one.t === 'class' ? one.names.get(name) : undefined;
    if (!found) continue;
    if (found.t === 'function' && (found.role === 'property' || found.role === 'cached') && self.t === 'instance') {
      return callFunction(machine, found, { positional: [self], keywords: new Map(), open: undefined, at });
    }
    return self.t === 'instance' ? bind(found, self, start) : bind(found, undefined, start);
  }
  return undefined;
}
