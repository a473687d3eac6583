import { type Item, keyOf, type R, type Sequence, type SequenceType } from '../runtime/objects';
import type { Machine } from './machine';
import { containsItem } from './membership';

export function isSet(value: R): value is Sequence {
  return value.t === 'set' || value.t === 'frozenset';
}

export function unite(a: Sequence, b: Sequence): Sequence {
  return uniqueItems(a.t, [...a.content, ...b.content]);
}

/** A set's items: what is equal stands once. */
export function uniqueItems(type: SequenceType, items: readonly Item[]): Sequence {
  const seen = new Set<string>();
  const content: Item[] = [];
  for (const item of items) {
    const key = item.t === 'rest' || item.t === 'maybe' ? undefined : keyOf(item);
    if (key !== undefined) {
      if (seen.has(key)) continue;
      seen.add(key);
    }
    content.push(item);
  }
  return { t: type, content };
}

export function filterSet(machine: Machine, a: Sequence, b: Sequence, keep: boolean): R {
  const content: Item[] = [];
  for (const item of a.content) {
    if (item.t === 'rest' || item.t === 'maybe') return machine.unknown('the items of a set are not known');
    const inside = containsItem(machine, b, item);
    if (inside.t !== 'bool') return machine.unknown('the items of a set are not known');
    if (inside.v === keep) content.push(item);
  }
  return { t: a.t, content };
}
