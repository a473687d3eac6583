import { variableNames } from '../libraries/os';
import { handedOn, heldBy } from '../runtime/aliases';
import { ALWAYS, and, atomGuard, type Guard, not } from '../runtime/guard';
import { joinValues } from '../runtime/heap';
import {
  type Choice,
  type Dict,
  disorder,
  type Instance,
  type Item,
  int,
  isSequence,
  keyOf,
  type Maybe,
  NOWHERE,
  type R,
  type Sequence,
  str,
  UNBOUND,
} from '../runtime/objects';
import { forget } from './assignment';
import { attributeOf, NAMESPACE, typeAttribute } from './attributes';
import { callWith } from './calls';
import { presenceOf } from './dicts';
import { membersOf } from './enumerations';
import { PythonError } from './errors';
import type { Machine } from './machine';

/** The items of an iterable, in order; what is not known is a `rest`. */
export function iterate(machine: Machine, value: R): readonly Item[] {
  const items = given(machine, value);
  if (items.every((item) => item.t !== 'rest' || item.among !== undefined)) return items;
  // Something unknown may also be a tuple or an iterator that gives the objects themselves.
  const among = value.t === 'unknown' ? handedOn([value]) : heldBy([value]);
  return among === undefined ? items : items.map((item) => (item.t === 'rest' && item.among === undefined ? { ...item, among } : item));
}

function given(machine: Machine, value: R): readonly Item[] {
  const known = machine.refined(value);
  switch (known.t) {
    case 'choice':
      return ofEach(machine, known, iterate);
    case 'str':
      return [...known.v].map((character) => str(character));
    case 'bytes':
      return [...known.v].map((character) => int(character.charCodeAt(0)));
    case 'dict': {
      const keys = keysOf(machine, known);
      // Where there may be more of them, they may stand before, between and behind those that are known.
      const open = disorder(known.content);
      return open === undefined ? keys : [{ t: 'rest', reason: open }];
    }
    case 'environ':
      return variableNames(machine, known);
    case 'none':
    case 'bool':
    case 'int':
    case 'float':
    case 'path':
      throw new PythonError('TypeError', 'the value is not iterable');
    case 'unknown':
      return [{ t: 'rest', reason: known.reason }];
    case 'iterator':
      return consumed(machine, known);
    case 'instance':
      return iterated(machine, known);
    case 'class':
      return membersOf(known) ?? [{ t: 'rest', reason: 'what a class gives when iterated is not known' }];
    case 'set':
    case 'frozenset':
      return anyOrder(machine, known.content);
    default:
      if (isSequence(known)) return known.content;
      return [{ t: 'rest', reason: 'what an object gives when iterated is not known' }];
  }
}

/** The items where their order does not matter: what a set holds is known, the order in which it gives it is not. */
export function iterateUnordered(machine: Machine, value: R): readonly Item[] {
  const known = machine.refined(value);
  if (known.t === 'choice') return ofEach(machine, known, iterateUnordered);
  if (known.t === 'dict' && known.content.rest === undefined) return keysOf(machine, known);
  return known.t === 'set' || known.t === 'frozenset' ? known.content : iterate(machine, known);
}

/** The items of each option, where it holds. An option that cannot be iterated raises there. */
function ofEach(machine: Machine, value: Choice, iterated: typeof iterate): readonly Item[] {
  const failures: { readonly error: PythonError; readonly guard: Guard }[] = [];
  const found = value.options.map((option) => {
    try {
      return iterated(machine, option.value).map((item) => onlyIf(item, option.guard));
    } catch (error) {
      if (!(error instanceof PythonError)) throw error;
      failures.push({ error, guard: option.guard });
      return [];
    }
  });
  for (const { error, guard } of failures) machine.mayRaise(error, guard);
  return found.flat();
}

/** The keys; one that is there only sometimes is there only then. */
function keysOf(machine: Machine, known: Dict): readonly Item[] {
  return [...known.content.entries.values()].map((entry): Item => {
    if (entry.value.t !== 'choice' || !entry.value.options.some((option) => option.value.t === 'unbound')) return entry.key;
    return { t: 'maybe', guard: presenceOf(machine, entry.value), value: entry.key };
  });
}

const MAX_ORDERED = 4;

/** The items of a set one after the other: each may be any of them. */
function anyOrder(machine: Machine, content: readonly Item[]): readonly Item[] {
  if (content.length < 2) return content;
  const values = content.filter((item): item is R => item.t !== 'rest' && item.t !== 'maybe');
  const merging = values.some((value) => keyOf(value) === undefined);
  if (merging || values.length < content.length || values.length > MAX_ORDERED)
    return [{ t: 'rest', reason: 'the order of a set is not known' }];
  const inTurn = atomGuard(machine.freshAtom('a set gives its items in one order', 'a set gives its items in another order'));
  return values.map((first, at) => {
    const others = values.toSpliced(at, 1);
    if (others.length === 1 && others[0]) return joinValues(first, inTurn, others[0], not(inTurn));
    return values.reduceRight((later, value) => {
      const here = atomGuard(machine.freshAtom('a set gives this item here', 'a set gives another item here'));
      return later === value ? value : joinValues(value, here, later, not(here));
    });
  });
}

/** What an iterator still gives; it is empty afterwards. */
function consumed(machine: Machine, iterator: Sequence): readonly Item[] {
  const content = remaining(machine, iterator);
  machine.heap.setItems(iterator, []);
  return content;
}

/** What an iterator still gives, without taking it. */
export function remaining(machine: Machine, iterator: Sequence): readonly Item[] {
  if (iterator.lazy === undefined || iterator.content !== iterator.lazy.marker) return iterator.content;
  machine.heap.setItems(iterator, RUNNING);
  return iterator.lazy.run(machine as never);
}

/**
 * What an iterator gives somebody who may stop before its end. It is run to the end here: what that changes is not known,
 * unless it has at most one item or `whole` says of the items that all of them are asked for.
 */
export function inPart<T>(
  machine: Machine,
  read: () => readonly Item[],
  use: (items: readonly Item[]) => T,
  whole: (items: readonly Item[]) => boolean,
): T {
  const mark = machine.heap.mark();
  try {
    const content = read();
    if (!whole(content)) {
      const { names, contents } = machine.heap.changesSince(mark);
      const reason = 'an iterator that is not read to its end changes it';
      for (const [target, changed] of names) {
        for (const name of changed.keys()) machine.heap.setName(target, name, machine.unknownFrom([target.get(name) ?? UNBOUND], reason));
      }
      for (const target of contents.keys()) if (target.t !== 'iterator') forget(machine, target, reason);
    }
    return use(content);
  } finally {
    machine.heap.release();
  }
}

const RUNNING: readonly Item[] = [{ t: 'rest', reason: 'a generator that is already running' }];

/** The items of an iterable for something that may stop before the last of them: what raises further on need not be reached. */
export function iterateInPart(machine: Machine, value: R): readonly Item[] {
  try {
    return iterate(machine, value);
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    machine.mayRaise(error);
    return [{ t: 'rest', reason: 'an item of an iterator is not evaluated' }];
  }
}

function iterated(machine: Machine, instance: Instance): readonly Item[] {
  if (instance.native?.iterate) return instance.native.iterate(machine as never, instance);
  if (instance.class === NAMESPACE)
    return iterate(machine, callWith(machine, attributeOf(machine, instance, 'keys', NOWHERE), [], NOWHERE));
  const method = instance.native ? undefined : typeAttribute(instance.class, '__iter__');
  if (method?.t !== 'function') return [{ t: 'rest', reason: 'what an object gives when iterated is not known' }];
  const result = machine.refined(callWith(machine, { t: 'method', self: instance, function: method }, [], instance.at ?? NOWHERE));
  if (result.t === 'iterator') return consumed(machine, result);
  return [{ t: 'rest', reason: 'what an object gives when iterated is not known' }];
}

export function onlyIf(item: Item, guard: Maybe['guard']): Item {
  if (guard === ALWAYS) return item;
  return item.t === 'maybe' ? { ...item, guard: and(item.guard, guard) } : { t: 'maybe', guard, value: item };
}
