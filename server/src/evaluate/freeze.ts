import { lazy } from '../base/lazy';
import { isEnumeration, isMixed } from './interpreter/enumerations';
import { ALWAYS, and, type Guard, holdsWhenUnset, inWords, isNever, not } from './runtime/guard';
import type { Item, R } from './runtime/objects';
import type { ChoiceOption, RestItem, Value } from './value';

/** Levels of containers that are shown: no setting of Django or of a known package has as many. */
const MAX_DEPTH = 7;
const MAX_COMBINATIONS = 8;

/** As `freeze`, for a value that will not change any more: what a dict holds is looked at when somebody asks for it. */
export function freezeLater(value: R): Value {
  if (value.t !== 'dict') return freeze(value);
  const whole = lazy(() => freeze(value));
  return {
    ...freeze({ ...value, content: { ...value.content, entries: new Map() } }),
    kind: 'dict',
    get entries() {
      const frozen = whole();
      return frozen.kind === 'dict' ? frozen.entries : [];
    },
  };
}

/** The value as rules and people see it, where a condition holds: immutable, without a reference into the interpreter. */
export function freeze(value: R, depth = 0, where: Guard = ALWAYS): Value {
  const at = value.at && value.at.file !== '' ? { at: value.at } : {};
  const tags = { ...at, ...(value.env ? { env: value.env } : {}) };
  if (depth > MAX_DEPTH || (depth === MAX_DEPTH && holdsOthers(value)))
    return { kind: 'unknown', reason: 'it is nested too deeply', ...tags };
  switch (value.t) {
    case 'none':
      return { kind: 'none', ...tags };
    case 'bool':
      return { kind: 'bool', value: value.v, ...tags };
    case 'int':
      return { kind: 'int', value: value.v, ...tags };
    case 'float':
      return { kind: 'float', value: value.v, ...tags };
    case 'str':
      if (value.standIn !== undefined) return { kind: 'unknown', reason: value.standIn, type: 'str', ...tags };
      return { kind: 'str', value: value.v, ...tags };
    case 'bytes':
      return { kind: 'bytes', value: value.v, ...tags };
    case 'path':
      return { kind: 'path', value: value.v, ...tags };
    case 'list':
    case 'tuple':
    case 'set':
    case 'frozenset':
      return sequence(value.t, value.content, tags, depth, where);
    case 'iterator':
      return { kind: 'opaque', type: 'iterator', ...tags };
    case 'dict': {
      const entries = [...value.content.entries.values()].map((entry) => ({
        key: freeze(entry.key, depth + 1),
        value: freeze(entry.value, depth + 1),
      }));
      return { kind: 'dict', entries, ...(value.content.rest === undefined ? {} : { rest: value.content.rest }), ...tags };
    }
    case 'unknown':
      return {
        kind: 'unknown',
        reason: value.reason,
        ...(value.type ? { type: value.type } : {}),
        ...(value.generated ? { generated: true } : {}),
        ...tags,
      };
    case 'choice':
      return { kind: 'choice', options: value.options.map((option) => frozenOption(option.guard, option.value, depth)), ...tags };
    case 'unbound':
      return { kind: 'unset', ...tags };
    case 'module':
      return { kind: 'opaque', type: 'module', name: value.name, ...tags };
    case 'class':
      return { kind: 'opaque', type: 'class', name: value.module ? `${value.module.name}.${value.name}` : value.name, ...tags };
    case 'native':
      return { kind: 'opaque', type: value.type ? 'class' : 'function', name: value.name, ...tags };
    case 'function':
    case 'method':
      return { kind: 'opaque', type: 'function', ...tags };
    case 'instance':
      if (isEnumeration(value.class) && isMixed(value.class)) return { kind: 'unknown', reason: 'a member of an enumeration', ...tags };
      return { kind: 'opaque', type: value.native?.type ?? value.class.name, ...tags };
    case 'environ':
      return { kind: 'opaque', type: 'os.environ', ...tags };
    case 'opaque':
      return { kind: 'opaque', type: value.type, ...(value.name === undefined ? {} : { name: value.name }), ...tags };
  }
}

function frozenOption(guard: Guard, value: R, depth: number): ChoiceOption {
  return { when: inWords(guard), value: freeze(value, depth + 1, guard), unset: holdsWhenUnset(guard) };
}

/** A list whose items are there only sometimes becomes a choice of lists, as long as there are few of them. */
function sequence(
  kind: 'list' | 'tuple' | 'set' | 'frozenset',
  content: readonly Item[],
  tags: object,
  depth: number,
  where: Guard,
): Value {
  const combinations = expand(content, where);
  if (!combinations) {
    const items = content.map((item): Value | RestItem =>
      item.t === 'maybe' || item.t === 'rest'
        ? { kind: 'rest', reason: item.t === 'rest' ? item.reason : 'an item is there only under a condition' }
        : freeze(item, depth + 1),
    );
    return { kind, items, ...tags };
  }
  const frozen = combinations.map(({ guard, items }) => ({
    guard,
    value: {
      kind,
      items: items.map((item): Value | RestItem => (item.t === 'rest' ? { kind: 'rest', reason: item.reason } : freeze(item, depth + 1))),
      ...tags,
    },
  }));
  const [only] = frozen;
  if (only && frozen.length === 1) return only.value;
  return {
    kind: 'choice',
    options: frozen.map(({ guard, value }) => ({ when: inWords(guard), value, unset: holdsWhenUnset(guard) })),
    ...tags,
  };
}

type Concrete = Exclude<Item, { t: 'maybe' }>;

function expand(
  content: readonly Item[],
  where: Guard,
): readonly { readonly guard: Guard; readonly items: readonly Concrete[] }[] | undefined {
  let combinations: { guard: Guard; items: Concrete[] }[] = [{ guard: where, items: [] }];
  for (const item of content) {
    if (item.t !== 'maybe') {
      for (const combination of combinations) combination.items.push(item);
      continue;
    }
    const next: { guard: Guard; items: Concrete[] }[] = [];
    for (const combination of combinations) {
      const present = and(combination.guard, item.guard);
      const absent = and(combination.guard, not(item.guard));
      if (!isNever(present)) next.push({ guard: present, items: [...combination.items, item.value] });
      if (!isNever(absent)) next.push({ guard: absent, items: [...combination.items] });
    }
    if (next.length > MAX_COMBINATIONS) return undefined;
    combinations = next;
  }
  return combinations;
}

function holdsOthers(value: R): boolean {
  return ['list', 'tuple', 'set', 'frozenset', 'iterator', 'dict', 'choice'].includes(value.t);
}
