import { argument, callWith, native, rawNative } from '../interpreter/calls';
import { sameValue } from '../interpreter/comparisons';
import { iterate, iterateInPart } from '../interpreter/iteration';
import type { Machine } from '../interpreter/machine';
import { binary } from '../interpreter/operators';
import { truthOf } from '../interpreter/truth';
import { isNever } from '../runtime/guard';
import { type CallArguments, type Item, int, iterator, lazyIterator, NONE, type R, tuple } from '../runtime/objects';
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
    count: rawNative('itertools.count', (machine, args) => {
      const [start, step] = [argument(args, 0, 'start') ?? int(0), argument(args, 1, 'step') ?? int(1)].map((one) => machine.refined(one));
      if (start?.t !== 'int' || step?.t !== 'int') return machine.unknown('how it is counted is not known');
      return lazyIterator(() => [
        ...Array.from({ length: MAX_COUNTED }, (_, at) => int(start.v + BigInt(at) * step.v)),
        ...unknownItems('counting does not end'),
      ]);
    }),
    zip_longest: rawNative('itertools.zip_longest', (_, args) =>
      lazyIterator((machine: Machine) => {
        const columns = args.positional.map((source) => iterate(machine, source));
        if (!columns.every(isClear)) return unknownItems('what is zipped is not known');
        const fill = args.keywords.get('fillvalue') ?? NONE;
        const length = Math.max(0, ...columns.map((column) => column.length));
        return Array.from({ length }, (_row, at) => tuple(columns.map((column) => column[at] ?? fill)));
      }),
    ),
    compress: rawNative('itertools.compress', (_, args) =>
      lazyIterator((machine: Machine) => {
        const [data, chosen] = args.positional.map((source) => iterate(machine, source));
        const kept = data && chosen && isClear(data) && isClear(chosen) ? whereTrue(machine, data, chosen) : undefined;
        return kept ?? unknownItems('what is chosen is not known');
      }),
    ),
    takewhile: rawNative('itertools.takewhile', (_, args) => lazyIterator((machine: Machine) => split(machine, args)[0])),
    dropwhile: rawNative('itertools.dropwhile', (_, args) => lazyIterator((machine: Machine) => split(machine, args)[1])),
    combinations: rawNative('itertools.combinations', (_, args) =>
      lazyIterator((machine: Machine) => {
        const items = args.positional[0] ? iterate(machine, args.positional[0]) : [];
        const size = argument(args, 1, 'r');
        if (!isClear(items) || size?.t !== 'int' || items.length > MAX_CHOSEN) return unknownItems('combinations are not known');
        return chosenOf(items, Number(size.v)).map((row) => tuple(row));
      }),
    ),
    groupby: rawNative('itertools.groupby', (_, args) => lazyIterator((machine: Machine) => grouped(machine, args))),
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

const MAX_COUNTED = 1_000;
/** There are at most 924 combinations of so many. */
const MAX_CHOSEN = 12;

/** The items for which the other column is true; undefined where that is not known. */
function whereTrue(machine: Machine, items: readonly R[], chosen: readonly R[]): readonly Item[] | undefined {
  const kept: R[] = [];
  for (const [at, item] of items.slice(0, chosen.length).entries()) {
    const truth = truthOf(machine, chosen[at] ?? NONE);
    if (!isNever(truth.yes) && !isNever(truth.no)) return undefined;
    if (isNever(truth.no)) kept.push(item);
  }
  return kept;
}

/** The items up to the first that fails the test, and those from it on. */
function split(machine: Machine, args: CallArguments): readonly [readonly Item[], readonly Item[]] {
  const [test, source] = args.positional;
  const items = source ? iterate(machine, source) : [];
  const unknown = unknownItems('how far a test holds is not known');
  if (!test || !isClear(items)) return [unknown, unknown];
  for (const [at, item] of items.entries()) {
    const truth = truthOf(machine, callWith(machine, test, [item], args.at));
    if (!isNever(truth.yes) && !isNever(truth.no)) return [unknown, unknown];
    if (isNever(truth.yes)) return [items.slice(0, at), items.slice(at)];
  }
  return [items, []];
}

function chosenOf(items: readonly R[], size: number): readonly (readonly R[])[] {
  if (size === 0) return [[]];
  return items.flatMap((item, at) => chosenOf(items.slice(at + 1), size - 1).map((others) => [item, ...others]));
}

/** Runs of items with the same key, each with its items. */
function grouped(machine: Machine, args: CallArguments): readonly Item[] {
  const items = args.positional[0] ? iterate(machine, args.positional[0]) : [];
  const by = argument(args, 1, 'key');
  if (!isClear(items)) return unknownItems('what is grouped is not known');
  const groups: { readonly key: R; readonly members: R[] }[] = [];
  for (const item of items) {
    const key = by && by.t !== 'none' ? machine.refined(callWith(machine, by, [item], args.at)) : machine.refined(item);
    const last = groups.at(-1);
    const same = last && sameValue(last.key, key);
    if (last && same === undefined) return unknownItems('whether keys are equal is not known');
    if (last && same) last.members.push(item);
    else groups.push({ key, members: [item] });
  }
  return groups.map(({ key, members }) => tuple([key, iterator(members)]));
}

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
