import type { CompareOperator } from '../../syntax/python/ast';
import { asSet } from '../builtins/views';
import { equalPlain, isPlain } from '../runtime/heap';
import { bool, FALSE, isSequence, keyOf, type R, type Sequence, TRUE } from '../runtime/objects';
import { asNumber } from './arithmetic';
import { closed } from './attributes';
import { PythonError } from './errors';
import { type Machine, symbolOf } from './machine';
import { contains } from './membership';
import { filterSet, isSet } from './sets';
import { describe, negate, ownMethod, ownMethodExists } from './truth';

export function isData(value: R): boolean {
  return ['none', 'bool', 'int', 'float', 'str', 'bytes', 'list', 'tuple', 'dict', 'set', 'path'].includes(value.t);
}

export function compare(machine: Machine, operator: CompareOperator, left: R, right: R): R {
  if (operator === 'in' || operator === 'not in') {
    const inside = machine.lift([left, right], ([a, b]) => (a && b ? contains(machine, b, a) : FALSE));
    return operator === 'in' ? inside : negate(machine, inside);
  }
  return machine.lift([left, right], ([a, b]) => {
    if (!a || !b) return FALSE;
    switch (operator) {
      case '==':
        return equal(machine, a, b);
      case '!=':
        return negate(machine, equal(machine, a, b));
      case 'is':
        return identical(machine, a, b);
      case 'is not':
        return negate(machine, identical(machine, a, b));
      default:
        return ordered(machine, operator, a, b);
    }
  });
}

export function equal(machine: Machine, a: R, b: R): R {
  const env = a.env ?? b.env;
  const tagged = (value: R): R => (env ? { ...value, env: { ...env, parse: 'bool' } } : value);
  if (a.t === 'unknown' || b.t === 'unknown') {
    const [subject, other] = a.t === 'unknown' ? [a, b] : [b, a];
    if (subject === other || (subject.t === 'unknown' && subject.symbol !== undefined && symbolOf(other) === subject.symbol)) return TRUE;
    if (subject.t === 'unknown' && subject.type && neverEqual(subject.type, other)) return FALSE;
    const symbol = symbolOf(subject);
    const constant = symbolOf(other);
    if (!symbol || !constant) return machine.unknownFrom([a, b], 'an operand is not known', { type: 'bool' });
    const shown = other.t === 'str' ? JSON.stringify(other.env ? '…' : other.v) : 'another value';
    const words = describe(subject);
    return tagged(
      machine.boolOf({
        id: `eq:${symbol}:${constant}`,
        yes: `${words} is ${shown}`,
        no: `${words} is not ${shown}`,
        ...(other.t === 'unknown' ? {} : { equals: { subject: symbol, constants: [constant] } }),
      }),
    );
  }
  const own = ownMethod(machine, a, '__eq__', [b]) ?? ownMethod(machine, b, '__eq__', [a]);
  if (own) return own;
  const known = sameValue(asSet(machine, a) ?? a, asSet(machine, b) ?? b) ?? sameObject(a, b);
  return known === undefined ? machine.unknown('whether two values are equal is not known', { type: 'bool' }) : tagged(bool(known));
}

/** Objects of the workspace's own classes are equal when they are the same, unless they say otherwise. */
function sameObject(a: R, b: R): boolean | undefined {
  const plain = (value: R) => value.t === 'instance' && !value.native && closed(value.class);
  return plain(a) && plain(b) ? a === b : undefined;
}

/** A value of a known type is never equal to plain data of another. */
export function neverEqual(type: NonNullable<Extract<R, { t: 'unknown' }>['type']>, other: R): boolean {
  if (other.t === 'none') return true;
  const numeric = ['bool', 'int', 'float'];
  if (!isPlain(other)) return false;
  return numeric.includes(type) ? !numeric.includes(other.t) : type !== other.t;
}

/** Python's `==` of two values that are no choices; undefined when it is not known. */
export function sameValue(a: R, b: R, depth = 0): boolean | undefined {
  if (a === b && a.t !== 'float') return a.t === 'unknown' ? undefined : true;
  if (a.t === 'unknown' || b.t === 'unknown' || a.t === 'choice' || b.t === 'choice' || depth > 50) return undefined;
  if ((a.t === 'float' && Number.isNaN(a.v)) || (b.t === 'float' && Number.isNaN(b.v))) return false;
  if (ownMethodExists(a, '__eq__') || ownMethodExists(b, '__eq__')) return undefined;
  const left = keyOf(a);
  const right = keyOf(b);
  if (left !== undefined && right !== undefined) return left === right;
  if (isSequence(a) && isSequence(b)) {
    if (a.t !== b.t && !(isSet(a) && isSet(b))) return false;
    if ([...a.content, ...b.content].some((item) => item.t === 'rest' || item.t === 'maybe')) return undefined;
    if (a.content.length !== b.content.length) return false;
    let result: boolean | undefined = true;
    for (const [at, item] of a.content.entries()) {
      const other = isSet(a) ? b.content.find((candidate) => sameValue(candidate as R, item as R, depth + 1)) : b.content[at];
      const same = other ? sameValue(item as R, other as R, depth + 1) : false;
      if (same === false) return false;
      if (same === undefined) result = undefined;
    }
    return result;
  }
  if (a.t === 'dict' && b.t === 'dict') {
    if (a.type === 'OrderedDict' && b.type === 'OrderedDict') return undefined;
    if (a.content.rest !== undefined || b.content.rest !== undefined) return undefined;
    const sometimes = (one: { readonly value: R }) =>
      one.value.t === 'choice' && one.value.options.some(({ value }) => value.t === 'unbound');
    if ([...a.content.entries.values(), ...b.content.entries.values()].some(sometimes)) return undefined;
    if (a.content.entries.size !== b.content.entries.size) return false;
    let result: boolean | undefined = true;
    for (const [id, entry] of a.content.entries) {
      const other = b.content.entries.get(id);
      const same = other ? sameValue(entry.value, other.value, depth + 1) : false;
      if (same === false) return false;
      if (same === undefined) result = undefined;
    }
    return result;
  }
  if (isData(a) && isData(b)) return false;
  if (a.t === 'opaque' || b.t === 'opaque' || a.t === 'instance' || b.t === 'instance') {
    return a.t === 'none' || b.t === 'none' || a.t === 'bool' || b.t === 'bool' || a.t === 'str' || b.t === 'str' ? false : undefined;
  }
  return a.t === b.t ? undefined : false;
}

function identical(machine: Machine, a: R, b: R): R {
  if (a.t === 'unknown' || b.t === 'unknown') return equal(machine, a, b);
  if (a.t === 'none' || b.t === 'none' || a.t === 'bool' || b.t === 'bool') return bool(a.t === b.t && equalPlain(a, b));
  if (a === b) return TRUE;
  if (a.t !== b.t) return FALSE;
  return keyOf(a) === undefined ? FALSE : machine.unknown('identity of equal values', { type: 'bool' });
}

function ordered(machine: Machine, operator: '<' | '<=' | '>' | '>=', a: R, b: R): R {
  if (isSet(a) && isSet(b)) return setOrder(machine, operator, a, b);
  const method = { '<': '__lt__', '<=': '__le__', '>': '__gt__', '>=': '__ge__' }[operator];
  const own = ownMethod(machine, a, method, [b]);
  if (own) return own;
  const result = order(a, b);
  if (result === undefined) {
    if (isData(a) && isData(b) && a.t !== b.t && !isSequence(a))
      throw new PythonError('TypeError', `${operator} is not supported between these types`);
    return machine.unknownFrom([a, b], 'an operand is not known', { type: 'bool' });
  }
  if (Number.isNaN(result)) return FALSE;
  switch (operator) {
    case '<':
      return bool(result < 0);
    case '<=':
      return bool(result <= 0);
    case '>':
      return bool(result > 0);
    case '>=':
      return bool(result >= 0);
  }
}

/** Whether one set is part of another. */
function setOrder(machine: Machine, operator: '<' | '<=' | '>' | '>=', a: Sequence, b: Sequence): R {
  if (operator === '>' || operator === '>=') return setOrder(machine, operator === '>' ? '<' : '<=', b, a);
  const outside = filterSet(machine, a, b, false);
  const clear = (set: Sequence) => set.content.every((item) => isPlain(item as R));
  if (!clear(a) || !clear(b)) return machine.unknown('whether a set is part of another is not known', { type: 'bool' });
  return bool(outside.content.length === 0 && (operator === '<=' || a.content.length < b.content.length));
}

/** Negative, zero or positive as in a sort; NaN when unordered; undefined when not known or not comparable. */
export function order(a: R, b: R): number | undefined {
  const left = asNumber(a);
  const right = asNumber(b);
  if (left !== undefined && right !== undefined) {
    if (typeof left === 'bigint' && typeof right === 'bigint') return left < right ? -1 : left > right ? 1 : 0;
    return Number(left) === Number(right) ? 0 : Number(left) - Number(right);
  }
  if ((a.t === 'str' && b.t === 'str') || (a.t === 'bytes' && b.t === 'bytes') || (a.t === 'path' && b.t === 'path'))
    return codePointOrder(a.v, b.v);
  if ((a.t === 'tuple' && b.t === 'tuple') || (a.t === 'list' && b.t === 'list')) {
    for (let at = 0; at < Math.min(a.content.length, b.content.length); at++) {
      const x = a.content[at];
      const y = b.content[at];
      if (!x || !y || x.t === 'rest' || y.t === 'rest' || x.t === 'maybe' || y.t === 'maybe') return undefined;
      const part = order(x, y);
      if (part === undefined || part !== 0) return part;
    }
    if ([...a.content, ...b.content].some((item) => item.t === 'rest' || item.t === 'maybe')) return undefined;
    return a.content.length - b.content.length;
  }
  return undefined;
}

function codePointOrder(a: string, b: string): number {
  if (a === b) return 0;
  const x = [...a];
  const y = [...b];
  for (let at = 0; at < Math.min(x.length, y.length); at++) {
    const difference = (x[at]?.codePointAt(0) ?? 0) - (y[at]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return x.length - y.length;
}
