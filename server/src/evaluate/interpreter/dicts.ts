import { type Guard, NEVER, or } from '../runtime/guard';
import { choice, joinValues, optionsOf } from '../runtime/heap';
import { type Dict, type DictContent, keyOf, type R, UNBOUND, weakened } from '../runtime/objects';
import type { Machine } from './machine';

/** The value under a key, as a program that reads it finds it; undefined when the key is not there or not known. */
export function presentEntry(machine: Machine, container: Dict, key: R): R | undefined {
  const id = keyOf(key);
  const entry = id === undefined ? undefined : container.content.entries.get(id);
  if (!entry) return undefined;
  const known = machine.refined(entry.value);
  if (known.t === 'unbound') return undefined;
  if (known.t !== 'choice') return known;
  const options = known.options.filter((option) => option.value.t !== 'unbound');
  return options.length === 0 ? undefined : choice(options);
}

/** `dict.get(key, fallback)`. */
export function entryOr(machine: Machine, container: Dict, key: R, fallback: R): R {
  const id = keyOf(key);
  if (id === undefined) return machine.unknownFrom([key], 'a key is not known');
  const entry = container.content.entries.get(id);
  if (!entry) return container.content.rest === undefined ? fallback : machine.unknown(container.content.rest);
  const known = machine.refined(entry.value);
  if (known.t === 'unbound') return fallback;
  if (known.t !== 'choice') return known;
  const missing = known.options.find((option) => option.value.t === 'unbound');
  if (!missing) return known;
  const present = known.options.filter((option) => option.value.t !== 'unbound');
  const guard = present.reduce<Guard>((all, option) => or(all, option.guard), NEVER);
  return joinValues(choice(present), guard, fallback, missing.guard);
}

/** Entries laid over others. Where there may be more of them than are known, every earlier entry may have been replaced. */
export function merged(base: DictContent, over: DictContent): DictContent {
  const below = over.rest === undefined ? base : weakened(base, over.rest);
  const entries = new Map(below.entries);
  for (const [id, { key, value }] of over.entries) {
    const earlier = entries.get(id);
    entries.set(id, { key: earlier?.key ?? key, value: overlaid(earlier?.value ?? UNBOUND, value) });
  }
  return { entries, rest: below.rest ?? over.rest };
}

/** An entry that is there only sometimes leaves the earlier one where it is not. */
function overlaid(earlier: R, value: R): R {
  if (value.t !== 'choice' || value.options.every((option) => option.value.t !== 'unbound')) return value;
  return choice(value.options.flatMap((option) => (option.value.t === 'unbound' ? optionsOf(earlier, option.guard) : [option])));
}
