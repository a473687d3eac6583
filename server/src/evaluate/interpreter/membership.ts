import { searched } from '../builtins/iteration';
import { namespaceHas } from '../builtins/namespaces';
import { environHas } from '../libraries/os';
import { ALWAYS, atomGuard, type Guard, NEVER, not } from '../runtime/guard';
import { choice, isPlain } from '../runtime/heap';
import { bool, FALSE, keyOf, type R, type Sequence, TRUE, typeName } from '../runtime/objects';
import { NAMESPACE } from './attributes';
import { equal, neverEqual } from './comparisons';
import { type Machine, symbolOf } from './machine';
import { describe, ownMethod, truthOf, withEnv } from './truth';

export function contains(machine: Machine, container: R, item: R): R {
  const env = item.env ?? container.env;
  const tagged = (value: R): R => (env && !value.env ? { ...value, env: { ...env, parse: 'bool' } } : value);
  switch (container.t) {
    case 'str':
      if (item.t === 'str') return tagged(bool(container.v.includes(item.v)));
      return machine.unknownFrom([item], 'an operand is not known', { type: 'bool' });
    case 'bytes':
      if (item.t === 'bytes') return bool(container.v.includes(item.v));
      break;
    case 'list':
    case 'tuple':
    case 'set':
    case 'frozenset':
      return tagged(containsItem(machine, container, item));
    case 'iterator':
      return tagged(containsItem(machine, searched(machine, container), item));
    case 'dict': {
      const key = keyOf(item);
      if (key === undefined) return machine.unknownFrom([item], 'a key is not known', { type: 'bool' });
      const entry = container.content.entries.get(key);
      if (entry) return presence(machine, entry.value);
      return container.content.rest === undefined ? FALSE : machine.unknown(container.content.rest, { type: 'bool' });
    }
    case 'unknown':
      return membership(machine, container, item);
    case 'environ':
      return environHas(machine, container, item);
    case 'instance': {
      if (container.class === NAMESPACE) return namespaceHas(machine, container.names, item);
      const answer =
        container.native?.contains?.(machine as never, container, item) ?? ownMethod(machine, container, '__contains__', [item]);
      if (answer) return answer;
      break;
    }
    default:
      break;
  }
  return machine.unknown(`membership in a ${typeName(container)} is not evaluated`, { type: 'bool' });
}

/** `item in unknown`: the same question twice has the same answer. */
function membership(machine: Machine, container: R, item: R): R {
  const symbol = symbolOf(container);
  const constant = symbolOf(item);
  if (!symbol || !constant) return machine.unknownFrom([container, item], 'a container is not known', { type: 'bool' });
  const words = `${describe(container)} contains ${item.t === 'str' && !item.env ? JSON.stringify(item.v) : 'a value'}`;
  const result = machine.boolOf({ id: `in:${symbol}:${constant}`, yes: words, no: `not (${words})` });
  return withEnv(result, container, 'bool');
}

/** Whether a name or entry is there. */
export function presence(machine: Machine, value: R): R {
  const known = machine.refined(value);
  if (known.t !== 'choice') return bool(known.t !== 'unbound');
  return choice(known.options.map((option) => ({ guard: option.guard, value: bool(option.value.t !== 'unbound') })));
}

/** `unknown in ("1", "true")`: one condition, not one for each constant; undefined where the question is another one. */
function amongConstants(machine: Machine, container: Sequence, item: R): R | undefined {
  if (item.t !== 'unknown' || item.symbol === undefined) return undefined;
  const constants: string[] = [];
  const shown: string[] = [];
  for (const candidate of container.content) {
    if (candidate.t === 'rest' || candidate.t === 'maybe' || !isPlain(candidate) || candidate.env) return undefined;
    const constant = symbolOf(candidate);
    if (constant === undefined) return undefined;
    if (constants.includes(constant) || (item.type && neverEqual(item.type, candidate))) continue;
    constants.push(constant);
    shown.push(candidate.t === 'str' ? JSON.stringify(candidate.v) : 'another value');
  }
  if (constants.length < 2) return undefined;
  const words = describe(item);
  const list = shown.length > 4 ? `${shown.slice(0, 4).join(', ')}, …` : shown.join(', ');
  const id = `in:${item.symbol}:${constants.toSorted().join('\0')}`;
  const equals = { subject: item.symbol, constants };
  const result = machine.boolOf({ id, yes: `${words} is one of ${list}`, no: `${words} is none of ${list}`, equals });
  return withEnv(result, item, 'bool');
}

export function containsItem(machine: Machine, container: Sequence, item: R): R {
  const oneOf = amongConstants(machine, container, item);
  if (oneOf) return oneOf;
  const { both, either } = machine.heap.guards;
  let found: Guard = NEVER;
  for (const candidate of container.content) {
    if (candidate.t === 'rest') {
      found = either(found, atomGuard(machine.freshAtom('an item that is not known matches', 'no item that is not known matches')));
      continue;
    }
    const value = candidate.t === 'maybe' ? candidate.value : candidate;
    const guard = candidate.t === 'maybe' ? candidate.guard : ALWAYS;
    if (value.t === 'rest') found = either(found, both(guard, atomGuard(machine.freshAtom('an item matches', 'no item matches'))));
    else
      found = either(
        found,
        both(
          guard,
          truthOf(
            machine,
            machine.lift([value, item], ([a, b]) => (a && b ? equal(machine, a, b) : FALSE)),
          ).yes,
        ),
      );
    if (found === ALWAYS) return TRUE;
  }
  if (found.length === 0) return FALSE;
  return choice(
    [
      { guard: found, value: TRUE },
      { guard: not(found), value: FALSE },
    ].filter((option) => option.guard.length > 0),
  );
}
