import { attributeOf, NAMESPACE } from '../interpreter/attributes';
import { callWith } from '../interpreter/calls';
import { iterate } from '../interpreter/iteration';
import type { Machine } from '../interpreter/machine';
import { environItem } from '../libraries/os';
import { ALWAYS, not } from '../runtime/guard';
import { choice, optionsOf } from '../runtime/heap';
import { type DictContent, dictContent, type EnvironObject, NOWHERE, type R, UNBOUND } from '../runtime/objects';

/** What `dict(source)` holds. */
export function entriesOf(machine: Machine, source: R): DictContent {
  const known = machine.refined(source);
  if (known.t === 'dict') return known.content;
  const { pairs, rest } = pairsOf(machine, known);
  return dictContent(pairs, rest);
}

/** The entries that `dict(source)` or `update(source)` takes. */
export function pairsOf(machine: Machine, source: R): { readonly pairs: readonly (readonly [R, R])[]; readonly rest: string | undefined } {
  const known = machine.refined(source);
  if (known.t === 'dict') {
    return { pairs: [...known.content.entries.values()].map((entry) => [entry.key, entry.value] as const), rest: known.content.rest };
  }
  if (known.t === 'environ') return variablesOf(machine, known);
  if (known.t === 'choice' || known.t === 'unknown')
    return { pairs: [], rest: known.t === 'unknown' ? known.reason : 'it depends on a condition' };
  const pairs: (readonly [R, R])[] = [];
  let rest: string | undefined;
  // An object with `keys()` is a mapping: `dict(parser["section"])`.
  const items =
    known.t !== 'instance'
      ? undefined
      : known.class === NAMESPACE
        ? attributeOf(machine, known, 'items', NOWHERE)
        : known.native?.attribute?.(machine as never, known, 'items');
  for (const item of iterate(machine, items ? callWith(machine, items, [], known.at ?? NOWHERE) : known)) {
    const pair = item.t === 'rest' || item.t === 'maybe' ? undefined : machine.refined(item);
    const [key, value] = pair && (pair.t === 'tuple' || pair.t === 'list') ? pair.content : [];
    if (!key || !value || key.t === 'rest' || key.t === 'maybe' || value.t === 'rest' || value.t === 'maybe')
      rest ??= 'an entry is not known';
    else pairs.push([key, value]);
  }
  return { pairs, rest };
}

/** The variables of the process by name; one that is set only sometimes is there only then. */
function variablesOf(machine: Machine, environ: EnvironObject): ReturnType<typeof pairsOf> {
  let rest: string | undefined;
  const pairs = iterate(machine, environ).flatMap((item): (readonly [R, R])[] => {
    if (item.t === 'rest' || (item.t === 'maybe' && item.value.t === 'rest')) {
      rest ??= 'the environment may have other variables';
      return [];
    }
    const name = item.t === 'maybe' ? (item.value as R) : item;
    const there = item.t === 'maybe' ? item.guard : ALWAYS;
    const value = environItem(machine, environ, name, NOWHERE);
    return [[name, there === ALWAYS ? value : choice([...optionsOf(value, there), { guard: not(there), value: UNBOUND }])]];
  });
  return rest === undefined ? { pairs, rest } : { pairs: [], rest };
}
