import { atomGuard } from '../runtime/guard';
import type { DictContent, Item } from '../runtime/objects';
import { type Completion, type Machine, NORMAL } from './machine';

/** Runs a body that Python would run any number of times: what it changes is afterwards unknown, but for what only grew. */
export function havoc(machine: Machine, reason: string, body: () => Completion): void {
  const atom = machine.freshAtom('a loop over something that is not known runs', 'a loop over something that is not known does not run');
  const before = machine.guard;
  machine.within(
    'continue',
    () =>
      machine.fork(
        atomGuard(atom),
        atomGuard(atom, false),
        () => {
          const mark = machine.heap.mark();
          try {
            machine.within('break', body, () => NORMAL);
            widen(machine, mark, reason);
          } finally {
            machine.heap.release();
          }
          return NORMAL;
        },
        () => NORMAL,
      ),
    () => NORMAL,
  );
  machine.guard = before;
}

function widen(machine: Machine, mark: number, reason: string): void {
  const changes = machine.heap.changesSince(mark);
  const contents = [...changes.contents.keys()].map((target) => [target, target.content] as const);
  machine.heap.undo(mark);
  for (const [names, changed] of changes.names) {
    for (const name of changed.keys()) machine.heap.setName(names, name, machine.unknown(reason));
  }
  for (const [target, after] of contents) {
    if (target.t === 'dict') {
      const entries = new Map(target.content.entries);
      const changed = (after as DictContent).entries;
      for (const id of [...entries.keys()]) if (changed.get(id)?.value !== entries.get(id)?.value) entries.delete(id);
      machine.heap.setEntries(target, { entries, rest: reason });
      continue;
    }
    const old = target.content;
    const now = after as readonly Item[];
    const grew = old.length <= now.length && old.every((item, at) => item === now[at]);
    machine.heap.setItems(target, grew ? [...old, { t: 'rest', reason }] : [{ t: 'rest', reason }]);
  }
}
