import { changeable, heldBy, type Objects, restOf, standingFor, together } from '../runtime/aliases';
import { atomGuard, or } from '../runtime/guard';
import type { Changes } from '../runtime/heap';
import type { Dict, DictContent, Item, R, Sequence } from '../runtime/objects';
import { type Boundary, type Completion, type Machine, NORMAL } from './machine';

const MAX_ROUNDS = 5;
const MAX_PLACED = 500;
const ENDS: readonly Boundary['kind'][] = ['raise', 'return', 'break', 'continue'];

/**
 * Runs a body that Python would run any number of times. What any of its runs changes is unknown before the next one and
 * afterwards, but for what only grew. Its ways out (`break`, `return`, an exception) go to where such ways end.
 */
export function havoc(machine: Machine, reason: string, body: () => Completion): void {
  const atom = machine.freshAtom('a loop over something that is not known runs', 'a loop over something that is not known does not run');
  const once = (): Completion => {
    const changed = rehearsed(machine, reason, body);
    widen(machine, changed, reason);
    const start = machine.heap.mark();
    try {
      const completion = lastRun(machine, body);
      if (completion.kind !== 'normal') return completion;
      machine.heap.undo(start);
    } finally {
      machine.heap.release();
    }
    widen(machine, changed, reason);
    return NORMAL;
  };
  const before = machine.guard;
  const left = machine.left;
  machine.fork(atomGuard(atom), atomGuard(atom, false), once, () => NORMAL);
  if (machine.left === left) machine.guard = before;
}

/** Runs the body once more, for its ways out. What holds afterwards is that none of them was taken: its end or `continue` was reached. */
function lastRun(machine: Machine, body: () => Completion): Completion {
  return machine.within('continue', body, (completion, boundary) => {
    const ends = boundary.pendings.map((pending) => pending.guard);
    if (completion.kind === 'normal' || completion.kind === 'continue') ends.push(machine.guard);
    else if (ends.length === 0) return completion;
    else machine.suspend(completion);
    machine.guard = ends.reduce(or);
    return NORMAL;
  });
}

/** Everything that some run of the body changes. */
interface Changed {
  readonly names: Map<Map<string, R>, Set<string>>;
  /** The entries of a dict that change. */
  readonly dicts: Map<Dict, Set<string>>;
  /** Whether a list or set only grows. */
  readonly sequences: Map<Sequence, boolean>;
  /** Objects that some run puts into a name or a container. */
  readonly placed: Map<Map<string, R> | Dict | Sequence, Set<R>>;
}

/** Runs the body without effect, again from what the runs before may have left, until nothing else changes. */
function rehearsed(machine: Machine, reason: string, body: () => Completion): Changed {
  const changed: Changed = { names: new Map(), dicts: new Map(), sequences: new Map(), placed: new Map() };
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const mark = machine.heap.mark();
    try {
      widen(machine, changed, reason);
      const more = waysOf(machine, body).map((way) => noteChanges(changed, way));
      machine.heap.undo(mark);
      if (!more.includes(true)) break;
    } finally {
      machine.heap.release();
    }
  }
  return changed;
}

/** What each way through the body changes. */
function waysOf(
  machine: Machine,
  body: () => Completion,
): readonly (Changes & { readonly before: (target: Dict | Sequence) => unknown })[] {
  const guard = machine.guard;
  const mark = machine.heap.mark();
  const ways: Changes[] = [];
  const before = (target: Dict | Sequence) => machine.heap.contentAt(mark, target);
  const run = (at: number): Completion => {
    const kind = ENDS[at];
    if (kind === undefined) return body();
    return machine.within(
      kind,
      () => run(at + 1),
      (_, boundary) => {
        ways.push(...boundary.pendings.map((pending) => pending.changes));
        return NORMAL;
      },
    );
  };
  try {
    run(0);
    ways.push(machine.heap.changesSince(mark));
    const contents = new Map(ways.flatMap((way) => [...way.contents.keys()].map((target) => [target, before(target)] as const)));
    machine.heap.undo(mark);
    return ways.map((way) => ({ ...way, before: (target) => contents.get(target) }));
  } finally {
    machine.heap.release();
    machine.guard = guard;
  }
}

/** Adds what one way changes; false when all of it was known to change. */
function noteChanges(changed: Changed, way: ReturnType<typeof waysOf>[number]): boolean {
  let more = false;
  for (const [names, of] of way.names) {
    const known = changed.names.get(names) ?? new Set();
    changed.names.set(names, known);
    for (const [name, value] of of) {
      more ||= !known.has(name);
      known.add(name);
      more = notePlaced(changed, names, changeable([value])) || more;
    }
  }
  for (const [target, after] of way.contents) {
    more = notePlaced(changed, target, contained(target, after as never)) || more;
    if (target.t === 'dict') {
      const known = changed.dicts.get(target) ?? new Set();
      more ||= !changed.dicts.has(target);
      changed.dicts.set(target, known);
      const [old, now] = [way.before(target) as DictContent, after as DictContent];
      for (const id of new Set([...old.entries.keys(), ...now.entries.keys()])) {
        if (known.has(id) || old.entries.get(id)?.value === now.entries.get(id)?.value) continue;
        more = true;
        known.add(id);
      }
      continue;
    }
    const [old, now] = [way.before(target) as readonly Item[], after as readonly Item[]];
    const grows = changed.sequences.get(target) !== false && old.length <= now.length && old.every((item, at) => item === now[at]);
    more ||= changed.sequences.get(target) !== grows;
    changed.sequences.set(target, grows);
  }
  return more;
}

/** Adds objects that one way leaves in a place; whether one of them is new there. */
function notePlaced(changed: Changed, place: Map<string, R> | Dict | Sequence, objects: Objects | undefined): boolean {
  const known = changed.placed.get(place) ?? new Set();
  changed.placed.set(place, known);
  const before = known.size;
  if (before < MAX_PLACED) for (const one of objects?.all ?? []) known.add(one);
  return known.size > before;
}

function contained(target: Dict | Sequence, content: DictContent & readonly Item[]): Objects | undefined {
  return heldBy([target.t === 'dict' ? { t: 'dict', content } : { t: 'list', content }]);
}

function widen(machine: Machine, changed: Changed, reason: string): void {
  const hidden = (place: Map<string, R> | Dict | Sequence, objects: Objects | undefined) =>
    together(objects, changeable(changed.placed.get(place) ?? []));
  for (const [names, known] of changed.names) {
    for (const name of known)
      machine.heap.setName(
        names,
        name,
        standingFor(machine.unknown(reason), () => hidden(names, changeable([names.get(name)]))),
      );
  }
  for (const [target, known] of changed.dicts) {
    const entries = new Map([...target.content.entries].filter(([id]) => !known.has(id)));
    const among = hidden(target, heldBy([target]));
    machine.heap.setEntries(target, { ...target.content, entries, rest: target.content.rest ?? reason, among });
  }
  for (const [target, grows] of changed.sequences) {
    const kept = grows ? target.content : [];
    if (kept.at(-1)?.t !== 'rest') machine.heap.setItems(target, [...kept, restOf(reason, hidden(target, heldBy([target])))]);
  }
}
