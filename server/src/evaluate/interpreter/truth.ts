import { ALWAYS, atomGuard, type Guard, NEVER, not, or } from '../runtime/guard';
import { choice } from '../runtime/heap';
import { FALSE, type Instance, NOWHERE, type R, TRUE } from '../runtime/objects';
import { closed, typeAttribute } from './attributes';
import { callWith } from './calls';
import type { Machine } from './machine';

/** When a value is true and when it is false. Both cover everything between them. */
export interface Truth {
  readonly yes: Guard;
  readonly no: Guard;
}

const SURE: Truth = { yes: ALWAYS, no: NEVER };

const SURELY_NOT: Truth = { yes: NEVER, no: ALWAYS };

export function truthOf(machine: Machine, value: R): Truth {
  const known = machine.refined(value);
  if (known.t === 'choice') {
    const { both, either } = machine.heap.guards;
    let yes: Guard = NEVER;
    let no: Guard = NEVER;
    for (const option of known.options) {
      const truth = truthOf(machine, option.value);
      yes = either(yes, both(option.guard, truth.yes));
      no = either(no, both(option.guard, truth.no));
    }
    return { yes, no };
  }
  const own = known.t === 'instance' ? instanceTruth(machine, known) : undefined;
  if (own) return own;
  const sometimes = itemsTruth(known);
  if (sometimes) return sometimes;
  const plain = plainTruth(known);
  if (plain !== undefined) return plain ? SURE : SURELY_NOT;
  const symbol = known.t === 'unknown' ? known.symbol : undefined;
  const subject = describe(known);
  const atom = symbol
    ? { id: `truth:${symbol}`, yes: `${subject} is true`, no: `${subject} is false` }
    : machine.freshAtom(`${subject} is true`, `${subject} is false`);
  const yes = atomGuard(atom);
  return { yes, no: not(yes) };
}

/** A list or dict whose items are all there only sometimes is true where one of them is. */
function itemsTruth(value: R): Truth | undefined {
  const guards: Guard[] = [];
  if (value.t === 'list' || value.t === 'tuple' || value.t === 'set' || value.t === 'frozenset') {
    for (const item of value.content) if (item.t === 'maybe') guards.push(item.guard);
    if (guards.length < value.content.length || value.content.some((item) => item.t === 'maybe' && item.value.t === 'rest'))
      return undefined;
  } else if (value.t === 'dict' && value.content.rest === undefined) {
    for (const entry of value.content.entries.values()) {
      if (entry.value.t !== 'choice') return undefined;
      guards.push(
        entry.value.options.filter((option) => option.value.t !== 'unbound').reduce<Guard>((all, option) => or(all, option.guard), NEVER),
      );
    }
  }
  if (guards.length === 0) return undefined;
  const yes = guards.reduce<Guard>((all, guard) => or(all, guard), NEVER);
  return { yes, no: not(yes) };
}

/** A value in words for a condition: the variable it is read from, or “a value that is not known”. */
export function describe(value: R): string {
  if (value.env) return `the variable ${value.env.name}`;
  return 'a value that is not known';
}

/** Truth of a value that is no choice; undefined when it is not known. */
export function plainTruth(value: R): boolean | undefined {
  switch (value.t) {
    case 'none':
      return false;
    case 'bool':
      return value.v;
    case 'int':
      return value.v !== 0n;
    case 'float':
      return value.v !== 0;
    case 'str':
    case 'bytes':
      return value.v !== '';
    case 'dict':
      if ([...value.content.entries.values()].some((entry) => entry.value.t !== 'choice')) return true;
      return value.content.entries.size === 0 && value.content.rest === undefined ? false : undefined;
    case 'list':
    case 'tuple':
    case 'set':
    case 'frozenset':
      if (value.content.some((item) => item.t !== 'rest' && item.t !== 'maybe')) return true;
      return value.content.length === 0 ? false : undefined;
    case 'unknown':
    case 'unbound':
    case 'choice':
      return undefined;
    case 'instance':
      return undefined;
    default:
      return true;
  }
}

/** Truth of an object by its own `__bool__` or `__len__`. */
function instanceTruth(machine: Machine, value: Instance): Truth | undefined {
  if (value.native?.iterate) return truthOf(machine, { t: 'tuple', content: value.native.iterate(machine as never, value) });
  if (value.native?.truth !== undefined) return value.native.truth ? SURE : SURELY_NOT;
  if (value.native || !closed(value.class)) return undefined;
  const answer = ownMethod(machine, value, '__bool__', []) ?? ownMethod(machine, value, '__len__', []);
  return answer ? truthOf(machine, answer) : SURE;
}

/** What a method of a class of the workspace gives; undefined when the class has none of that name. */
export function ownMethod(machine: Machine, value: R, name: string, args: readonly R[]): R | undefined {
  if (value.t !== 'instance' || value.native) return undefined;
  const method = typeAttribute(value.class, name);
  if (!method) return undefined;
  if (method.t !== 'function' && method.t !== 'native') return machine.unknown(`${name} is not evaluated`);
  return machine.refined(callWith(machine, { t: 'method', self: value, function: method }, args, value.at ?? NOWHERE));
}

export function ownMethodExists(value: R, name: string): boolean {
  return value.t === 'instance' && !value.native && typeAttribute(value.class, name) !== undefined;
}

export function negate(machine: Machine, value: R): R {
  const truth = truthOf(machine, value);
  const result = choice(
    [
      { guard: truth.no, value: TRUE },
      { guard: truth.yes, value: FALSE },
    ].filter((option) => option.guard.length > 0),
  );
  return withEnv(result, value, 'bool');
}

/** Says that a result was parsed from the environment read of its operand. */
export function withEnv(result: R, operand: R, parse: string): R {
  if (!operand.env || result.env) return result;
  return { ...result, env: { ...operand.env, parse } };
}
