import { argument, callWith, native, rawNative } from '../interpreter/calls';
import { iterate, iterateInPart } from '../interpreter/iteration';
import type { Machine } from '../interpreter/machine';
import { binary } from '../interpreter/operators';
import { type Item, lazyIterator, NONE, type R, tuple } from '../runtime/objects';
import { type LibraryFactory, library } from './library';

const MAX_ITEMS = 5_000;

const isClear = (items: readonly Item[]): items is readonly R[] => items.every((item) => item.t !== 'rest' && item.t !== 'maybe');

const unknownItems = (reason: string): readonly Item[] => [{ t: 'rest', reason }];

/** All items of each source in turn. */
function chained(machine: Machine, sources: readonly Item[]): readonly Item[] {
  return sources.flatMap((source): readonly Item[] =>
    source.t === 'rest' || source.t === 'maybe' ? unknownItems('what is chained is not known') : iterate(machine, source),
  );
}

function products(machine: Machine, sources: readonly R[]): readonly Item[] {
  let rows: readonly (readonly R[])[] = [[]];
  for (const source of sources) {
    const column = iterate(machine, source);
    if (!isClear(column) || rows.length * column.length > MAX_ITEMS) return unknownItems('a product is not known');
    rows = rows.flatMap((row) => column.map((item) => [...row, item]));
  }
  return rows.map((row) => tuple(row));
}

function sliced(machine: Machine, source: R, bounds: readonly R[]): readonly Item[] {
  const content = iterateInPart(machine, source);
  const numbers = bounds.map((bound) => (bound.t === 'int' ? Number(bound.v) : undefined));
  const [from, to, step] = bounds.length === 1 ? [0, numbers[0], 1] : [numbers[0] ?? 0, numbers[1], numbers[2] ?? 1];
  if (!isClear(content.slice(0, to)) || step < 1 || from < 0 || (to ?? 0) < 0) return unknownItems('a slice is not known');
  return content.slice(from, to).filter((_, at) => at % step === 0);
}

const chain = rawNative('itertools.chain', (_, args) => lazyIterator((machine: Machine) => chained(machine, args.positional)), {
  attributes: new Map<string, R>([
    [
      'from_iterable',
      rawNative('chain.from_iterable', (_, args) =>
        lazyIterator((machine: Machine) => chained(machine, args.positional[0] ? iterate(machine, args.positional[0]) : [])),
      ),
    ],
  ]),
});

const itertoolsModule: LibraryFactory = (module, name) =>
  library(module, name, {
    chain,
    product: rawNative('itertools.product', (_, args) =>
      lazyIterator((machine: Machine) =>
        args.keywords.size > 0 ? unknownItems('a product is not evaluated') : products(machine, args.positional),
      ),
    ),
    islice: native('itertools.islice', (machine, args) => {
      const [source, ...bounds] = args.positional;
      return source && bounds.length > 0
        ? lazyIterator((vm: Machine) => sliced(vm, source, bounds))
        : machine.unknown('islice is not evaluated');
    }),
    repeat: rawNative('itertools.repeat', (machine, args) => {
      const count = argument(args, 1, 'times');
      const value = args.positional[0];
      const times = count?.t === 'int' ? Number(count.v) : -1;
      if (!value || times < 0 || times > MAX_ITEMS) return machine.unknown('repeat is not evaluated');
      return lazyIterator(() => Array.from({ length: times }, () => value));
    }),
    starmap: rawNative('itertools.starmap', (_, args) =>
      lazyIterator((machine: Machine) => {
        const [func, source] = args.positional;
        const rows = source ? iterate(machine, source) : [];
        if (!func || !isClear(rows)) return unknownItems('what is mapped is not known');
        return rows.map((row) => {
          const values = iterate(machine, row);
          return isClear(values) ? callWith(machine, func, values, args.at) : machine.unknown('what is mapped is not known');
        });
      }),
    ),
    accumulate: rawNative('itertools.accumulate', (_, args) =>
      lazyIterator((machine: Machine) => {
        const source = args.positional[0] ? iterate(machine, args.positional[0]) : [];
        if (!isClear(source) || args.keywords.size > 0) return unknownItems('what is added up is not known');
        const totals: R[] = [];
        for (const item of source) {
          const last = totals.at(-1);
          const add = args.positional[1];
          totals.push(last === undefined ? item : add ? callWith(machine, add, [last, item], args.at) : binary(machine, '+', last, item));
        }
        return totals;
      }),
    ),
  });

/** `functools.reduce(function, items, start)`. */
export const reduce = rawNative('functools.reduce', (machine, args) => {
  const [func, source, start] = args.positional;
  const items = source ? iterate(machine, source) : [];
  if (!func || !isClear(items)) return machine.unknown('what is reduced is not known');
  const [first = NONE, ...others] = start ? [start, ...items] : items;
  if (!start && items.length === 0) return machine.unknown('reduce of nothing');
  return others.reduce<R>((total, item) => callWith(machine, func, [total, item], args.at), first);
});

export const itertoolsModules: Readonly<Record<string, LibraryFactory>> = { itertools: itertoolsModule };
