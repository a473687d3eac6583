import { ALWAYS, and } from '../runtime/guard';
import { type Instance, type Item, int, isSequence, type Maybe, NOWHERE, type R, type Sequence, str } from '../runtime/objects';
import { typeAttribute } from './attributes';
import { callWith } from './calls';
import { presenceOf } from './dicts';
import { membersOf } from './enumerations';
import { PythonError } from './errors';
import type { Machine } from './machine';

/** The items of an iterable, in order; what is not known is a `rest`. */
export function iterate(machine: Machine, value: R): readonly Item[] {
  const known = machine.refined(value);
  switch (known.t) {
    case 'choice':
      return known.options.flatMap((option) => iterate(machine, option.value).map((item) => onlyIf(item, option.guard)));
    case 'str':
      return [...known.v].map((character) => str(character));
    case 'bytes':
      return [...known.v].map((character) => int(character.charCodeAt(0)));
    case 'dict': {
      const keys = [...known.content.entries.values()].map((entry): Item => {
        if (entry.value.t !== 'choice' || !entry.value.options.some((option) => option.value.t === 'unbound')) return entry.key;
        const there = presenceOf(machine, entry.value);
        return { t: 'maybe', guard: there, value: entry.key };
      });
      // Where there may be more of them, they may stand before, between and behind those that are known.
      return known.content.rest === undefined ? keys : [{ t: 'rest', reason: known.content.rest }];
    }
    case 'environ':
      return [...new Set([...machine.request.environment.names, ...known.names.keys()])]
        .map((name): Item => str(name))
        .concat([{ t: 'rest', reason: 'the environment may have other variables' }]);
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
    default:
      if (isSequence(known)) return known.content;
      return [{ t: 'rest', reason: 'what an object gives when iterated is not known' }];
  }
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
  const method = instance.native ? undefined : typeAttribute(instance.class, '__iter__');
  if (method?.t !== 'function') return [{ t: 'rest', reason: 'what an object gives when iterated is not known' }];
  const given = machine.refined(callWith(machine, { t: 'method', self: instance, function: method }, [], instance.at ?? NOWHERE));
  if (given.t === 'iterator') return consumed(machine, given);
  return [{ t: 'rest', reason: 'what an object gives when iterated is not known' }];
}

export function onlyIf(item: Item, guard: Maybe['guard']): Item {
  if (guard === ALWAYS) return item;
  return item.t === 'maybe' ? { ...item, guard: and(item.guard, guard) } : { t: 'maybe', guard, value: item };
}
