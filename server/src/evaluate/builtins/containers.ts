import { forget } from '../interpreter/assignment';
import { argument, callWith, eachOption, rawNative } from '../interpreter/calls';
import { compare, order, sameValue } from '../interpreter/comparisons';
import { entryOr, keyError, merged } from '../interpreter/dicts';
import { PythonError } from '../interpreter/errors';
import { iterate, iterateUnordered } from '../interpreter/iteration';
import type { Machine } from '../interpreter/machine';
import { binary } from '../interpreter/operators';
import { boundOr } from '../interpreter/scopes';
import { uniqueItems } from '../interpreter/sets';
import { setItem } from '../interpreter/subscripts';
import { negate } from '../interpreter/truth';
import { mostCommon } from '../libraries/collections';
import { changeable, handedOn } from '../runtime/aliases';
import { and, atomGuard } from '../runtime/guard';
import {
  type CallArguments,
  type Dict,
  dictContent,
  disorder,
  FALSE,
  type Item,
  int,
  keyOf,
  type Maybe,
  type Native,
  NONE,
  type R,
  type Sequence,
  str,
  TRUE,
  tuple,
  withoutEntry,
} from '../runtime/objects';
import { entriesOf } from './pairs';
import { settled } from './settled';
import { itemsView, keysView, valuesView } from './views';

type ListMethod = (machine: Machine, self: Sequence, args: CallArguments) => R;
type DictMethod = (machine: Machine, self: Dict, args: CallArguments) => R;

/** The methods of `list`, `tuple` and `set`. */
export function sequenceMethod(type: Sequence['t'], name: string): Native | undefined {
  const table = type === 'list' ? LIST : type === 'tuple' ? TUPLE : type === 'iterator' ? {} : SET;
  const method = Object.hasOwn(table, name) ? table[name] : undefined;
  if (!method) return undefined;
  return rawNative(`${type}.${name}`, (machine, args) => {
    const [self, ...rest] = args.positional;
    if (!self || self.t !== type) throw new PythonError('TypeError', `${name} needs a ${type}`);
    const run = () => method(machine, self, { ...args, positional: rest });
    return PLACED.has(name) && (type === 'list' || type === 'tuple') ? settled(machine, self, run) : run();
  });
}

/** Methods whose result hangs on where the items stand. */
const PLACED = new Set(['index', 'insert', 'pop', 'remove']);

export function dictMethod(name: string, type?: Dict['type']): Native | undefined {
  if (type === 'Counter' && COUNTING.has(name)) return undefined;
  if (type === 'Counter' && name === 'most_common') return mostCommon;
  if (type === 'OrderedDict' && name === 'move_to_end') return rawNative(name, moveToEnd);
  const method = Object.hasOwn(DICT, name) ? DICT[name] : undefined;
  if (!method) return undefined;
  return rawNative(`dict.${name}`, (machine, args) => {
    const [self, ...rest] = args.positional;
    if (self?.t !== 'dict') throw new PythonError('TypeError', `${name} needs a dict`);
    return method(machine, self, { ...args, positional: rest });
  });
}

/** Methods that count where those of a dict replace. */
const COUNTING = new Set(['update', 'fromkeys']);

/** `OrderedDict.move_to_end(key, last=True)`. */
function moveToEnd(machine: Machine, args: CallArguments): R {
  const [self, given] = args.positional;
  const last = machine.refined(argument(args, 2, 'last') ?? TRUE);
  const key = given && machine.refined(given);
  const id = key && keyOf(key);
  if (self?.t !== 'dict' || !key) return NONE;
  const entry = id === undefined ? undefined : self.content.entries.get(id);
  if (id === undefined || last.t !== 'bool' || !entry || maybeUnbound(entry.value)) {
    if (id !== undefined && !entry && self.content.rest === undefined) throw keyError(key);
    machine.mayRaise(keyError(key));
    machine.heap.setEntries(self, { ...self.content, unordered: true });
    return NONE;
  }
  const { entries } = withoutEntry(self.content, id);
  const moved = new Map(last.v ? [...entries, [id, entry] as const] : [[id, entry] as const, ...entries]);
  machine.heap.setEntries(self, { ...self.content, entries: moved });
  return NONE;
}

const isClear = (items: readonly Item[]): items is readonly R[] => items.every((item) => item.t !== 'rest' && item.t !== 'maybe');

/** Where an item first stands between two places; -1 when it is surely not there; undefined when it is not known. */
function position(machine: Machine, self: Sequence, wanted: R, from = 0, to = self.content.length): number | undefined {
  const value = machine.refined(wanted);
  const { length } = self.content;
  const bounded = from !== 0 || to !== length;
  if (bounded && !isClear(self.content)) return undefined;
  const start = from < 0 ? Math.max(0, from + length) : from;
  const end = to < 0 ? to + length : to;
  for (const [at, item] of self.content.entries()) {
    if (at < start || at >= end) continue;
    if (item.t === 'rest' || item.t === 'maybe') return undefined;
    const same = sameValue(machine.refined(item), value);
    if (same === undefined) return undefined;
    if (same) return at;
  }
  return -1;
}

/** Takes out the first item that equals another, where nobody knows which that is: those that cannot be it stay, the others may. */
function removeOne(machine: Machine, self: Sequence, wanted: R, missing?: PythonError): void {
  const value = machine.refined(wanted);
  let found = false;
  const content = self.content.map((item): Item => {
    if (found || item.t === 'rest') return item;
    const inner = item.t === 'maybe' ? item.value : item;
    const same = inner.t === 'rest' ? undefined : sameValue(machine.refined(inner), value);
    if (same === false) return item;
    found = same === true && item.t !== 'maybe';
    return perhaps(machine, item);
  });
  if (!found && missing) machine.mayRaise(missing);
  machine.heap.setItems(self, content);
}

/** Takes out of a set what equals a value. Of what stands in it under two names, every one goes. */
function removeEqual(machine: Machine, self: Sequence, wanted: R | undefined, missing?: PythonError): R {
  const value = wanted && machine.refined(wanted);
  if (!value) return NONE;
  const sames = self.content.map((item) => {
    const inner = item.t === 'maybe' ? item.value : item;
    return inner.t === 'rest' ? undefined : sameValue(machine.refined(inner), value);
  });
  if (missing && sames.every((same) => same === false)) throw missing;
  if (missing && !self.content.some((item, at) => sames[at] && item.t !== 'maybe')) machine.mayRaise(missing);
  const content = self.content.flatMap((item, at): readonly Item[] => {
    if (sames[at]) return [];
    return item.t === 'rest' || sames[at] === false ? [item] : [perhaps(machine, item)];
  });
  machine.heap.setItems(self, content);
  return NONE;
}

/** An item that may have been taken out. */
function perhaps(machine: Machine, item: R | Maybe): Item {
  const stays = atomGuard(machine.freshAtom('an item is not the one that is removed', 'an item is removed'));
  return item.t === 'maybe' ? { ...item, guard: and(item.guard, stays) } : { t: 'maybe', guard: stays, value: item };
}

const SHARED: Readonly<Record<string, ListMethod>> = {
  index: (machine, self, args) => {
    const [wanted, ...bounds] = args.positional;
    const [from, to] = bounds.map((bound) => machine.refined(bound));
    const limit = (bound: R | undefined, open: number) => (bound === undefined ? open : bound.t === 'int' ? Number(bound.v) : undefined);
    const [start, end] = [limit(from, 0), limit(to, self.content.length)];
    const at = wanted && start !== undefined && end !== undefined ? position(machine, self, wanted, start, end) : undefined;
    if (at === undefined) {
      machine.mayRaise(new PythonError('ValueError', 'the item is not in the list'));
      return machine.unknown('the place of an item is not known', { type: 'int' });
    }
    if (at < 0) throw new PythonError('ValueError', 'the item is not in the list');
    return int(at);
  },
  count: (machine, self, args) => {
    const wanted = args.positional[0];
    if (!wanted || !isClear(self.content)) return machine.unknown('the items are not known', { type: 'int' });
    const same = self.content.map((item) => sameValue(machine.refined(item), machine.refined(wanted)));
    if (same.includes(undefined)) return machine.unknown('whether items are equal is not known', { type: 'int' });
    return int(same.filter((one) => one).length);
  },
};

const TUPLE = SHARED;

const LIST: Readonly<Record<string, ListMethod>> = {
  ...SHARED,
  append: (machine, self, args) => {
    const value = args.positional[0];
    if (value) machine.heap.setItems(self, [...self.content, value]);
    return NONE;
  },
  extend: (machine, self, args) => {
    const value = args.positional[0];
    if (value) machine.heap.setItems(self, [...self.content, ...iterate(machine, value)]);
    return NONE;
  },
  insert: (machine, self, args) => {
    const [index, value] = args.positional;
    const at = index && machine.refined(index);
    if (!value) return NONE;
    const count = at?.t === 'int' ? Number(at.v) : undefined;
    const fixed = count !== undefined && (count >= 0 ? isClear(self.content.slice(0, count)) : isClear(self.content));
    if (count === undefined || !fixed) forget(machine, self, 'an item was inserted at a place that is not known', changeable([value]));
    else machine.heap.setItems(self, self.content.toSpliced(count, 0, value));
    return NONE;
  },
  remove: (machine, self, args) => {
    const wanted = args.positional[0];
    const at = wanted && position(machine, self, wanted);
    if (wanted && at === undefined) removeOne(machine, self, wanted, new PythonError('ValueError', 'list.remove(x): x not in list'));
    else if (at === undefined || at < 0) throw new PythonError('ValueError', 'list.remove(x): x not in list');
    else machine.heap.setItems(self, self.content.toSpliced(at, 1));
    return NONE;
  },
  pop: (machine, self, args) => {
    const index = args.positional[0] ? machine.refined(args.positional[0]) : int(-1);
    if (index.t !== 'int' || !isClear(self.content)) {
      machine.mayRaise(new PythonError('IndexError', 'pop index out of range'));
      forget(machine, self, 'an item was taken from a list that is not known');
      return machine.unknown('an item of the list is not known');
    }
    const value = self.content.at(Number(index.v));
    if (!value) throw new PythonError('IndexError', 'pop from empty list');
    const at = Number(index.v);
    machine.heap.setItems(self, self.content.toSpliced(at < 0 ? at + self.content.length : at, 1));
    return value;
  },
  clear: (machine, self) => {
    machine.heap.setItems(self, []);
    return NONE;
  },
  copy: (_, self) => ({ t: 'list', content: self.content }),
  reverse: (machine, self) => {
    machine.heap.setItems(self, self.content.toReversed());
    return NONE;
  },
  sort: (machine, self, args) => {
    const sorted = sortItems(machine, self.content, args);
    machine.heap.setItems(self, sorted ?? [{ t: 'rest', reason: 'the order is not known' }]);
    return NONE;
  },
};

const SET: Readonly<Record<string, ListMethod>> = {
  add: (machine, self, args) => {
    const value = args.positional[0];
    if (value) machine.heap.setItems(self, uniqueItems(self.t, [...self.content, value]).content);
    return NONE;
  },
  update: (machine, self, args) => {
    const added = args.positional.flatMap((value) => iterateUnordered(machine, value));
    machine.heap.setItems(self, uniqueItems(self.t, [...self.content, ...added]).content);
    return NONE;
  },
  union: (machine, self, args) =>
    uniqueItems(self.t, [...self.content, ...args.positional.flatMap((value) => iterateUnordered(machine, value))]),
  copy: (_, self) => ({ t: self.t, content: self.content }),
  discard: (machine, self, args) => removeEqual(machine, self, args.positional[0]),
  remove: (machine, self, args) =>
    removeEqual(machine, self, args.positional[0], new PythonError('KeyError', 'the item is not in the set')),
  pop: (machine, self) => {
    if (self.content.length === 0) throw new PythonError('KeyError', 'pop from an empty set');
    const [only] = self.content;
    if (self.content.length === 1 && only && only.t !== 'rest' && only.t !== 'maybe') {
      machine.heap.setItems(self, []);
      return only;
    }
    forget(machine, self, 'an item was taken from a set, and nobody knows which');
    return machine.unknown('which item a set gives is not known');
  },
  clear: (machine, self) => {
    machine.heap.setItems(self, []);
    return NONE;
  },
  difference: (machine, self, args) => combined(machine, self, args, '-'),
  intersection: (machine, self, args) => combined(machine, self, args, '&'),
  symmetric_difference: (machine, self, args) => combined(machine, self, args, '^'),
  difference_update: (machine, self, args) => replaceItems(machine, self, combined(machine, self, args, '-')),
  intersection_update: (machine, self, args) => replaceItems(machine, self, combined(machine, self, args, '&')),
  symmetric_difference_update: (machine, self, args) => replaceItems(machine, self, combined(machine, self, args, '^')),
  issubset: (machine, self, args) => compare(machine, '<=', self, asGiven(machine, args.positional[0])),
  issuperset: (machine, self, args) => compare(machine, '>=', self, asGiven(machine, args.positional[0])),
  isdisjoint: (machine, self, args) =>
    negate(machine, binary(machine, '&', { t: 'set', content: self.content }, asGiven(machine, args.positional[0]))),
};

function asGiven(machine: Machine, value: R | undefined): R {
  return uniqueItems('set', value ? iterateUnordered(machine, value) : []);
}

/** A set with each argument in turn. */
function combined(machine: Machine, self: Sequence, args: CallArguments, operator: '-' | '&' | '^'): R {
  return args.positional.reduce<R>((result, value) => binary(machine, operator, result, asGiven(machine, value)), {
    t: self.t,
    content: self.content,
  });
}

function replaceItems(machine: Machine, self: Sequence, result: R): R {
  const known = machine.refined(result);
  if (known.t === 'set') machine.heap.setItems(self, known.content);
  else forget(machine, self, 'the items of a set are not known', handedOn([known]));
  return NONE;
}

const DICT: Readonly<Record<string, DictMethod>> = {
  get: (machine, self, args) =>
    machine.lift([args.positional[0] ?? NONE], ([key]) => entryOr(machine, self, key ?? NONE, argument(args, 1, 'default') ?? NONE)),
  setdefault: (machine, self, args) => {
    const [key, fallback] = args.positional;
    if (!key) return NONE;
    const known = machine.refined(key);
    const found = entryOr(machine, self, known, fallback ?? NONE);
    if (known.t !== 'choice') setItem(machine, self, known, found);
    else forget(machine, self, 'an entry was set under a key that is not known', changeable([found]));
    return found;
  },
  pop: (machine, self, args) => {
    const key = args.positional[0] && machine.refined(args.positional[0]);
    const id = key && keyOf(key);
    if (!key || id === undefined) {
      if (!args.positional[1]) machine.mayRaise(new PythonError('KeyError', 'a key is not known'));
      forget(machine, self, 'an entry was taken under a key that is not known');
      return machine.unknown('a key is not known');
    }
    const fallback = args.positional[1];
    const absent = () => (self.content.rest === undefined ? fallback : machine.unknown(self.content.rest));
    const found = boundOr(machine, self.content.entries.get(id)?.value, absent, () => keyError(key));
    if (!found) throw keyError(key);
    machine.heap.setEntries(self, withoutEntry(self.content, id));
    return found;
  },
  update: (machine, self, args) => {
    const source = args.positional[0];
    if (source)
      eachOption(machine, source, (option) => {
        machine.heap.setEntries(self, merged(self.content, entriesOf(machine, option)));
        return NONE;
      });
    const named = [...args.keywords].map(([name, value]) => [str(name), value] as const);
    machine.heap.setEntries(self, merged(self.content, dictContent(named, args.open)));
    return NONE;
  },
  copy: (_, self) => ({ ...self, content: self.content }),
  clear: (machine, self) => {
    machine.heap.setEntries(self, { entries: new Map(), rest: undefined });
    return NONE;
  },
  popitem: (machine, self, args) => {
    if (args.positional.length + args.keywords.size > 0) {
      forget(machine, self, 'an entry was taken from one of its ends');
      return machine.unknown('which entry a dict gives is not known');
    }
    const [id, entry] = [...self.content.entries].at(-1) ?? [];
    if (!entry && self.content.rest === undefined) throw new PythonError('KeyError', 'popitem(): dictionary is empty');
    const value = entry && machine.refined(entry.value);
    if (id === undefined || !entry || disorder(self.content) !== undefined || !value || maybeUnbound(value)) {
      forget(machine, self, 'an entry was taken from a dict that is not known');
      return machine.unknown('an entry of the dict is not known');
    }
    machine.heap.setEntries(self, withoutEntry(self.content, id));
    return tuple([entry.key, value]);
  },
  keys: (_, self) => keysView(self),
  values: (_, self) => valuesView(self),
  items: (_, self) => itemsView(self),
};

function maybeUnbound(value: R): boolean {
  return value.t === 'unbound' || (value.t === 'choice' && value.options.some((option) => option.value.t === 'unbound'));
}

/** `sorted(items, key=…, reverse=…)`; undefined when the order is not known. `unordered`: of equal ones either may come first. */
export function sortItems(machine: Machine, items: readonly Item[], args: CallArguments, unordered = false): readonly Item[] | undefined {
  const values = items.flatMap((item) =>
    item.t === 'rest' ? [] : item.t === 'maybe' ? (item.value.t === 'rest' ? [] : [item.value]) : [item],
  );
  if (values.length < items.length) return undefined;
  const by = args.keywords.get('key');
  const reverse = args.keywords.get('reverse');
  // An item that is there only sometimes stands where it stands when it is there, unless asking for its key could fail.
  if (by && by.t !== 'none' && !isClear(items)) return undefined;
  const keyed = items.map((item, at) => {
    const value = values[at] ?? NONE;
    return { item, key: by && by.t !== 'none' ? machine.refined(callWith(machine, by, [value], args.at)) : machine.refined(value) };
  });
  for (let at = 1; at < keyed.length; at++) {
    const [one, other] = [keyed[at - 1], keyed[at]];
    if (one && other && order(one.key, other.key) === undefined) return undefined;
  }
  const ties = (one: { readonly key: R }, at: number) => keyed.some((other, index) => index < at && order(other.key, one.key) === 0);
  if (unordered && by && keyed.some(ties)) return undefined;
  const backwards = machine.refined(reverse ?? FALSE);
  if (backwards.t !== 'bool' && backwards.t !== 'int') return undefined;
  // Of equal ones the first stays first, in both directions.
  const sign = backwards.v ? -1 : 1;
  return keyed.toSorted((a, b) => sign * (order(a.key, b.key) ?? 0)).map((one) => one.item);
}
