import { isNever, or } from '../runtime/guard';
import { type Item, keyOf, type R, type Sequence, type SequenceType } from '../runtime/objects';
import { onlyIf } from './iteration';
import type { Machine } from './machine';
import { containsItem } from './membership';
import { truthOf } from './truth';

export function isSet(value: R): value is Sequence {
  return value.t === 'set' || value.t === 'frozenset';
}

export function unite(a: Sequence, b: Sequence): Sequence {
  return uniqueItems(a.t, [...a.content, ...b.content]);
}

/** A set's items: what is equal stands once. */
export function uniqueItems(type: SequenceType, items: readonly Item[]): Sequence {
  const places = new Map<string, number>();
  const content: Item[] = [];
  for (const item of items) {
    const value = item.t === 'maybe' ? item.value : item;
    const key = value.t === 'rest' ? undefined : keyOf(value);
    const at = key === undefined ? undefined : places.get(key);
    const same = at === undefined ? undefined : content[at];
    if (at === undefined || same === undefined) {
      if (key !== undefined) places.set(key, content.length);
      content.push(item);
    } else if (same.t === 'maybe') content[at] = item.t === 'maybe' ? { ...same, guard: or(same.guard, item.guard) } : item;
  }
  return { t: type, content };
}

/** The items of one set that are in another, or that are not. */
export function filterSet(machine: Machine, a: Sequence, b: Sequence, keep: boolean): Sequence {
  const content: Item[] = [];
  for (const item of a.content) {
    const value = item.t === 'maybe' ? item.value : item;
    if (value.t === 'rest') {
      content.push(item);
      continue;
    }
    const inside = truthOf(machine, containsItem(machine, b, value));
    const kept = onlyIf(item, keep ? inside.yes : inside.no);
    if (kept.t !== 'maybe' || !isNever(kept.guard)) content.push(kept);
  }
  return { t: a.t, content };
}
