import { branchValue } from '../interpreter/expressions';
import type { Machine } from '../interpreter/machine';
import { compatible, type Guard, isNever, not } from '../runtime/guard';
import { choice } from '../runtime/heap';
import { FALSE, type Item, type R, type Sequence, TRUE } from '../runtime/objects';

/** Conditions that are followed both ways before a place in a list is given up. */
const MAX_CONDITIONS = 3;

/**
 * Does something that depends on the places of a list's items. Where items are there only under a condition, it is done once for
 * each way that the condition may turn out, so that places are known; what the ways leave behind is joined.
 */
export function settled(machine: Machine, self: Sequence, run: () => R, conditions = 0): R {
  const sometimes = self.content.find((item) => item.t === 'maybe');
  if (sometimes?.t !== 'maybe' || conditions >= MAX_CONDITIONS) return run();
  const { guard } = sometimes;
  const absent = not(guard);
  const way = () => {
    const content = underGuard(self.content, machine.guard);
    if (content.length === self.content.length && content.every((item, at) => item === self.content[at])) return run();
    machine.heap.setItems(self, content);
    return settled(machine, self, run, conditions + 1);
  };
  const isThere = choice([{ guard, value: TRUE }, ...(isNever(absent) ? [] : [{ guard: absent, value: FALSE }])]);
  return branchValue(machine, isThere, way, way);
}

/** The items as they are where a guard holds. */
function underGuard(content: readonly Item[], guard: Guard): readonly Item[] {
  return content.flatMap((item): readonly Item[] => {
    if (item.t !== 'maybe') return [item];
    if (!compatible(item.guard, guard)) return [];
    return compatible(not(item.guard), guard) ? [item] : [item.value];
  });
}
