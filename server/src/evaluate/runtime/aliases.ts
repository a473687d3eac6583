import type { Item, R, Rest, Unknown } from './objects';

/**
 * What these values may be or give that can be changed: lists, dicts, sets and objects of classes of the workspace.
 * A tuple gives what it holds, an unknown value what it may stand for.
 */
export function changeable(values: Iterable<Item | undefined>): readonly R[] {
  const found = new Set<R>();
  for (const value of values) collect(value, found);
  return [...found];
}

function collect(value: Item | undefined, found: Set<R>): void {
  switch (value?.t) {
    case 'list':
    case 'set':
    case 'dict':
      found.add(value);
      return;
    case 'instance':
      if (!value.native) found.add(value);
      return;
    case 'tuple':
    case 'frozenset':
    case 'iterator':
      for (const item of value.content) collect(item, found);
      return;
    case 'choice':
      for (const option of value.options) collect(option.value, found);
      return;
    case 'maybe':
      collect(value.value, found);
      return;
    case 'unknown':
    case 'rest':
      for (const one of value.among ?? []) found.add(one);
      return;
    default:
      return;
  }
}

/** What these objects hold themselves that can be changed. */
export function heldBy(objects: Iterable<Item | undefined>): readonly R[] {
  return changeable([...changeable(objects)].flatMap(held));
}

function held(value: R): readonly Item[] {
  switch (value.t) {
    case 'list':
    case 'set':
      return value.content;
    case 'dict':
      return [...[...value.content.entries.values()].map((entry) => entry.value), ...(value.content.among ?? [])];
    case 'instance':
      return [...value.names.values()];
    default:
      return [];
  }
}

/** Everything that can be reached from these values and changed, themselves among it. */
export function reachable(values: Iterable<Item | undefined>): ReadonlySet<R> {
  const found = new Set<R>(changeable(values));
  for (const one of found) for (const inner of changeable(held(one))) found.add(inner);
  return found;
}

const IMMUTABLE = new Set<Unknown['type']>(['bool', 'int', 'float', 'str', 'bytes']);

/** An unknown result, with the objects that it may be. Anything else stays as it is. */
export function standingFor(result: R, objects: () => readonly R[]): R {
  if (result.t === 'unknown') {
    if (result.among !== undefined || IMMUTABLE.has(result.type)) return result;
    const among = objects();
    return among.length === 0 ? result : { ...result, among };
  }
  if (result.t !== 'choice' || result.options.every((option) => option.value.t !== 'unknown')) return result;
  return { ...result, options: result.options.map((option) => ({ ...option, value: standingFor(option.value, objects) })) };
}

/** Items nobody knows, with the objects that may be among them. */
export function restOf(reason: string, objects: readonly R[]): Rest {
  return objects.length === 0 ? { t: 'rest', reason } : { t: 'rest', reason, among: objects };
}
