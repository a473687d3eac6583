import { compare } from '../interpreter/comparisons';
import { iterate } from '../interpreter/iteration';
import type { Machine } from '../interpreter/machine';
import { containsItem } from '../interpreter/membership';
import { binary } from '../interpreter/operators';
import { uniqueItems } from '../interpreter/sets';
import { classOf } from '../libraries/library';
import { heldBy, restOf } from '../runtime/aliases';
import { type Dict, disorder, type Instance, type Item, int, isSequence, type NativeInstance, type R, tuple } from '../runtime/objects';

const isClear = (items: readonly Item[]): items is readonly R[] => items.every((item) => item.t !== 'rest' && item.t !== 'maybe');

/** Something that can be iterated as often as one likes and always shows what its source holds then: a view of a dict. */
export function makeView(
  type: 'dict_keys' | 'dict_values' | 'dict_items' | 'range' | 'KeysView' | 'ItemsView' | 'ValuesView',
  items: (machine: Machine) => readonly Item[],
  extra: Partial<NativeInstance> = {},
): Instance {
  const native = {
    type,
    iterate: items,
    contains: (machine: Machine, _self: Instance, item: R) => containsItem(machine, { t: 'tuple', content: items(machine) }, item),
    binary: (machine: Machine, _self: Instance, operator: string, other: R) => viewOperation(machine, items(machine), operator, other),
    ...extra,
  };
  return { t: 'instance', class: classOf(type), names: new Map(), native: native as NativeInstance };
}

/** The views of keys and items are sets in operations. */
function viewOperation(machine: Machine, content: readonly Item[], operator: string, other: R): R | undefined {
  if (operator !== '&' && operator !== '|' && operator !== '-' && operator !== '^') return undefined;
  const right = isSequence(other) || other.t === 'instance' || other.t === 'dict' ? iterate(machine, other) : undefined;
  if (!right || !isClear(content) || !isClear(right)) return machine.unknown('an operation on a view is not evaluated');
  return binary(machine, operator, uniqueItems('set', content), uniqueItems('set', right));
}

/** A view of keys or items as the set that it equals; undefined for any other object. */
export function asSet(machine: Machine, value: R): R | undefined {
  if (value.t !== 'instance' || !value.native?.iterate || !/keys|items|Keys|Items/.test(value.native.type)) return undefined;
  return uniqueItems('set', value.native.iterate(machine as never, value));
}

export function keysView(source: Dict): Instance {
  return makeView('dict_keys', (machine) => iterate(machine, source), {
    contains: ((machine: Machine, _self: Instance, item: R) => compare(machine, 'in', item, source)) as NonNullable<
      NativeInstance['contains']
    >,
  });
}

export function valuesView(source: Dict): Instance {
  return makeView('dict_values', (machine) => entryItems(machine, source, (entry) => entry.value));
}

export function itemsView(source: Dict): Instance {
  return makeView('dict_items', (machine) => entryItems(machine, source, (entry) => tuple([entry.key, entry.value])));
}

/** One item for each entry; an entry that is there only sometimes gives an item that is there only then. */
function entryItems(machine: Machine, source: Dict, item: (entry: { readonly key: R; readonly value: R }) => R): readonly Item[] {
  const items = [...source.content.entries.values()].flatMap((entry): Item[] => {
    const value = machine.refined(entry.value);
    if (value.t === 'unbound') return [];
    if (value.t !== 'choice' || value.options.every((option) => option.value.t !== 'unbound')) return [item({ key: entry.key, value })];
    return value.options.flatMap((option): Item[] =>
      option.value.t === 'unbound' ? [] : [{ t: 'maybe', guard: option.guard, value: item({ key: entry.key, value: option.value }) }],
    );
  });
  const open = disorder(source.content);
  return open === undefined ? items : [restOf(open, heldBy([source]))];
}

/** `range(…)`: items by arithmetic, the same every time. */
export function rangeOf(start: number, length: number, step: number): Instance {
  const content = Array.from({ length }, (_, at) => int(start + at * step));
  return makeView('range', () => content, {
    item: ((machine: Machine, _self: Instance, index: R) => {
      const found = index.t === 'int' ? content.at(Number(index.v)) : undefined;
      return found ?? machine.unknown('an item of a range is not evaluated');
    }) as NonNullable<NativeInstance['item']>,
  });
}
