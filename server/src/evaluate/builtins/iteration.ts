import { typeAttribute } from '../interpreter/attributes';
import { argument, callWith, native, rawNative } from '../interpreter/calls';
import { order } from '../interpreter/comparisons';
import { unknownItems } from '../interpreter/comprehensions';
import { PythonError } from '../interpreter/errors';
import { havoc } from '../interpreter/havoc';
import { inPart, iterate, iterateInPart, iterateUnordered, remaining } from '../interpreter/iteration';
import { type Machine, NORMAL } from '../interpreter/machine';
import { binary } from '../interpreter/operators';
import { truthOf } from '../interpreter/truth';
import { changeable, restOf, standingFor } from '../runtime/aliases';
import { ALWAYS, and, type Guard, isAlways, isNever, NEVER, not, or } from '../runtime/guard';
import { choice } from '../runtime/heap';
import {
  bool,
  type CallArguments,
  type Item,
  int,
  isSequence,
  keyOf,
  lazyIterator,
  list,
  type Maybe,
  NONE,
  type R,
  type Rest,
  type Sequence,
  tuple,
} from '../runtime/objects';
import { sortItems } from './containers';
import { onFirst, ownLength } from './conversions';
import { rangeOf } from './views';

const MAX_RANGE = 5_000;

const isClear = (items: readonly Item[]): items is readonly R[] => items.every((item) => item.t !== 'rest' && item.t !== 'maybe');

const itemsOf = (machine: Machine, value: R | undefined): readonly Item[] => (value ? iterate(machine, value) : []);

/** Built-in functions that go through an iterable. What they make of it is made when it is asked for, as in Python. */
export const ITERATION: Readonly<Record<string, R>> = {
  len: rawNative('len', (machine, args) => onFirst(machine, args, NONE, (value) => lengthOf(machine, value, args))),
  range: native('range', range),
  enumerate: rawNative('enumerate', (_, args) =>
    lazyIterator((machine: Machine) => {
      const start = machine.refined(argument(args, 1, 'start') ?? int(0));
      if (start.t !== 'int') return [{ t: 'rest', reason: 'where the counting starts is not known' }];
      const content = itemsOf(machine, argument(args, 0, 'iterable'));
      const exact = content.findIndex((item) => item.t === 'rest' || item.t === 'maybe');
      const place = (at: number): R =>
        exact >= 0 && at > exact ? machine.unknown('the place of an item is not known', { type: 'int' }) : int(start.v + BigInt(at));
      return mapItems(content, (item, at) => tuple([place(at), item]));
    }),
  ),
  zip: rawNative('zip', (_, args) => lazyIterator((machine: Machine) => zipped(machine, args.positional))),
  map: rawNative('map', (_, args) =>
    lazyIterator((machine: Machine) => {
      const [func, ...columns] = args.positional;
      if (!func) return [];
      if (columns.length === 1) {
        const content = itemsOf(machine, columns[0]);
        const made = calledOften(machine, func, content, args);
        return mapItems(
          content,
          (item) => callWith(machine, func, [item], args.at),
          (item) => unknownItems(item, made),
        );
      }
      return mapItems(zipped(machine, columns), (row) =>
        row.t === 'tuple' && isClear(row.content) ? callWith(machine, func, row.content, args.at) : machine.unknown('an item is not known'),
      );
    }),
  ),
  filter: rawNative('filter', (_, args) => lazyIterator((machine: Machine) => filtered(machine, args))),
  sorted: rawNative('sorted', (machine, args) => {
    const source = args.positional[0] && machine.refined(args.positional[0]);
    const sorted = sortItems(
      machine,
      source ? iterateUnordered(machine, source) : [],
      args,
      source?.t === 'set' || source?.t === 'frozenset',
    );
    return sorted ? list(sorted) : machine.unknown('the order is not known', { type: 'list' });
  }),
  reversed: rawNative('reversed', (_, args) => lazyIterator((machine: Machine) => itemsOf(machine, args.positional[0]).toReversed())),
  sum: rawNative('sum', (machine, args) => {
    const items = itemsOf(machine, args.positional[0]);
    if (!isClear(items)) return machine.unknown('what is summed is not known');
    return items.reduce<R>((total, item) => binary(machine, '+', total, item), argument(args, 1, 'start') ?? int(0));
  }),
  min: rawNative('min', (machine, args) => extreme(machine, args, -1)),
  max: rawNative('max', (machine, args) => extreme(machine, args, 1)),
  any: rawNative('any', (machine, args) => quantified(machine, args, true)),
  all: rawNative('all', (machine, args) => quantified(machine, args, false)),
  iter: rawNative('iter', (machine, args) => {
    const [source] = args.positional;
    if (!source || args.positional.length > 1) return machine.unknown('iter() is not evaluated');
    const known = machine.refined(source);
    if (known.t === 'none' || known.t === 'int' || known.t === 'bool') throw new PythonError('TypeError', 'the object is not iterable');
    return known.t === 'iterator' ? known : lazyIterator((vm: Machine) => iterate(vm, known));
  }),
  next: rawNative('next', next),
};

/** What a function does when it is called for items that nobody knows; gives what it may give for them. */
function calledOften(machine: Machine, func: R, content: readonly Item[], args: CallArguments): readonly R[] {
  const made: R[] = [];
  for (const item of content) {
    const reason = item.t === 'rest' ? item.reason : item.t === 'maybe' && item.value.t === 'rest' ? item.value.reason : undefined;
    if (reason === undefined) continue;
    const each = standingFor(machine.unknown(reason), () => changeable([item]));
    havoc(machine, reason, () => {
      made.push(callWith(machine, func, [each], args.at));
      return NORMAL;
    });
  }
  return made;
}

function mapItems(
  content: readonly Item[],
  make: (item: R, at: number) => R,
  unknown: (item: Rest | Maybe) => Item = (item) => item,
): readonly Item[] {
  return content.map((item, at): Item => {
    if (item.t === 'rest') return unknown(item);
    if (item.t === 'maybe') return item.value.t === 'rest' ? unknown(item) : { ...item, value: make(item.value, at) };
    return make(item, at);
  });
}

function zipped(machine: Machine, sources: readonly R[]): readonly Item[] {
  const repeated = sources.some((source, at) => source.t === 'iterator' && sources.indexOf(source) !== at);
  if (repeated) return [{ t: 'rest', reason: 'an iterator is zipped with itself' }];
  const columns = sources.map((value) => iterateInPart(machine, value));
  const length = columns.length === 0 ? 0 : Math.min(...columns.map((column) => column.length));
  const shortest = columns.some((column) => column.length === length && isClear(column));
  if (columns.length > 0 && (!shortest || !columns.every((column) => isClear(column.slice(0, length)))))
    return [restOf('what is zipped is not known', changeable(columns.flat()))];
  return Array.from({ length }, (_, at) => tuple(columns.map((column) => (column[at] as R | undefined) ?? NONE)));
}

function filtered(machine: Machine, args: CallArguments): readonly Item[] {
  const [func, items] = args.positional;
  const content: Item[] = [];
  const source = itemsOf(machine, items);
  if (func && func.t !== 'none') calledOften(machine, func, source, args);
  for (const item of source) {
    if (item.t === 'rest' || (item.t === 'maybe' && item.value.t === 'rest')) {
      content.push(item);
      continue;
    }
    const value = item.t === 'maybe' ? (item.value as R) : item;
    const present = item.t === 'maybe' ? item.guard : ALWAYS;
    const truth = truthOf(machine, func && func.t !== 'none' ? callWith(machine, func, [value], args.at) : value);
    const guard = and(present, truth.yes);
    if (isNever(guard)) continue;
    content.push(isAlways(guard) ? value : { t: 'maybe', guard, value });
  }
  return content;
}

function lengthOf(machine: Machine, value: R, args: CallArguments): R {
  const unknown = (reason: string) => machine.unknownFrom([value], reason, { type: 'int' });
  if (value.t === 'str') return int([...value.v].length);
  if (value.t === 'bytes') return int(value.v.length);
  if (value.t === 'iterator') return unknown('an iterator has no length');
  if (isSequence(value) || (value.t === 'instance' && value.native?.iterate)) {
    const content = isSequence(value) ? value.content : iterate(machine, value);
    const merging =
      (value.t === 'set' || value.t === 'frozenset') && content.length > 1 && content.some((item) => keyOf(item as R) === undefined);
    return isClear(content) && !merging ? int(content.length) : unknown('the length of a list is not known');
  }
  if (value.t === 'dict') {
    const sometimes = [...value.content.entries.values()].some(
      (entry) => entry.value.t === 'choice' && entry.value.options.some((option) => option.value.t === 'unbound'),
    );
    return value.content.rest === undefined && !sometimes ? int(value.content.entries.size) : unknown('the length of a dict is not known');
  }
  if (value.t === 'none' || value.t === 'int' || value.t === 'bool') throw new PythonError('TypeError', 'the object has no len()');
  return ownLength(machine, value, args) ?? unknown('the length of an object is not known');
}

function range(machine: Machine, args: CallArguments): R {
  const numbers = args.positional.map((value) => (value.t === 'int' || value.t === 'bool' ? Number(value.v) : Number.NaN));
  const [start = 0, end = 0, by = 1] = numbers.length === 1 ? [0, numbers[0]] : numbers;
  if (by === 0) throw new PythonError('ValueError', 'range() arg 3 must not be zero');
  if (Number.isNaN(start + end + by)) {
    if (args.positional.some((value) => value.t === 'instance' || value.t === 'opaque')) return machine.unknown('a range is not evaluated');
    throw new PythonError('TypeError', 'range() needs integers');
  }
  const length = Math.max(0, Math.ceil((end - start) / by));
  return length > MAX_RANGE ? machine.unknown('the range is too long') : rangeOf(start, length, by);
}

function extreme(machine: Machine, args: CallArguments, sign: 1 | -1): R {
  const [only] = args.positional;
  const iterated = args.keywords.has('key') ? iterate : iterateUnordered;
  const items = args.positional.length === 1 && only ? iterated(machine, only) : args.positional;
  const by = args.keywords.get('key');
  const fallback = args.keywords.get('default');
  if (!isClear(items)) {
    if (!fallback) machine.mayRaise(new PythonError('ValueError', 'the iterable is empty'));
    return machine.unknown('min() or max() of what is not known');
  }
  if (items.length === 0 && fallback) return fallback;
  if (items.length === 0) throw new PythonError('ValueError', 'the iterable is empty');
  const keys = items.map((item) => (by && by.t !== 'none' ? callWith(machine, by, [item], args.at) : item));
  return machine.lift([...keys, ...items], (values) => {
    let best = 0;
    for (let at = 1; at < items.length; at++) {
      const [one, other] = [values[at], values[best]];
      const sort = one && other ? order(one, other) : undefined;
      if (sort === undefined || Number.isNaN(sort)) return machine.unknownFrom(values, 'what is compared is not known');
      if (sort * sign > 0) best = at;
    }
    return values[items.length + best] ?? NONE;
  });
}

/** `any` (wanted: true) and `all` (wanted: false): whether one item is as wanted decides. */
function quantified(machine: Machine, args: CallArguments, wanted: boolean): R {
  const [source] = args.positional;
  if (!source) return machine.unknown('nothing is given to any() or all()');
  const decided = (item: Item): boolean => {
    if (item.t === 'rest' || item.t === 'maybe') return true;
    const truth = truthOf(machine, item);
    return !isNever(wanted ? truth.yes : truth.no);
  };
  return inPart(
    machine,
    () => iterateInPart(machine, source),
    (items) => quantifiedOver(machine, items, wanted),
    (items) => !items.slice(0, -1).some(decided),
  );
}

function quantifiedOver(machine: Machine, items: readonly Item[], wanted: boolean): R {
  let found: Guard = NEVER;
  let open = false;
  for (const item of items) {
    if (item.t === 'rest' || (item.t === 'maybe' && item.value.t === 'rest')) {
      open = true;
      continue;
    }
    const truth = truthOf(machine, item.t === 'maybe' ? (item.value as R) : item);
    found = or(found, and(item.t === 'maybe' ? item.guard : ALWAYS, wanted ? truth.yes : truth.no));
    if (isAlways(found)) return bool(wanted);
  }
  if (open) return machine.unknown('any() or all() of what is not known', { type: 'bool' });
  if (isNever(found)) return bool(!wanted);
  return choice([
    { guard: found, value: bool(wanted) },
    { guard: not(found), value: bool(!wanted) },
  ]);
}

/** `next(iterator, default)`. */
function next(machine: Machine, args: CallArguments): R {
  const [source, fallback] = args.positional;
  const known = source && machine.refined(source);
  if (known?.t === 'instance' && !known.native) {
    const method = typeAttribute(known.class, '__next__');
    if (method?.t === 'function') return callWith(machine, { t: 'method', self: known, function: method }, [], args.at);
  }
  if (known?.t !== 'iterator') return machine.unknownFrom(known ? [known] : [], 'an item is not known');
  return takeFirst(machine, known, fallback);
}

function takeFirst(machine: Machine, iterator: Sequence, fallback: R | undefined): R {
  let content: readonly Item[];
  try {
    content = inPart(
      machine,
      () => remaining(machine, iterator),
      (items) => items,
      (items) => items.length < 2,
    );
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    machine.mayRaise(error);
    return machine.unknown('an item of an iterator is not evaluated');
  }
  const sure = content.findIndex((item) => item.t !== 'maybe' || item.value.t === 'rest');
  const end = sure < 0 ? content.length : sure;
  machine.heap.setItems(iterator, sure === 0 && content[0]?.t !== 'rest' ? content.slice(1) : end < 1 && sure < 0 ? [] : OPEN);
  const unknown = () => standingFor(machine.unknown('an item is not known'), () => changeable(content));
  const last = content[end];
  if (!last && !fallback && end === 0) throw new PythonError('StopIteration', '');
  let result: R = !last ? (fallback ?? machine.unknown('an item is not known')) : isR(last) ? last : unknown();
  if (end > 8) return unknown();
  for (const item of content.slice(0, end).toReversed()) {
    if (item.t !== 'maybe' || item.value.t === 'rest') continue;
    result = choice([
      { guard: item.guard, value: item.value },
      ...(result.t === 'choice'
        ? result.options
            .map((option) => ({ guard: and(not(item.guard), option.guard), value: option.value }))
            .filter((one) => !isNever(one.guard))
        : [{ guard: not(item.guard), value: result }]),
    ]);
  }
  return result;
}

const OPEN: readonly Item[] = [{ t: 'rest', reason: 'what an iterator still gives is not known' }];

function isR(item: Item): item is R {
  return item.t !== 'rest' && item.t !== 'maybe';
}

/** Whether an item is among those that an iterator still gives; how far it was read is then no longer known. */
export function searched(machine: Machine, iterator: Sequence): Sequence {
  const content = iterateInPart(machine, iterator);
  machine.heap.setItems(iterator, content.length === 0 ? [] : OPEN);
  return { t: 'tuple', content };
}
