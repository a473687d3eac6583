import type { Place } from '../../base/text';
import type { ClassDef, FunctionDef, Lambda } from '../../syntax/python/ast';
import type { EnvRead } from '../value';
import type { Objects } from './aliases';
import { dictContent } from './entries';
import type { Guard } from './guard';

export { dictContent, disorder, isSometimes, weakened, withEntry, withoutEntry } from './entries';

/**
 * Values while a module is being evaluated. Plain values are immutable; containers, instances, classes and modules have identity
 * and change only through the heap, which can take a change back.
 */
export type R =
  | None
  | Bool
  | Int
  | Float
  | Str
  | Bytes
  | Path
  | Sequence
  | Dict
  | Func
  | Native
  | Method
  | Class
  | Instance
  | ModuleObject
  | EnvironObject
  | Opaque
  | Unknown
  | Choice
  | Unbound;

interface Common {
  readonly at?: Place;
  readonly env?: EnvRead;
}

export interface None extends Common {
  readonly t: 'none';
}
export interface Bool extends Common {
  readonly t: 'bool';
  readonly v: boolean;
}
export interface Int extends Common {
  readonly t: 'int';
  readonly v: bigint;
}
export interface Float extends Common {
  readonly t: 'float';
  readonly v: number;
}
export interface Str extends Common {
  readonly t: 'str';
  readonly v: string;
  /** The workspace file whose whole content this is, for `exec`. */
  readonly content?: string;
  /** Stands for a text that nobody knows but that is of this kind: it answers tests, and is not shown as a value. */
  readonly standIn?: string;
}
export interface Bytes extends Common {
  readonly t: 'bytes';
  readonly v: string;
  /** As for `Str`. */
  readonly content?: string;
}
export interface Path extends Common {
  readonly t: 'path';
  readonly v: string;
}

export type SequenceType = 'list' | 'tuple' | 'set' | 'frozenset' | 'iterator';
/** `content` is replaced as a whole; never changed in place while a branch is open. */
export interface Sequence extends Common {
  readonly t: SequenceType;
  content: readonly Item[];
  /** Only for a tuple: its class, where that is one of named tuples. */
  readonly named?: Class;
  /** Only for an iterator: what it gives is not made before somebody asks; until then its content is the marker. */
  readonly lazy?: { readonly marker: readonly Item[]; run(machine: never): readonly Item[] };
}
export type Item = R | Rest | Maybe;
/** Any number of items that nobody knows. */
export interface Rest {
  readonly t: 'rest';
  readonly reason: string;
  /** Objects that may be among them: who changes one of the items may change one of these. */
  readonly among?: Objects | undefined;
  readonly at?: Place;
}
/** An item that is there only where the guard holds. */
export interface Maybe {
  readonly t: 'maybe';
  readonly guard: Guard;
  readonly value: R | Rest;
}

export interface DictContent {
  /** By `keyOf`. A value may be a choice with `unbound` in it: the entry is there only sometimes. */
  readonly entries: ReadonlyMap<string, { readonly key: R; readonly value: R }>;
  /** Why there may be more than the entries; undefined when there is not. What stands in the entries holds nevertheless. */
  readonly rest: string | undefined;
  /** The entries are these, but not on every way in this order. */
  readonly unordered?: true;
  /** Objects that may stand in the entries that are not known. */
  readonly among?: Objects | undefined;
}
export interface Dict extends Common {
  readonly t: 'dict';
  content: DictContent;
  /** A class of `collections` that is a dict. */
  readonly type?: 'defaultdict' | 'OrderedDict' | 'Counter';
  /** Of a `defaultdict`: what is called for a key that is not there. */
  readonly factory?: R;
}

export interface Scope {
  readonly names: Map<string, R>;
  readonly parent: Scope | undefined;
  /** The module whose globals these are, or that the function was written in. */
  readonly module: ModuleObject;
  /** Names declared `global` or `nonlocal`. */
  readonly globals: Set<string>;
  readonly nonlocals: Set<string>;
  readonly kind: 'module' | 'function' | 'class' | 'comprehension';
  /** Of a function's: where it was called. */
  readonly caller?: Scope | undefined;
}

export interface Func extends Common {
  readonly t: 'function';
  readonly name: string;
  readonly node: FunctionDef | Lambda;
  readonly scope: Scope;
  readonly defaults: ReadonlyMap<string, R>;
  /** The class that the function was written in, for `super()`. */
  readonly owner?: Class;
  /** `cached`: a property that is asked once for each object. */
  readonly role?: 'property' | 'cached' | 'classmethod' | 'staticmethod';
  /** Of a property: what an assignment calls. */
  readonly setter?: Func;
  /** There is a `yield` in its body. */
  readonly generator?: boolean;
}

export interface CallArguments {
  readonly positional: readonly R[];
  readonly keywords: ReadonlyMap<string, R>;
  /** Why there may be more arguments than these (`*unknown`); undefined when there are not. */
  readonly open: string | undefined;
  /** The call expression. */
  readonly at: Place;
}

/** A function that the evaluator itself knows. `M` is the machine; typed loosely here so that objects do not depend on it. */
export interface Native extends Common {
  readonly t: 'native';
  readonly name: string;
  call(machine: never, args: CallArguments): R;
  /** Takes choices and unknown values as they are; otherwise the machine calls it once for each choice and never with an unknown argument. */
  readonly raw?: boolean;
  /** Attributes (`Env.read_env`, `dict.fromkeys`). */
  readonly attributes?: ReadonlyMap<string, R>;
  /** Set for built-in types, so that `isinstance` and `type()` know them. */
  readonly type?: string;
}

/** A function with its first argument. */
export interface Method extends Common {
  readonly t: 'method';
  readonly self: R;
  readonly function: Func | Native;
}

export interface Class extends Common {
  readonly t: 'class';
  readonly name: string;
  readonly node: ClassDef | undefined;
  readonly bases: readonly R[];
  readonly names: Map<string, R>;
  readonly module: ModuleObject | undefined;
}

export interface Instance extends Common {
  readonly t: 'instance';
  readonly class: Class;
  readonly names: Map<string, R>;
  /** State of an instance of a class that the evaluator itself knows. */
  readonly native?: NativeInstance;
}

/** What a library's object does. Every member is optional: what is missing is unknown. */
export interface NativeInstance {
  readonly type: string;
  attribute?(machine: never, self: Instance, name: string): R | undefined;
  call?(machine: never, self: Instance, args: CallArguments): R;
  item?(machine: never, self: Instance, index: R): R | undefined;
  setItem?(machine: never, self: Instance, index: R, value: R): void;
  contains?(machine: never, self: Instance, item: R): R | undefined;
  /** What it gives when iterated, as often as one likes: a view of a dict, a range. */
  iterate?(machine: never, self: Instance): readonly Item[];
  /** `self operator other`. */
  binary?(machine: never, self: Instance, operator: string, other: R): R | undefined;
  /** A function that nobody can read gets hold of it and may change it. */
  exposed?(machine: never, self: Instance, reason: string): void;
  /** Whether it is true, where that never changes. */
  readonly truth?: boolean;
  /** What `str()` and `os.fspath()` give. */
  readonly fspath?: string;
}

export interface ModuleObject extends Common {
  readonly t: 'module';
  readonly name: string;
  /** Workspace file; undefined for a namespace package, a library or a package outside the workspace. */
  readonly file: string | undefined;
  readonly names: Map<string, R>;
  /** What an attribute is that `names` does not have; undefined where there is none. */
  readonly fallback: ((name: string) => R | undefined) | undefined;
  /** Why star-importing it may bind more names than `names` has. */
  incomplete: string | undefined;
}

/** `os.environ`. `names` holds what the settings themselves set or removed. */
export interface EnvironObject extends Common {
  readonly t: 'environ';
  readonly names: Map<string, R>;
}

export interface Opaque extends Common {
  readonly t: 'opaque';
  readonly type: string;
  readonly name?: string;
  /** What `str()` gives, where that is known. */
  readonly text?: string;
  attribute?(name: string): R | undefined;
}

export interface Unknown extends Common {
  readonly t: 'unknown';
  readonly reason: string;
  /** The same symbol is the same value; without one it is like no other. */
  readonly symbol?: string;
  readonly type?: 'bool' | 'int' | 'float' | 'str' | 'list' | 'tuple' | 'dict' | 'bytes';
  readonly generated?: boolean;
  /** The workspace file whose content this is, for `exec`. */
  readonly content?: string;
  /** Objects that this may be: who changes it may change one of them, or what they hold. */
  readonly among?: Objects | undefined;
  /** The method of something unknown, by a name under which nothing is changed. */
  readonly reads?: true;
}

export interface Option {
  readonly guard: Guard;
  readonly value: R;
}
/** Options are never choices themselves. */
export interface Choice extends Common {
  readonly t: 'choice';
  readonly options: readonly Option[];
}
/** No value: a name or entry that is not there. Only inside a choice or a scope. */
export interface Unbound extends Common {
  readonly t: 'unbound';
}

/** Where nothing is written: a call that the evaluator makes by itself. */
export const NOWHERE: Place = { file: '', span: { start: 0, end: 0 } };

export const NONE: None = { t: 'none' };
export const TRUE: Bool = { t: 'bool', v: true };
export const FALSE: Bool = { t: 'bool', v: false };
export const UNBOUND: Unbound = { t: 'unbound' };

export const bool = (v: boolean): Bool => (v ? TRUE : FALSE);
export const int = (v: bigint | number): Int => ({ t: 'int', v: BigInt(v) });
export const float = (v: number): Float => ({ t: 'float', v });
export const str = (v: string): Str => ({ t: 'str', v });
export const bytes = (v: string): Bytes => ({ t: 'bytes', v });
export const path = (v: string): Path => ({ t: 'path', v });
export const list = (content: readonly Item[]): Sequence => ({ t: 'list', content });
export const tuple = (content: readonly Item[]): Sequence => ({ t: 'tuple', content });
export const iterator = (content: readonly Item[]): Sequence => ({ t: 'iterator', content });
/** An iterator that makes its items when it is first asked for one. */
export function lazyIterator<M>(run: (machine: M) => readonly Item[]): Sequence {
  const marker: readonly Item[] = [];
  return { t: 'iterator', content: marker, lazy: { marker, run: run as (machine: never) => readonly Item[] } };
}
export const dict = (pairs: Iterable<readonly [R, R]>, rest?: string): Dict => ({ t: 'dict', content: dictContent(pairs, rest) });
export const opaque = (type: string, name?: string): Opaque => (name === undefined ? { t: 'opaque', type } : { t: 'opaque', type, name });

/** A text that is equal exactly for keys that Python holds equal (`1`, `1.0` and `True` are); undefined when the key is not plain data. */
export function keyOf(key: R): string | undefined {
  switch (key.t) {
    case 'none':
      return 'n';
    case 'bool':
      return `i${key.v ? 1 : 0}`;
    case 'int':
      return `i${key.v}`;
    case 'float':
      return Number.isInteger(key.v) ? `i${BigInt(key.v)}` : `f${key.v}`;
    case 'str':
      return `s${key.v}`;
    case 'bytes':
      return `b${key.v}`;
    case 'path':
      return `p${key.v}`;
    case 'tuple':
    case 'frozenset': {
      const parts: string[] = [];
      for (const item of key.content) {
        const id = item.t === 'rest' || item.t === 'maybe' ? undefined : keyOf(item);
        if (id === undefined) return undefined;
        parts.push(`${id.length}:${id}`);
      }
      if (key.t === 'frozenset') parts.sort();
      return `${key.t[0]}(${parts.join(',')})`;
    }
    case 'opaque':
      return key.name === undefined ? undefined : `o${key.name}`;
    default:
      return undefined;
  }
}

/** The same value with where it was written. */
export function located<T extends R>(value: T, at: Place): T {
  return value.at ? value : { ...value, at };
}

export function isSequence(value: R): value is Sequence {
  return value.t === 'list' || value.t === 'tuple' || value.t === 'set' || value.t === 'frozenset' || value.t === 'iterator';
}

/** Python's name of a value's type. */
export function typeName(value: R): string {
  switch (value.t) {
    case 'none':
      return 'NoneType';
    case 'path':
      return 'PosixPath';
    case 'instance':
      return value.native?.type ?? value.class.name;
    case 'class':
      return 'type';
    case 'native':
      return value.type ? 'type' : 'builtin_function_or_method';
    case 'opaque':
      return value.type;
    case 'unknown':
      return value.type ?? 'unknown';
    case 'dict':
      return value.type ?? 'dict';
    case 'tuple':
      return value.named?.name ?? 'tuple';
    default:
      return value.t;
  }
}
