import { callValue, rawNative } from '../interpreter/calls';
import { presenceOf, presentEntry } from '../interpreter/dicts';
import { branchValue } from '../interpreter/expressions';
import type { Machine } from '../interpreter/machine';
import { changeable } from '../runtime/aliases';
import { isAlways, isNever, not } from '../runtime/guard';
import { choice } from '../runtime/heap';
import { dict, FALSE, keyOf, NONE, type R, str, TRUE, tuple, UNBOUND, withEntry } from '../runtime/objects';
import { reduce } from './itertools';
import { type LibraryFactory, library } from './library';

/** A function under the name of the one that it wraps. */
function renamed(machine: Machine, inner: R | undefined, wrapped: R | undefined): R {
  const known = wrapped && machine.refined(wrapped);
  if (inner?.t === 'function' && (known?.t === 'function' || known?.t === 'native')) return { ...inner, name: known.name };
  return inner ?? NONE;
}

/** `@lru_cache`, `@lru_cache(…)` and `@cache`: the same arguments give the same object again. */
const cached = rawNative('functools.lru_cache', (_, args) => {
  const [func] = args.positional;
  return func?.t === 'function' ? remembering(func) : rawNative('lru_cache', (_vm, later) => remembering(later.positional[0] ?? NONE));
});

function remembering(func: R): R {
  if (func.t !== 'function') return func;
  const results = dict([]);
  return rawNative(func.name, (machine, args) => {
    const key = tuple([tuple(args.positional), ...[...args.keywords].map(([name, value]) => tuple([str(name), value]))]);
    const id = args.open === undefined ? keyOf(key) : undefined;
    if (id === undefined) {
      const result = callValue(machine, func, args);
      const among = changeable([result]);
      return among === undefined ? result : machine.unknown('whether a result is remembered is not known', { among });
    }
    const there = presenceOf(machine, results.content.entries.get(id)?.value ?? UNBOUND);
    const fresh = () => {
      const result = callValue(machine, func, args);
      machine.heap.setEntries(results, withEntry(results.content, id, key, result));
      return result;
    };
    if (isNever(there)) return fresh();
    const kept = () => presentEntry(machine, results, key) ?? UNBOUND;
    if (isAlways(there)) return kept();
    const asked = choice([
      { guard: there, value: TRUE },
      { guard: not(there), value: FALSE },
    ]);
    return branchValue(machine, asked, kept, fresh);
  });
}

const functoolsModule: LibraryFactory = (machine, name) =>
  library(machine, name, {
    partial: rawNative('functools.partial', (_, args) => {
      const [func, ...bound] = args.positional;
      if (!func) return NONE;
      return rawNative('partial', (vm, later) => {
        const merged = { ...later, positional: [...bound, ...later.positional], keywords: new Map([...args.keywords, ...later.keywords]) };
        return callValue(vm, func, merged);
      });
    }),
    lru_cache: cached,
    cache: cached,
    wraps: rawNative('functools.wraps', (_, wrapped) =>
      rawNative('wrapper', (vm, args) => renamed(vm, args.positional[0], wrapped.positional[0])),
    ),
    reduce,
  });

export const functoolsModules: Readonly<Record<string, LibraryFactory>> = { functools: functoolsModule };
