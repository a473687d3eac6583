import { choice, joinValues } from '../runtime/heap';
import { type Dict, keyOf, type R } from '../runtime/objects';
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
  const guard = present.flatMap((option) => option.guard);
  return joinValues(choice(present), guard, fallback, missing.guard);
}
