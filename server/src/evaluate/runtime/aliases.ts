import type { Item, R, Rest, Unknown } from './objects';

/** Up to so many objects are held as one set; more are joined without being copied. */
const FEW = 200;

/**
 * Objects that something unknown may be: lists, dicts, sets and objects of classes of the workspace. It never changes and is never
 * empty. Joining what has been joined before gives the same one again, so that loops which join in every round do not pile them up.
 */
export class Objects {
  private counted: ReadonlySet<R> | undefined;

  private constructor(
    private readonly parts: ReadonlySet<R | Objects>,
    counted?: ReadonlySet<R>,
  ) {
    this.counted = counted;
  }

  /** Undefined where there is nothing. */
  static of(parts: ReadonlySet<R | Objects>): Objects | undefined {
    const [first] = parts;
    if (first === undefined) return undefined;
    if (parts.size === 1 && first instanceof Objects) return first;
    const few = fewOf(parts);
    if (!few) return new Objects(parts);
    for (const part of parts) if (part instanceof Objects && part.counted?.size === few.size) return part;
    return new Objects(few, few);
  }

  /** Each of them once. */
  get all(): ReadonlySet<R> {
    this.counted ??= withoutRepeats(this.parts);
    return this.counted;
  }

  /** Adds them to others whose parts are being taken apart: at once where they have been counted. */
  spread(into: Set<R | Objects>): void {
    for (const one of this.counted ?? this.parts) into.add(one);
  }

  /** Adds them to a set of objects; false when they have not been counted or there are too many. */
  addFew(into: Set<R>): boolean {
    if (!this.counted || this.counted.size > FEW) return false;
    for (const one of this.counted) into.add(one);
    return into.size <= FEW;
  }
}

/** Each of them once; undefined when there are more than a few. */
function fewOf(parts: ReadonlySet<R | Objects>): ReadonlySet<R> | undefined {
  const found = new Set<R>();
  for (const part of parts) {
    if (part instanceof Objects) {
      if (!part.addFew(found)) return undefined;
    } else if (found.add(part).size > FEW) return undefined;
  }
  return found;
}

/** A set that grows while a loop goes over it gives the loop what is added as well. */
function withoutRepeats(parts: ReadonlySet<R | Objects>): ReadonlySet<R> {
  const found = new Set<R>();
  const open = new Set(parts);
  for (const one of open) {
    if (one instanceof Objects) one.spread(open);
    else found.add(one);
  }
  return found;
}

/** All of these objects; undefined where there are none. */
export function together(...parts: readonly (Objects | undefined)[]): Objects | undefined {
  return Objects.of(new Set(parts.filter((part) => part !== undefined)));
}

/**
 * What these values may be or give that can be changed. A tuple gives what it holds, an unknown value what it may stand for.
 * Undefined where there is nothing.
 */
export function changeable(values: Iterable<Item | undefined>): Objects | undefined {
  const found = new Set<R | Objects>();
  for (const value of values) collect(value, found);
  return Objects.of(found);
}

function collect(value: Item | undefined, found: Set<R | Objects>): void {
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
      if (value.among) found.add(value.among);
      return;
    default:
      return;
  }
}

/** What these values hold themselves that can be changed. */
export function heldBy(values: Iterable<Item | undefined>): Objects | undefined {
  const found = new Set<R | Objects>();
  for (const one of changeable(values)?.all ?? []) collectHeld(one, found);
  return Objects.of(found);
}

/** What these values can hand on that can be changed: themselves, and what they hold. */
export function handedOn(values: readonly (Item | undefined)[]): Objects | undefined {
  return together(changeable(values), heldBy(values));
}

function collectHeld(value: R, found: Set<R | Objects>): void {
  switch (value.t) {
    case 'list':
    case 'set':
      for (const item of value.content) collect(item, found);
      return;
    case 'dict':
      for (const entry of value.content.entries.values()) collect(entry.value, found);
      if (value.content.among) found.add(value.content.among);
      return;
    case 'instance':
      for (const one of value.names.values()) collect(one, found);
      return;
    default:
      return;
  }
}

/** Everything that can be reached from these values and changed, themselves among it. */
export function reachable(values: Iterable<Item | undefined>): ReadonlySet<R> {
  const found = new Set<R>();
  const open = new Set<R | Objects>();
  for (const value of values) collect(value, open);
  for (const one of open) {
    if (one instanceof Objects) one.spread(open);
    else {
      found.add(one);
      collectHeld(one, open);
    }
  }
  return found;
}

const IMMUTABLE = new Set<Unknown['type']>(['bool', 'int', 'float', 'str', 'bytes']);

/** An unknown result, with the objects that it may be, next to those that it is known to stand for. Anything else stays as it is. */
export function standingFor(result: R, objects: () => Objects | undefined): R {
  if (result.t === 'unknown') {
    if (IMMUTABLE.has(result.type)) return result;
    const among = together(result.among, objects());
    return among === result.among ? result : { ...result, among };
  }
  if (result.t !== 'choice' || result.options.every((option) => option.value.t !== 'unknown')) return result;
  return { ...result, options: result.options.map((option) => ({ ...option, value: standingFor(option.value, objects) })) };
}

/** Items nobody knows, with the objects that may be among them. */
export function restOf(reason: string, among: Objects | undefined): Rest {
  return among ? { t: 'rest', reason, among } : { t: 'rest', reason };
}
