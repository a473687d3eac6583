import { changeable, together } from '../runtime/aliases';
import { ALWAYS, type Guard, NEVER } from '../runtime/guard';
import { choice, optionsOf } from '../runtime/heap';
import { type Dict, type DictContent, dictContent, isSometimes, keyOf, type R, UNBOUND, weakened } from '../runtime/objects';
import { PythonError } from './errors';
import type { Machine } from './machine';
import { boundOr } from './scopes';

/** The value under a key that is plain data; undefined when it is surely not there. Where it is not there, `KeyError` is raised. */
export function presentEntry(machine: Machine, container: Dict, key: R): R | undefined {
  const id = keyOf(key);
  const entry = id === undefined ? undefined : container.content.entries.get(id);
  return (
    entry &&
    boundOr(
      machine,
      entry.value,
      () => undefined,
      () => keyError(key),
    )
  );
}

export function keyError(key: R): PythonError {
  return new PythonError('KeyError', key.t === 'str' ? key.v : 'a key is not there', key);
}

/** `dict.get(key, fallback)`. */
export function entryOr(machine: Machine, container: Dict, key: R, fallback: R): R {
  const id = keyOf(key);
  if (id === undefined) return machine.unknownFrom([key], 'a key is not known');
  const absent = () => (container.content.rest === undefined ? fallback : machine.unknown(container.content.rest));
  return boundOr(machine, container.content.entries.get(id)?.value, absent) ?? fallback;
}

/** Where an entry is there. */
export function presenceOf(machine: Machine, value: R): Guard {
  const known = machine.refined(value);
  if (known.t !== 'choice') return known.t === 'unbound' ? NEVER : ALWAYS;
  if (known.options.every((option) => option.value.t !== 'unbound')) return ALWAYS;
  return known.options.reduce<Guard>((all, one) => (one.value.t === 'unbound' ? all : machine.heap.guards.either(all, one.guard)), NEVER);
}

/** Entries laid over others. Where there may be more of them than are known, every earlier entry may have been replaced. */
export function merged(base: DictContent, over: DictContent): DictContent {
  if (isEmpty(base) && over.rest === undefined && !holdsSometimes(over)) return over;
  const below = over.rest === undefined ? base : weakened(base, over.rest, over.among);
  const hidden: R[] = [];
  const pairs = [...over.entries].flatMap(([id, { key, value }]) => {
    const earlier = below.entries.get(id)?.value;
    if (earlier || below.rest === undefined || !isSometimes(value)) return [[key, overlaid(earlier ?? UNBOUND, value)] as const];
    // Where it is not there, there may be another one.
    hidden.push(value);
    return [];
  });
  const both = dictContent(
    [...[...below.entries.values()].map(({ key, value }) => [key, value] as const), ...pairs],
    below.rest ?? over.rest,
  );
  const among = together(below.among, over.among, both.among, changeable(hidden));
  const unordered = below.unordered || over.unordered || both.unordered;
  return { entries: both.entries, rest: both.rest, ...(unordered ? { unordered } : {}), ...(among ? { among } : {}) };
}

function isEmpty({ entries, rest, among }: DictContent): boolean {
  return entries.size === 0 && rest === undefined && among === undefined;
}

function holdsSometimes({ entries }: DictContent): boolean {
  for (const { value } of entries.values()) if (isSometimes(value)) return true;
  return false;
}

/** An entry that is there only sometimes leaves the earlier one where it is not. */
function overlaid(earlier: R, value: R): R {
  if (value.t !== 'choice' || !isSometimes(value)) return value;
  return choice(value.options.flatMap((option) => (option.value.t === 'unbound' ? optionsOf(earlier, option.guard) : [option])));
}
