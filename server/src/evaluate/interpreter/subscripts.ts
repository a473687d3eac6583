import type { Place } from '../../base/text';
import { namespaceItem, setNamespaceItem } from '../builtins/namespaces';
import { environItem, setEnviron } from '../libraries/os';
import { changeable, handedOn, heldBy, restOf, standingFor } from '../runtime/aliases';
import { isAlways, isNever, not } from '../runtime/guard';
import { choice } from '../runtime/heap';
import {
  bytes,
  type Dict,
  FALSE,
  type Item,
  int,
  isSequence,
  keyOf,
  NONE,
  NOWHERE,
  type R,
  type Sequence,
  str,
  TRUE,
  tuple,
  typeName,
  UNBOUND,
  weakened,
  withEntry,
  withoutEntry,
} from '../runtime/objects';
import { disturb, forget } from './assignment';
import { attributeOf, NAMESPACE, typeAttribute } from './attributes';
import { callValue, callWith, eachOption } from './calls';
import { keyError, presenceOf, presentEntry } from './dicts';
import { membersOf, memberWhere } from './enumerations';
import { PythonError } from './errors';
import { branchValue, type SliceBounds } from './expressions';
import { iterate } from './iteration';
import type { Machine } from './machine';

/** `container[index]`. */
export function subscript(machine: Machine, container: R, index: R | SliceBounds, at: Place): R {
  if ('slice' in index) {
    return machine.lift([container, index.lower, index.upper, index.step], ([value, lower, upper, step]) =>
      value && lower && upper && step ? sliced(machine, value, lower, upper, step) : UNBOUND,
    );
  }
  return machine.lift([container, index], ([value, key]) =>
    value && key ? standingFor(item(machine, value, key, at), () => heldBy([value])) : UNBOUND,
  );
}

function item(machine: Machine, container: R, key: R, at: Place): R {
  switch (container.t) {
    case 'dict': {
      const made = container.type === undefined ? undefined : missingItem(machine, container, key, at);
      if (made) return made;
      const found = presentEntry(machine, container, key);
      if (found) return found;
      if (keyOf(key) === undefined || container.content.rest !== undefined) {
        machine.mayRaise(keyError(key));
        return machine.unknownFrom([key], container.content.rest ?? 'a key is not known');
      }
      throw keyError(key);
    }
    case 'environ':
      return environItem(machine, container, key, at);
    case 'str':
    case 'bytes':
      if (key.t === 'int' || key.t === 'bool') {
        const characters = container.t === 'str' ? [...container.v] : [...container.v];
        const character = characters.at(Number(key.v));
        if (character === undefined) throw new PythonError('IndexError', 'string index out of range');
        return container.t === 'str' ? str(character) : int(character.charCodeAt(0));
      }
      break;
    case 'list':
    case 'tuple':
      return sequenceItem(machine, container, key);
    case 'instance': {
      if (container.native?.type === 'range' && key.t === 'int')
        return sequenceItem(machine, { t: 'list', content: iterate(machine, container) }, key);
      if (container.class === NAMESPACE) {
        const found = namespaceItem(machine, container.names, key);
        if (!found) throw new PythonError('KeyError', key.t === 'str' ? key.v : 'a key is not there', key);
        return found;
      }
      const native = container.native?.item?.(machine as never, container, key);
      if (native) return native;
      const method = typeAttribute(container.class, '__getitem__');
      if (method)
        return callValue(
          machine,
          { t: 'method', self: container, function: method as never },
          { positional: [key], keywords: new Map(), open: undefined, at },
        );
      break;
    }
    case 'class':
      if (membersOf(container)) return memberWhere(machine, container, 'name', key);
      return alias(container, key);
    case 'native':
    case 'opaque':
      return alias(container, key);
    case 'none':
    case 'bool':
    case 'int':
    case 'float':
    case 'path':
    case 'set':
    case 'frozenset':
      throw notSubscriptable(container);
    case 'unknown':
      machine.mayRaise(new PythonError('*', 'an item of what is not known'));
      return machine.unknownFrom([container], container.reason);
    default:
      break;
  }
  return unevaluated(machine, [container, key], 'an item is not evaluated');
}

/** What is not evaluated may also fail. */
function unevaluated(machine: Machine, values: readonly R[], reason: string): R {
  machine.mayRaise(new PythonError('*', reason));
  return machine.unknownFrom(values, reason);
}

function notSubscriptable(value: R): PythonError {
  return new PythonError('TypeError', `'${typeName(value)}' object is not subscriptable`);
}

/** `Optional[int]`, `list[str]`: a type that tells what it was made of. */
function alias(origin: R, key: R): R {
  const args = key.t === 'tuple' ? key : tuple([key]);
  return { t: 'opaque', type: 'type', attribute: (name) => (name === '__origin__' ? origin : name === '__args__' ? args : undefined) };
}

/** What a `defaultdict` or `Counter` gives for a key that is not there; undefined where it surely is, or for another dict. */
function missingItem(machine: Machine, container: Dict, key: R, at: Place): R | undefined {
  const factory = container.factory;
  if (container.type !== 'Counter' && !factory) return undefined;
  const id = keyOf(key);
  if (id === undefined || container.content.rest !== undefined) {
    if (factory) {
      // What a function of the workspace would do, it may also not do.
      const made = factory.t === 'native' ? changeable([callWith(machine, factory, [], at)]) : undefined;
      forget(machine, container, 'a key was asked for that may not be there', made);
    }
    return standingFor(machine.unknown('whether a key is there is not known'), () => heldBy([container]));
  }
  const there = presenceOf(machine, container.content.entries.get(id)?.value ?? UNBOUND);
  if (isAlways(there)) return undefined;
  const known = presentEntry.bind(undefined, machine, container, key);
  const fresh = () => {
    const value = factory ? callValue(machine, factory, { positional: [], keywords: new Map(), open: undefined, at }) : int(0);
    if (factory) machine.heap.setEntries(container, withEntry(container.content, id, key, value));
    return value;
  };
  if (isNever(there)) return fresh();
  const present = choice([
    { guard: there, value: TRUE },
    { guard: not(there), value: FALSE },
  ]);
  return branchValue(machine, present, () => known() ?? UNBOUND, fresh);
}

function sequenceItem(machine: Machine, container: Sequence, key: R): R {
  if (key.t !== 'int' && key.t !== 'bool') return machine.unknownFrom([key], 'an index is not known');
  const at = Number(key.v);
  const content = container.content;
  const clear = (part: Sequence['content']) => part.every((entry) => entry.t !== 'rest' && entry.t !== 'maybe');
  const known = at >= 0 ? clear(content.slice(0, at + 1)) : clear(content.slice(at));
  if (!known) {
    machine.mayRaise(new PythonError('IndexError', 'list index out of range'));
    return machine.unknown('an item of the list is not known');
  }
  const found = content.at(at);
  if (found === undefined || (at < 0 && -at > content.length)) {
    if (!clear(content)) {
      machine.mayRaise(new PythonError('IndexError', 'list index out of range'));
      return machine.unknown('an item of the list is not known');
    }
    throw new PythonError('IndexError', 'list index out of range');
  }
  return found as R;
}

/** `list[lower:upper:step] = values`, or its deletion when there are none. */
export function setSlice(machine: Machine, container: R, bounds: SliceBounds, values: R | undefined): void {
  const known = machine.refined(container);
  if (known.t === 'choice') {
    eachOption(machine, known, (option) => {
      setSlice(machine, option, bounds, values);
      return NONE;
    });
    return;
  }
  if (known.t === 'unknown') disturb(machine, known, 'a slice of something that may be it was changed', handedOn([values]));
  if (known.t !== 'list') return;
  const [from, to, by] = [bounds.lower, bounds.upper, bounds.step].map((bound) => sliceBound(machine.refined(bound)));
  const added = values === undefined ? [] : iterate(machine, values);
  const fixed =
    isClear(known.content) || (values !== undefined && [bounds.lower, bounds.upper, bounds.step].every((one) => one.t === 'none'));
  if (from === null || to === null || by === null || !fixed) {
    const among = changeable([...known.content, ...added]);
    machine.heap.setItems(known, [restOf('a slice was changed at a place that is not known', among)]);
    return;
  }
  const places = stepped([...known.content.keys()], from, to, by);
  if ((by ?? 1) === 1) {
    const start =
      places[0] ?? Math.max(0, Math.min(known.content.length, (from ?? 0) < 0 ? (from ?? 0) + known.content.length : (from ?? 0)));
    machine.heap.setItems(known, known.content.toSpliced(start, places.length, ...added));
    return;
  }
  if (values === undefined) {
    machine.heap.setItems(
      known,
      known.content.filter((_, at) => !places.includes(at)),
    );
    return;
  }
  if (!isClear(added)) {
    machine.heap.setItems(known, [restOf('what a slice was changed to is not known', changeable([...known.content, ...added]))]);
    return;
  }
  if (added.length !== places.length) throw new PythonError('ValueError', 'the sizes of an extended slice do not fit');
  machine.heap.setItems(
    known,
    known.content.map((item, at) => added[places.indexOf(at)] ?? item),
  );
}

const isClear = (content: readonly Item[]): boolean => content.every((item) => item.t !== 'rest' && item.t !== 'maybe');

/** A bound as a number; undefined for none; null when it is not known. */
function sliceBound(bound: R): number | undefined | null {
  if (bound.t === 'none') return undefined;
  return bound.t === 'int' || bound.t === 'bool' ? Number(bound.v) : null;
}

function sliced(machine: Machine, value: R, lower: R, upper: R, step: R): R {
  const bounds = [lower, upper, step].map(sliceBound);
  if (['none', 'bool', 'int', 'float', 'path', 'set', 'frozenset'].includes(value.t)) throw notSubscriptable(value);
  // Which exception it is hangs on the version of Python: from 3.12 on a slice may be a key.
  if (value.t === 'dict' && value.type === undefined) throw new PythonError('*', 'a dict has no slices');
  if (bounds.includes(null)) return unevaluated(machine, [value, lower, upper, step], 'a slice is not known');
  const [from, to, by] = bounds as (number | undefined)[];
  if (value.t === 'str') {
    const result = { ...str(stepped([...value.v], from, to, by).join('')) };
    return value.env ? { ...result, env: value.env } : result;
  }
  if (value.t === 'bytes') return bytes(stepped([...value.v], from, to, by).join(''));
  if (isSequence(value)) {
    if (value.content.some((entry) => entry.t === 'rest' || entry.t === 'maybe')) {
      const clear = value.content.slice(0, to ?? Number.NaN).every((entry) => entry.t !== 'rest' && entry.t !== 'maybe');
      if (to === undefined || to < 0 || (from ?? 0) < 0 || to > value.content.length || !clear) {
        return { t: value.t, content: [restOf('the items of the list are not known', changeable(value.content))] };
      }
    }
    return { t: value.t, content: stepped(value.content, from, to, by) };
  }
  if (value.t === 'unknown' && ['str', 'bytes', 'list', 'tuple'].includes(value.type ?? ''))
    return machine.unknownFrom([value], value.reason);
  return unevaluated(machine, [value], 'a slice is not evaluated');
}

/** Python's slice of an array. */
function stepped<T>(content: readonly T[], from: number | undefined, to: number | undefined, by: number | undefined): T[] {
  const step = by ?? 1;
  if (step === 0) throw new PythonError('ValueError', 'slice step cannot be zero');
  if (step === 1) return content.slice(from ?? 0, to ?? content.length);
  const length = content.length;
  const clamp = (bound: number | undefined, fallback: number): number => {
    if (bound === undefined) return fallback;
    const shifted = bound < 0 ? bound + length : bound;
    return step > 0 ? Math.max(0, Math.min(length, shifted)) : Math.max(-1, Math.min(length - 1, shifted));
  };
  const result: T[] = [];
  const end = clamp(to, step > 0 ? length : -1);
  for (let at = clamp(from, step > 0 ? 0 : length - 1); step > 0 ? at < end : at > end; at += step) {
    const entry = content[at];
    if (entry !== undefined) result.push(entry);
  }
  return result;
}

/** `container[key] = value`. */
export function setItem(machine: Machine, container: R, key: R, value: R): void {
  const known = machine.refined(container);
  if (known.t === 'choice') {
    eachOption(machine, known, (option) => {
      setItem(machine, option, key, value);
      return NONE;
    });
    return;
  }
  const index = machine.refined(key);
  switch (known.t) {
    case 'dict': {
      const id = keyOf(index);
      if (id === undefined) {
        machine.heap.setEntries(known, weakened(known.content, 'an entry was set under a key that is not known', changeable([value])));
        return;
      }
      machine.heap.setEntries(known, withEntry(known.content, id, index, value));
      return;
    }
    case 'list': {
      const at = index.t === 'int' ? Number(index.v) : undefined;
      const clear = known.content.every((entry) => entry.t !== 'rest' && entry.t !== 'maybe');
      if (at === undefined || !clear) {
        machine.heap.setItems(known, [restOf('an item was set at a place that is not known', changeable([...known.content, value]))]);
        return;
      }
      const position = at < 0 ? at + known.content.length : at;
      if (position < 0 || position >= known.content.length) throw new PythonError('IndexError', 'list assignment index out of range');
      machine.heap.setItems(known, known.content.with(position, value));
      return;
    }
    case 'environ': {
      const given = machine.refined(value);
      if (['none', 'bool', 'int', 'float', 'bytes', 'path', 'list', 'tuple', 'dict', 'set'].includes(given.t))
        throw new PythonError('TypeError', 'str expected');
      setEnviron(machine, known, index, value);
      return;
    }
    case 'instance': {
      if (known.class === NAMESPACE) {
        setNamespaceItem(machine, known.names, index, value, value.at ?? NOWHERE);
        return;
      }
      const method = typeAttribute(known.class, '__setitem__');
      if (known.native?.setItem) known.native.setItem(machine as never, known, index, value);
      else if (method?.t === 'function' || method?.t === 'native') {
        const call = { positional: [index, value], keywords: new Map(), open: undefined, at: value.at ?? NOWHERE };
        callValue(machine, { t: 'method', self: known, function: method }, call);
      }
      return;
    }
    default:
      disturb(machine, known, 'an item of something that may be it was set', changeable([value]));
      return;
  }
}

/** `del container[key]`. */
export function deleteItem(machine: Machine, container: R, key: R): void {
  const known = machine.refined(container);
  const index = machine.refined(key);
  if (known.t === 'choice') {
    eachOption(machine, known, (option) => {
      deleteItem(machine, option, key);
      return NONE;
    });
    return;
  }
  if (known.t === 'dict') {
    const id = keyOf(index);
    if (id === undefined) {
      machine.mayRaise(keyError(index));
      forget(machine, known, 'an entry was deleted under a key that is not known');
      return;
    }
    const there = known.content.entries.get(id);
    if (!there && known.content.rest === undefined) throw keyError(index);
    machine.mayRaise(keyError(index), there && not(presenceOf(machine, there.value)));
    machine.heap.setEntries(known, withoutEntry(known.content, id));
  } else if (known.t === 'list' && index.t === 'int' && known.content.every((entry) => entry.t !== 'rest' && entry.t !== 'maybe')) {
    const at = Number(index.v) < 0 ? Number(index.v) + known.content.length : Number(index.v);
    if (at < 0 || at >= known.content.length) throw new PythonError('IndexError', 'list assignment index out of range');
    machine.heap.setItems(known, known.content.toSpliced(at, 1));
  } else if (known.t === 'environ') setEnviron(machine, known, index, UNBOUND);
  else if (known.t === 'instance' && known.class === NAMESPACE) setNamespaceItem(machine, known.names, index, UNBOUND, NOWHERE);
  else if (known.t === 'instance' && typeAttribute(known.class, '__delitem__')?.t === 'native')
    callValue(machine, attributeOf(machine, known, '__delitem__', known.at ?? NOWHERE), {
      positional: [index],
      keywords: new Map(),
      open: undefined,
      at: known.at ?? NOWHERE,
    });
  else {
    machine.mayRaise(new PythonError('*', 'an item that is not known is deleted'));
    if (known.t === 'unknown') disturb(machine, known, 'an item of something that may be it was deleted');
    else forget(machine, known, 'an item was deleted');
  }
}
