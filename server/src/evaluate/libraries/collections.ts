import { entriesOf } from '../builtins/pairs';
import { itemsView, keysView, valuesView } from '../builtins/views';
import { argument, rawNative } from '../interpreter/calls';
import { compare } from '../interpreter/comparisons';
import { entryOr, keyError, merged } from '../interpreter/dicts';
import { iterate } from '../interpreter/iteration';
import type { Machine } from '../interpreter/machine';
import { namedTuple } from '../interpreter/namedTuples';
import { setItem } from '../interpreter/subscripts';
import { changeable } from '../runtime/aliases';
import {
  type CallArguments,
  type Dict,
  dict,
  dictContent,
  disorder,
  type Instance,
  int,
  keyOf,
  list,
  type Native,
  NONE,
  type R,
  str,
  tuple,
} from '../runtime/objects';
import { classOf, type LibraryFactory, library } from './library';

/** The dict that a constructor makes of its arguments from `at` on. */
function contentOf(machine: Machine, args: CallArguments, at: number): Dict {
  const named = dictContent(
    [...args.keywords].map(([name, value]) => [str(name), value] as const),
    args.open,
  );
  const source = args.positional[at];
  return { t: 'dict', content: merged(source ? entriesOf(machine, source) : dictContent([], undefined), named), at: args.at };
}

const orderedDict = rawNative('OrderedDict', (machine, args) => ({ ...contentOf(machine, args, 0), type: 'OrderedDict' }), {
  type: 'OrderedDict',
});

const defaultDict = rawNative(
  'defaultdict',
  (machine, args) => {
    const [factory] = args.positional;
    const made: Dict = { ...contentOf(machine, args, 1), type: 'defaultdict' };
    return factory && machine.refined(factory).t !== 'none' ? { ...made, factory } : made;
  },
  { type: 'defaultdict' },
);

/** `Counter(items)`: how often each of them is there. */
const counter = rawNative(
  'Counter',
  (machine, args) => {
    const source = args.positional[0] && machine.refined(args.positional[0]);
    if (source === undefined || source.t === 'dict') return { ...contentOf(machine, args, 0), type: 'Counter' };
    const counts = new Map<string, readonly [R, number]>();
    for (const item of iterate(machine, source)) {
      const id = item.t === 'rest' || item.t === 'maybe' ? undefined : keyOf(item);
      if (id === undefined || args.keywords.size > 0) return machine.unknown('what is counted is not known');
      counts.set(id, [counts.get(id)?.[0] ?? (item as R), (counts.get(id)?.[1] ?? 0) + 1]);
    }
    return { ...dict([...counts.values()].map(([key, count]) => [key, int(count)] as const)), type: 'Counter', at: args.at };
  },
  { type: 'Counter' },
);

/** `Counter.most_common(n)`: the most frequent first, of equal ones the first that was met. */
export const mostCommon: Native = rawNative('most_common', (machine, args) => {
  const [self, limit] = args.positional;
  const entries = self?.t === 'dict' && disorder(self.content) === undefined ? [...self.content.entries.values()] : undefined;
  if (!entries || entries.some(({ value }) => value.t !== 'int') || (limit && limit.t !== 'int'))
    return machine.unknown('what is most common is not known', { type: 'list' });
  const count = (value: R) => (value.t === 'int' ? Number(value.v) : 0);
  const sorted = entries.toSorted((a, b) => count(b.value) - count(a.value));
  return list(sorted.slice(0, limit?.t === 'int' ? Number(limit.v) : undefined).map(({ key, value }) => tuple([key, value])));
});

/** `ChainMap(a, b)`: looks into each dict in turn; what is set is set in the first. */
const chainMap = rawNative('ChainMap', (machine, args) => {
  const maps = args.positional.length === 0 ? [dict([])] : args.positional.map((value) => machine.refined(value));
  if (!maps.every((one) => one.t === 'dict')) return machine.unknown('what is chained is not known', { among: changeable(maps) });
  const whole = (): Dict => ({
    t: 'dict',
    content: maps.toReversed().reduce((all, one) => merged(all, (one as Dict).content), dictContent([], undefined)),
  });
  const [first] = maps;
  const native = {
    type: 'ChainMap',
    item: (vm: Machine, _self: Instance, key: R) => {
      const found = entryOr(vm, whole(), key, { t: 'unbound' });
      if (found.t === 'unbound') throw keyError(key);
      return found;
    },
    setItem: (vm: Machine, _self: Instance, key: R, value: R) => first && setItem(vm, first, key, value),
    iterate: (vm: Machine) => iterate(vm, keysView(whole())),
    contains: (vm: Machine, _self: Instance, key: R) => compare(vm, 'in', key, whole()),
    attribute: (vm: Machine, _self: Instance, name: string): R | undefined => {
      if (name === 'maps') return list(maps);
      if (!READING.has(name)) return vm.unknown('a method of a ChainMap is not evaluated', { among: changeable(maps) });
      return rawNative(name, (inner, given) => {
        if (name === 'get') return entryOr(inner, whole(), given.positional[0] ?? NONE, argument(given, 1, 'default') ?? NONE);
        return name === 'keys' ? keysView(whole()) : name === 'values' ? valuesView(whole()) : itemsView(whole());
      });
    },
  };
  return {
    t: 'instance',
    class: classOf('ChainMap'),
    names: new Map(),
    native: native as unknown as NonNullable<Instance['native']>,
    at: args.at,
  };
});

const READING = new Set(['get', 'keys', 'values', 'items']);

const collectionsModule: LibraryFactory = (machine, name) =>
  library(machine, name, {
    OrderedDict: orderedDict,
    defaultdict: defaultDict,
    Counter: counter,
    ChainMap: chainMap,
    namedtuple: namedTuple,
    deque: rawNative('deque', (vm, args) => vm.unknown('a deque is not evaluated', { among: changeable(args.positional) })),
  });

export const collectionsModules: Readonly<Record<string, LibraryFactory>> = { collections: collectionsModule };
