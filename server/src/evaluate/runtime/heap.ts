import { changeable, heldBy, restOf, standingFor, together } from './aliases';
import { Growing } from './growing';
import { compatible, type Guard, isAlways, isNever } from './guard';
import { type Guards, PLAIN, rememberedGuards } from './guards';
import { type Choice, type Dict, type DictContent, type Item, type Option, type R, type Sequence, UNBOUND } from './objects';

type Names = Map<string, R>;
type Target = Names | Sequence | Dict;
type Content = readonly Item[] | DictContent;

type Change =
  | { readonly target: Names; readonly name: string; readonly old: R | undefined }
  | { readonly target: Sequence; readonly old: readonly Item[] }
  | { readonly target: Dict; readonly old: DictContent };

/** What a branch left behind: for each place that it changed, what stands there now. */
export interface Changes {
  readonly names: ReadonlyMap<Names, ReadonlyMap<string, R | undefined>>;
  readonly contents: ReadonlyMap<Sequence | Dict, Content>;
}

const MAX_OPTIONS = 16;
const MAX_SOMETIMES = 32;
const MAX_ITEMS = 20_000;

/**
 * All writes go through the heap. While a branch is open it keeps a trail, so that the branch can be taken back
 * and its result joined with that of the other branch.
 */
export class Heap {
  private trail: Change[] = [];
  private openMarks = 0;
  /** How many conditions have been compared with one another so far. */
  compared = 0;
  readonly guards = rememberedGuards((compared) => {
    this.compared += compared;
  });

  setName(target: Names, name: string, value: R): void {
    if (this.openMarks > 0) this.trail.push({ target, name, old: target.get(name) });
    target.set(name, value);
  }

  deleteName(target: Names, name: string): void {
    if (this.openMarks > 0) this.trail.push({ target, name, old: target.get(name) });
    target.delete(name);
  }

  setItems(target: Sequence, content: readonly Item[]): void {
    if (this.openMarks > 0) this.trail.push({ target, old: target.content });
    target.content = content.length > MAX_ITEMS ? [{ t: 'rest', reason: 'the list is too long' }] : content;
  }

  setEntries(target: Dict, content: DictContent): void {
    if (this.openMarks > 0) this.trail.push({ target, old: target.content });
    target.content = content;
  }

  /** Opens a branch; every mark is closed by `release`. */
  mark(): number {
    this.openMarks++;
    return this.trail.length;
  }

  release(): void {
    this.openMarks--;
    if (this.openMarks === 0) this.trail = [];
  }

  /** What has changed since the mark, as it stands now. */
  changesSince(mark: number): Changes {
    const names = new Map<Names, Map<string, R | undefined>>();
    const contents = new Map<Sequence | Dict, Content>();
    for (let at = mark; at < this.trail.length; at++) {
      const change = this.trail[at];
      if (!change) continue;
      if ('name' in change) {
        const changed = names.get(change.target) ?? new Map<string, R | undefined>();
        names.set(change.target, changed);
        changed.set(change.name, change.target.get(change.name));
      } else contents.set(change.target, change.target.content);
    }
    return { names, contents };
  }

  /** Takes everything since the mark back. */
  undo(mark: number): void {
    while (this.trail.length > mark) {
      const change = this.trail.pop();
      if (!change) return;
      if ('name' in change) {
        if (change.old === undefined) change.target.delete(change.name);
        else change.target.set(change.name, change.old);
      } else if (change.target.t === 'dict') change.target.content = change.old as DictContent;
      else (change.target as Sequence).content = change.old as readonly Item[];
    }
  }

  /** Does a branch's changes again, after they were taken back. */
  apply(changes: Changes): void {
    for (const [target, changed] of changes.names) {
      for (const [name, value] of changed) {
        if (value === undefined) this.deleteName(target, name);
        else this.setName(target, name, value);
      }
    }
    for (const [target, content] of changes.contents) {
      if (target.t === 'dict') this.setEntries(target, content as DictContent);
      else this.setItems(target, content as readonly Item[]);
    }
  }

  /**
   * Joins another branch's changes into the present state: where `guard` holds, the other branch is what happened,
   * where `here` holds, the present state is. `mark` is where both began.
   */
  join(mark: number, other: Changes, guard: Guard, here: Guard): void {
    const present = this.changesSince(mark);
    this.compared += sizeOf(other) + sizeOf(present);
    for (const [target, changed] of other.names) {
      for (const [name, value] of changed) {
        this.setJoined(target, name, joinValues(value ?? UNBOUND, guard, target.get(name) ?? UNBOUND, here, this.guards));
      }
    }
    for (const [target, changed] of present.names) {
      for (const name of changed.keys()) {
        if (other.names.get(target)?.has(name)) continue;
        const before = this.nameAt(mark, target, name);
        this.setJoined(target, name, joinValues(before ?? UNBOUND, guard, target.get(name) ?? UNBOUND, here, this.guards));
      }
    }
    for (const [target, content] of other.contents) this.joinContent(target, content, guard, here);
    for (const target of present.contents.keys()) {
      if (!other.contents.has(target)) this.joinContent(target, this.contentAt(mark, target), guard, here);
    }
  }

  private setJoined(target: Names, name: string, value: R): void {
    if (value.t === 'unbound') this.deleteName(target, name);
    else if (target.get(name) !== value) this.setName(target, name, value);
  }

  private joinContent(target: Sequence | Dict, content: Content, guard: Guard, here: Guard): void {
    if (target.content === content) return;
    if (target.t === 'iterator') {
      // How far it was read differs from way to way.
      this.setItems(target, [{ t: 'rest', reason: 'an iterator was used under a condition' }]);
      return;
    }
    if (target.t === 'dict') this.setEntries(target, joinEntries(content as DictContent, guard, target.content, here, this.guards));
    else this.setItems(target, joinItems(content as readonly Item[], guard, target.content, here, this.guards));
  }

  private nameAt(mark: number, target: Names, name: string): R | undefined {
    for (let at = mark; at < this.trail.length; at++) {
      const change = this.trail[at];
      if (change && 'name' in change && change.target === target && change.name === name) return change.old;
    }
    return target.get(name);
  }

  /** What a container held at the mark. */
  contentAt(mark: number, target: Target): Content {
    for (let at = mark; at < this.trail.length; at++) {
      const change = this.trail[at];
      if (change && !('name' in change) && change.target === target) return change.old;
    }
    return (target as Sequence | Dict).content;
  }
}

/** Changes of one of two ways, when nobody knows which: what they do not agree on is unknown. */
export function eitherChanges(a: Changes, b: Changes, reason: string): Changes {
  const unknown = (...values: readonly (R | undefined)[]): R => standingFor({ t: 'unknown', reason }, () => changeable(values));
  const names = new Map<Names, Map<string, R | undefined>>();
  for (const target of new Set([...a.names.keys(), ...b.names.keys()])) {
    const [left, right] = [a.names.get(target), b.names.get(target)];
    const joined = new Map<string, R | undefined>();
    for (const name of new Set([...(left?.keys() ?? []), ...(right?.keys() ?? [])])) {
      const agreed = left?.has(name) && right?.has(name) && left.get(name) === right.get(name);
      joined.set(name, agreed ? left?.get(name) : unknown(left?.get(name), right?.get(name), target.get(name)));
    }
    names.set(target, joined);
  }
  const contents = new Map<Sequence | Dict, Content>();
  for (const target of new Set([...a.contents.keys(), ...b.contents.keys()])) {
    const content = a.contents.get(target);
    if (content && content === b.contents.get(target)) contents.set(target, content);
    else {
      const among = heldBy([target, ...[content, b.contents.get(target)].map((one) => one && shadow(one))]);
      contents.set(target, target.t === 'dict' ? { entries: new Map(), rest: reason, among } : [restOf(reason, among)]);
    }
  }
  return { names, contents };
}

/** A container with this content. */
function shadow(content: Content): R {
  return 'entries' in content && 'rest' in content ? { t: 'dict', content } : { t: 'list', content: content as readonly Item[] };
}

/** One value where `guardA` holds, another where `guardB` does. */
export function joinValues(a: R, guardA: Guard, b: R, guardB: Guard, guards = PLAIN): R {
  if (a === b || equalPlain(a, b)) return a;
  return choice([...optionsOf(a, guardA, guards), ...optionsOf(b, guardB, guards)], undefined, guards);
}

/** The options of a value under a condition. */
export function optionsOf(value: R, guard: Guard, guards = PLAIN): readonly Option[] {
  if (value.t !== 'choice') return [{ guard, value }];
  return value.options
    .map((option) => ({ guard: guards.both(option.guard, guard), value: option.value }))
    .filter((option) => !isNever(option.guard));
}

/** Merges options with the same value; one option alone is the value; too many are unknown. */
export function choice(options: readonly Option[], tags?: Pick<Choice, 'env' | 'at'>, guards = PLAIN): R {
  const merged: { guard: Guard; value: R }[] = [];
  for (const { guard, value } of options) {
    let same: { guard: Guard; value: R } | undefined;
    for (const other of merged) {
      if (other.value !== value && !equalPlain(other.value, value)) continue;
      same = other;
      break;
    }
    if (same) same.guard = guards.either(same.guard, guard);
    else merged.push({ guard, value });
  }
  const [first] = merged;
  if (first && merged.length === 1) return first.value;
  if (merged.length > MAX_OPTIONS) {
    const unknown: R = { t: 'unknown', reason: 'it depends on too many conditions', ...tags };
    return standingFor(unknown, () => changeable(merged.map((option) => option.value)));
  }
  const env = merged.find((option) => option.value.env)?.value.env;
  return { t: 'choice', options: merged, ...(env ? { env } : {}), ...tags };
}

/** The value as far as it can be where the guard holds. */
export function refine(value: R, guard: Guard): R {
  if (value.t !== 'choice' || isAlways(guard)) return value;
  const options = value.options.filter((option) => compatible(option.guard, guard));
  if (options.length === value.options.length || options.length === 0) return value;
  const [first] = options;
  if (first && options.length === 1)
    return value.env && !first.value.env && isPlain(first.value) ? { ...first.value, env: value.env } : first.value;
  return { ...value, options };
}

/** Immutable values that are the same datum; where they were written may differ. */
export function equalPlain(a: R, b: R): boolean {
  if (a.t !== b.t || !isPlain(a) || !isPlain(b)) return false;
  if (a.t === 'none') return true;
  return 'v' in a && 'v' in b && a.v === b.v;
}

export function isPlain(value: R): boolean {
  switch (value.t) {
    case 'none':
    case 'bool':
    case 'int':
    case 'float':
    case 'str':
    case 'bytes':
    case 'path':
      return true;
    default:
      return false;
  }
}

/** Names and items that were changed. */
function sizeOf(changes: Changes): number {
  let size = 0;
  for (const changed of changes.names.values()) size += changed.size;
  for (const content of changes.contents.values()) size += Array.isArray(content) ? content.length : 1;
  return size;
}

function joinItems(a: readonly Item[], guardA: Guard, b: readonly Item[], guardB: Guard, guards: Guards): readonly Item[] {
  let start = 0;
  while (start < a.length && start < b.length && sameItem(a[start], b[start])) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && sameItem(a[a.length - 1 - end], b[b.length - 1 - end])) end++;
  return bounded([
    ...a.slice(0, start),
    ...onlyWhere(a.slice(start, a.length - end), guardA, guards),
    ...onlyWhere(b.slice(start, b.length - end), guardB, guards),
    ...a.slice(a.length - end),
  ]);
}

/** Too many items that are there only sometimes become one part that nobody knows: loops over them would double at each turn. */
function bounded(items: readonly Item[]): readonly Item[] {
  const sometimes = items.filter((item) => item.t === 'maybe');
  if (sometimes.length <= MAX_SOMETIMES) return items;
  const from = items.findIndex((item) => item.t === 'maybe');
  const to = items.findLastIndex((item) => item.t === 'maybe');
  const among = changeable(items.slice(from, to + 1));
  return items.toSpliced(from, to + 1 - from, restOf('its items depend on too many conditions', among));
}

function sameItem(a: Item | undefined, b: Item | undefined): boolean {
  if (a === b) return true;
  if (!a || !b || a.t === 'rest' || b.t === 'rest' || a.t === 'maybe' || b.t === 'maybe') return false;
  return equalPlain(a, b);
}

function onlyWhere(items: readonly Item[], guard: Guard, guards: Guards): readonly Item[] {
  const result: Item[] = [];
  for (const item of items) {
    const combined = item.t === 'maybe' ? guards.both(item.guard, guard) : guard;
    if (!isNever(combined)) result.push({ t: 'maybe', guard: combined, value: item.t === 'maybe' ? item.value : item });
  }
  return result;
}

function joinEntries(a: DictContent, guardA: Guard, b: DictContent, guardB: Guard, guards: Guards): DictContent {
  const hidden: (R | undefined)[] = [];
  const [keysA, keysB] = [[...a.entries.keys()], [...b.entries.keys()]];
  const order = commonOrder(keysA, keysB);
  const joined: (readonly [string, { readonly key: R; readonly value: R }])[] = [];
  for (const id of order ?? new Set([...keysA, ...keysB])) {
    const left = a.entries.get(id);
    const right = b.entries.get(id);
    const key = left?.key ?? right?.key;
    // Where one way has an entry and the other may have it, nobody knows whether it is there.
    const open = (!left && a.rest !== undefined) || (!right && b.rest !== undefined);
    if (open) hidden.push(left?.value, right?.value);
    else if (left && left === right) joined.push([id, left]);
    else if (key) joined.push([id, { key, value: joinValues(left?.value ?? UNBOUND, guardA, right?.value ?? UNBOUND, guardB, guards) }]);
  }
  const like = order === keysA ? a.entries : order === keysB ? b.entries : undefined;
  const entries = like && like.size === joined.length ? Growing.of(like).withValues(joined.map(([, entry]) => entry)) : new Map(joined);
  const unordered = order === undefined || a.unordered || b.unordered;
  const among = together(a.among, b.among, changeable(hidden));
  return { entries, rest: a.rest ?? b.rest, ...(among ? { among } : {}), ...(unordered ? { unordered: true } : {}) };
}

/** All keys of two dicts in an order that both have; undefined where the two contradict each other. */
function commonOrder(a: readonly string[], b: readonly string[]): readonly string[] | undefined {
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a];
  if (shorter.every((id, at) => id === longer[at])) return longer;
  const [inA, inB] = [new Set(a), new Set(b)];
  const order: string[] = [];
  let at = 0;
  for (const id of a) {
    if (inB.has(id)) {
      for (; at < b.length && b[at] !== id; at++) {
        const only = b[at];
        if (only === undefined || inA.has(only)) return undefined;
        order.push(only);
      }
      at++;
    }
    order.push(id);
  }
  return [...order, ...b.slice(at)];
}
