import { forget } from '../interpreter/assignment';
import { argument, callWith, rawNative } from '../interpreter/calls';
import { entryOr, presentEntry } from '../interpreter/dicts';
import { PythonError } from '../interpreter/errors';
import { iterate } from '../interpreter/expressions';
import type { Machine } from '../interpreter/machine';
import { order, sameValue, uniqueItems } from '../interpreter/operators';
import { setItem } from '../interpreter/subscripts';
import {
  type CallArguments,
  type Dict,
  dictContent,
  type Item,
  int,
  iterator,
  keyOf,
  type Native,
  NONE,
  type R,
  type Sequence,
  tuple,
} from '../runtime/objects';

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
    return method(machine, self, { ...args, positional: rest });
  });
}

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
    if (at === undefined) return machine.unknown('the place of an item is not known', { type: 'int' });
    if (at < 0) throw new PythonError('ValueError', 'the item is not in the list');
    return int(at);
  },
  count: (machine, self, args) => {
    const wanted = args.positional[0];
    if (!wanted || !isClear(self.content)) return machine.unknown('the items are not known', { type: 'int' });
    return int(self.content.filter((item) => sameValue(item, machine.refined(wanted)) === true).length);
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
    if (at === undefined) forget(machine, self, 'an item was removed from a list that is not known');
    else if (at < 0) throw new PythonError('ValueError', 'list.remove(x): x not in list');
    else machine.heap.setItems(self, self.content.toSpliced(at, 1));
    return NONE;
  },
  pop: (machine, self, args) => {
    const index = args.positional[0] ? machine.refined(args.positional[0]) : int(-1);
    if (index.t !== 'int' || !isClear(self.content)) {
      forget(machine, self, 'an item was taken from a list that is not known');
      return machine.unknown('an item of the list is not known');
    }
    const value = self.content.at(Number(index.v));
    if (!value) throw new PythonError('IndexError', 'pop from empty list');
    machine.heap.setItems(self, self.content.toSpliced(Number(index.v), 1));
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
    const added = args.positional.flatMap((value) => iterate(machine, value));
    machine.heap.setItems(self, uniqueItems(self.t, [...self.content, ...added]).content);
    return NONE;
  },
  union: (machine, self, args) => uniqueItems(self.t, [...self.content, ...args.positional.flatMap((value) => iterate(machine, value))]),
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
  difference: (machine, self, args) => selectItems(machine, self, args, false),
  intersection: (machine, self, args) => selectItems(machine, self, args, true),
};

/** The items of a set that are (or are not) among those of the arguments. */
function selectItems(machine: Machine, self: Sequence, args: CallArguments, among: boolean): R {
  const others: readonly Item[] = args.positional.flatMap((value) => iterate(machine, value));
  const own = self.content;
  if (!isClear(others) || !isClear(own)) return machine.unknown('the items of a set are not known');
  return { t: self.t, content: own.filter((item) => others.some((other) => sameValue(item, other) === true) === among) };
}

const DICT: Readonly<Record<string, DictMethod>> = {
  get: (machine, self, args) =>
    machine.lift([args.positional[0] ?? NONE], ([key]) => entryOr(machine, self, key ?? NONE, argument(args, 1, 'default') ?? NONE)),
  setdefault: (machine, self, args) => {
    const [key, fallback] = args.positional;
    if (!key) return NONE;
    const found = presentEntry(machine, self, machine.refined(key));
    if (found) return found;
    setItem(machine, self, key, self.content.rest === undefined ? (fallback ?? NONE) : machine.unknown(self.content.rest));
    return fallback ?? NONE;
  },
  pop: (machine, self, args) => {
    const key = args.positional[0] && machine.refined(args.positional[0]);
    const id = key && keyOf(key);
    if (!key || id === undefined) {
      forget(machine, self, 'an entry was taken under a key that is not known');
      return machine.unknown('a key is not known');
    }
    const found = presentEntry(machine, self, key);
    if (!found) {
      if (self.content.rest !== undefined) return machine.unknown(self.content.rest);
      if (args.positional[1]) return args.positional[1];
      throw new PythonError('KeyError', 'the key is not there', key);
    }
    const entries = new Map(self.content.entries);
    entries.delete(id);
    machine.heap.setEntries(self, { entries, rest: self.content.rest });
    return found;
  },
  update: (machine, self, args) => {
    const source = args.positional[0] && machine.refined(args.positional[0]);
    const pairs: (readonly [R, R])[] = [...self.content.entries.values()].map((entry) => [entry.key, entry.value] as const);
    let rest = self.content.rest ?? args.open;
    if (source) {
      const added = pairsOf(machine, source);
      pairs.push(...added.pairs);
      rest ??= added.rest;
    }
    for (const [name, value] of args.keywords) pairs.push([{ t: 'str', v: name }, value]);
    machine.heap.setEntries(self, dictContent(pairs, rest));
    return NONE;
  },
  copy: (_, self) => ({ t: 'dict', content: self.content }),
  clear: (machine, self) => {
    machine.heap.setEntries(self, { entries: new Map(), rest: undefined });
    return NONE;
  },
  keys: (machine, self) => iterator(iterate(machine, self)),
  values: (_, self) =>
    iterator(
      withRest(
        self,
        [...self.content.entries.values()].map((entry) => entry.value),
      ),
    ),
  items: (_, self) =>
    iterator(
      withRest(
        self,
        [...self.content.entries.values()].map((entry) => tuple([entry.key, entry.value])),
      ),
    ),
};

function withRest(self: Dict, items: readonly Item[]): readonly Item[] {
  return self.content.rest === undefined ? items : [...items, { t: 'rest', reason: self.content.rest }];
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

/** `sorted(items, key=…, reverse=…)`; undefined when the order is not known. */
export function sortItems(machine: Machine, items: readonly Item[], args: CallArguments): readonly R[] | undefined {
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
  const sorted = keyed.toSorted((a, b) => order(a.key, b.key) ?? 0).map((one) => one.item);
  return reverse && reverse.t === 'bool' && reverse.v ? sorted.reverse() : sorted;
}
