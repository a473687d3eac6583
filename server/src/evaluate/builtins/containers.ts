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
import {
  type CallArguments,
  type Dict,
  type DictContent,
  dictContent,
  type Item,
  int,
  keyOf,
  type Native,
  NONE,
  type R,
  type Sequence,
  str,
  tuple,
} from '../runtime/objects';
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

export function dictMethod(name: string): Native | undefined {
  const method = Object.hasOwn(DICT, name) ? DICT[name] : undefined;
  if (!method) return undefined;
  return rawNative(`dict.${name}`, (machine, args) => {
    const [self, ...rest] = args.positional;
    if (self?.t !== 'dict') throw new PythonError('TypeError', `${name} needs a dict`);
    return method(machine, self, { ...args, positional: rest });
  });
}

const isClear = (items: readonly Item[]): items is readonly R[] => items.every((item) => item.t !== 'rest' && item.t !== 'maybe');

/** Where an item stands; -1 when it is surely not there; undefined when it is not known. */
function position(machine: Machine, self: Sequence, wanted: R): number | undefined {
  const value = machine.refined(wanted);
  for (const [at, item] of self.content.entries()) {
    if (item.t === 'rest' || item.t === 'maybe') return undefined;
    const same = sameValue(machine.refined(item), value);
    if (same === undefined) return undefined;
    if (same) return at;
  }
  return -1;
}

const SHARED: Readonly<Record<string, ListMethod>> = {
  index: (machine, self, args) => {
    const wanted = args.positional[0];
    const at = wanted && position(machine, self, wanted);
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
    if (count === undefined || !fixed) forget(machine, self, 'an item was inserted at a place that is not known');
    else machine.heap.setItems(self, self.content.toSpliced(count, 0, value));
    return NONE;
  },
  remove: (machine, self, args) => {
    const wanted = args.positional[0];
    const at = wanted && position(machine, self, wanted);
    if (at === undefined) {
      machine.mayRaise(new PythonError('ValueError', 'list.remove(x): x not in list'));
      forget(machine, self, 'an item was removed from a list that is not known');
    } else if (at < 0) throw new PythonError('ValueError', 'list.remove(x): x not in list');
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
  discard: (machine, self, args) => {
    const at = args.positional[0] && position(machine, self, args.positional[0]);
    if (at === undefined) forget(machine, self, 'an item was removed from a set that is not known');
    else if (at >= 0) machine.heap.setItems(self, self.content.toSpliced(at, 1));
    return NONE;
  },
  remove: (machine, self, args) => {
    const at = args.positional[0] && position(machine, self, args.positional[0]);
    if (at === undefined) forget(machine, self, 'an item was removed from a set that is not known');
    else if (at < 0) throw new PythonError('KeyError', 'the item is not in the set');
    else machine.heap.setItems(self, self.content.toSpliced(at, 1));
    return NONE;
  },
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
  else forget(machine, self, 'the items of a set are not known');
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
    else forget(machine, self, 'an entry was set under a key that is not known');
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
    const entries = new Map(self.content.entries);
    entries.delete(id);
    machine.heap.setEntries(self, { entries, rest: self.content.rest });
    return found;
  },
  update: (machine, self, args) => {
    const source = args.positional[0];
    if (source)
      eachOption(machine, source, (option) => {
        const added = pairsOf(machine, option);
        machine.heap.setEntries(self, mergedPairs(self.content, added.pairs, added.rest));
        return NONE;
      });
    const named = [...args.keywords].map(([name, value]) => [str(name), value] as const);
    machine.heap.setEntries(self, mergedPairs(self.content, named, args.open));
    return NONE;
  },
  copy: (_, self) => ({ t: 'dict', content: self.content }),
  clear: (machine, self) => {
    machine.heap.setEntries(self, { entries: new Map(), rest: undefined });
    return NONE;
  },
  popitem: (machine, self) => {
    const [id, entry] = [...self.content.entries].at(-1) ?? [];
    if (!entry && self.content.rest === undefined) throw new PythonError('KeyError', 'popitem(): dictionary is empty');
    const value = entry && machine.refined(entry.value);
    if (id === undefined || !entry || self.content.rest !== undefined || !value || maybeUnbound(value)) {
      forget(machine, self, 'an entry was taken from a dict that is not known');
      return machine.unknown('an entry of the dict is not known');
    }
    const entries = new Map(self.content.entries);
    entries.delete(id);
    machine.heap.setEntries(self, { entries, rest: undefined });
    return tuple([entry.key, value]);
  },
  keys: (_, self) => keysView(self),
  values: (_, self) => valuesView(self),
  items: (_, self) => itemsView(self),
};

function maybeUnbound(value: R): boolean {
  return value.t === 'unbound' || (value.t === 'choice' && value.options.some((option) => option.value.t === 'unbound'));
}

/** Pairs laid over entries; `rest`: why there may be more pairs. */
export function mergedPairs(base: DictContent, pairs: Iterable<readonly [R, R]>, rest: string | undefined): DictContent {
  return merged(base, dictContent(pairs, rest));
}

/** The entries that `dict(source)` or `update(source)` takes. */
export function pairsOf(machine: Machine, source: R): { readonly pairs: readonly (readonly [R, R])[]; readonly rest: string | undefined } {
  const known = machine.refined(source);
  if (known.t === 'dict') {
    return { pairs: [...known.content.entries.values()].map((entry) => [entry.key, entry.value] as const), rest: known.content.rest };
  }
  if (known.t === 'choice' || known.t === 'unknown')
    return { pairs: [], rest: known.t === 'unknown' ? known.reason : 'it depends on a condition' };
  const pairs: (readonly [R, R])[] = [];
  let rest: string | undefined;
  for (const item of iterate(machine, known)) {
    const pair = item.t === 'rest' || item.t === 'maybe' ? undefined : machine.refined(item);
    const [key, value] = pair && (pair.t === 'tuple' || pair.t === 'list') ? pair.content : [];
    if (!key || !value || key.t === 'rest' || key.t === 'maybe' || value.t === 'rest' || value.t === 'maybe')
      rest ??= 'an entry is not known';
    else pairs.push([key, value]);
  }
  return { pairs, rest };
}

/** `sorted(items, key=…, reverse=…)`; undefined when the order is not known. `unordered`: of equal ones either may come first. */
export function sortItems(machine: Machine, items: readonly Item[], args: CallArguments, unordered = false): readonly R[] | undefined {
  if (!isClear(items)) return undefined;
  const by = args.keywords.get('key');
  const reverse = args.keywords.get('reverse');
  const keyed = items.map((item) => ({
    item,
    key: by && by.t !== 'none' ? machine.refined(callWith(machine, by, [item], args.at)) : machine.refined(item),
  }));
  for (let at = 1; at < keyed.length; at++) {
    const [one, other] = [keyed[at - 1], keyed[at]];
    if (one && other && order(one.key, other.key) === undefined) return undefined;
  }
  const ties = (one: { readonly key: R }, at: number) => keyed.some((other, index) => index < at && order(other.key, one.key) === 0);
  if (unordered && by && keyed.some(ties)) return undefined;
  const sorted = keyed.toSorted((a, b) => order(a.key, b.key) ?? 0).map((one) => one.item);
  return reverse && reverse.t === 'bool' && reverse.v ? sorted.reverse() : sorted;
}
