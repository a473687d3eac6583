import * as paths from '../../base/paths';
import type { BinaryOperator, CompareOperator } from '../../syntax/python/ast';
import { namespaceHas } from '../builtins/namespaces';
import { environHas } from '../libraries/os';
import { ALWAYS, and, atomGuard, type Guard, NEVER, not, or } from '../runtime/guard';
import { choice, equalPlain, isPlain } from '../runtime/heap';
import {
  bool,
  bytes,
  dict,
  FALSE,
  float,
  type Item,
  int,
  isSequence,
  keyOf,
  path,
  type R,
  type Sequence,
  type SequenceType,
  str,
  TRUE,
  typeName,
} from '../runtime/objects';
import { NAMESPACE } from './attributes';
import { PythonError } from './errors';
import { formatPercent } from './format';
import { type Machine, symbolOf } from './machine';

/** When a value is true and when it is false. Both cover everything between them. */
export interface Truth {
  readonly yes: Guard;
  readonly no: Guard;
}

const SURE: Truth = { yes: ALWAYS, no: NEVER };
const SURELY_NOT: Truth = { yes: NEVER, no: ALWAYS };

const MAX_TEXT = 200_000;
const MAX_ITEMS = 5_000;

export function truthOf(machine: Machine, value: R): Truth {
  const known = machine.refined(value);
  if (known.t === 'choice') {
    let yes: Guard = NEVER;
    let no: Guard = NEVER;
    for (const option of known.options) {
      const truth = truthOf(machine, option.value);
      yes = or(yes, and(option.guard, truth.yes));
      no = or(no, and(option.guard, truth.no));
    }
    return { yes, no };
  }
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
      return value.native ? undefined : true;
    default:
      return true;
  }
}

export function binary(machine: Machine, operator: BinaryOperator, left: R, right: R): R {
  return machine.lift([left, right], ([a, b]) =>
    a && b ? plainBinary(machine, operator, a, b) : machine.unknown('an operand is missing'),
  );
}

function plainBinary(machine: Machine, operator: BinaryOperator, a: R, b: R): R {
  if (a.t === 'unknown' || b.t === 'unknown') {
    const text = (a.t === 'str' && (operator === '+' || operator === '%')) || (a.t === 'unknown' && a.type === 'str' && operator === '+');
    if (operator === '+' && isSequence(a) && b.t === 'unknown') return extended(a, [{ t: 'rest', reason: b.reason }]);
    if (operator === '+' && isSequence(b) && a.t === 'unknown') return { t: b.t, content: [{ t: 'rest', reason: a.reason }, ...b.content] };
    return machine.unknownFrom([a, b], 'an operand is not known', text ? { type: 'str' } : {});
  }
  const own = a.t === 'instance' ? a.native?.binary?.(machine as never, a, operator, b) : undefined;
  if (own) return own;
  const numbers = arithmetic(operator, a, b);
  if (numbers) return numbers;
  const env = a.env ?? b.env;
  const tagged = <T extends R>(value: T): T => (env ? { ...value, env } : value);
  switch (operator) {
    case '+':
      if (a.t === 'str' && b.t === 'str')
        return a.v.length + b.v.length > MAX_TEXT ? machine.unknown('the text is too long') : tagged(str(a.v + b.v));
      if (a.t === 'bytes' && b.t === 'bytes') return bytes(a.v + b.v);
      if (isSequence(a) && isSequence(b) && a.t === b.t && (a.t === 'list' || a.t === 'tuple')) {
        return a.content.length + b.content.length > MAX_ITEMS ? machine.unknown('the list is too long') : extended(a, b.content);
      }
      break;
    case '*': {
      const [text, count] = a.t === 'int' ? [b, a] : [a, b];
      if (count.t !== 'int') break;
      const times = Number(count.v < 0n ? 0n : count.v);
      if (text.t === 'str') return text.v.length * times > MAX_TEXT ? machine.unknown('the text is too long') : str(text.v.repeat(times));
      if (text.t === 'list' || text.t === 'tuple') {
        if (text.content.length * times > MAX_ITEMS) return machine.unknown('the list is too long');
        return { t: text.t, content: Array.from({ length: times }, () => text.content).flat() };
      }
      break;
    }
    case '/':
      if (a.t === 'path' && (b.t === 'str' || b.t === 'path')) return path(joinPath(a.v, b.v));
      if (a.t === 'str' && b.t === 'path') return path(joinPath(a.v, b.v));
      break;
    case '%':
      if (a.t === 'str') return formatPercent(machine, a.v, b);
      break;
    case '|':
      if (a.t === 'dict' && b.t === 'dict') {
        const pairs = [...a.content.entries.values(), ...b.content.entries.values()].map((entry) => [entry.key, entry.value] as const);
        return dict(pairs, a.content.rest ?? b.content.rest);
      }
      if (isSet(a) && isSet(b)) return unite(a, b);
      if (a.t === 'class' || a.t === 'native' || b.t === 'class' || b.t === 'native') return { t: 'opaque', type: 'type' };
      break;
    case '-':
      if (isSet(a) && isSet(b)) return filterSet(machine, a, b, false);
      break;
    case '&':
      if (isSet(a) && isSet(b)) return filterSet(machine, a, b, true);
      break;
    case '^':
      if (isSet(a) && isSet(b)) {
        const left = filterSet(machine, a, b, false);
        const right = filterSet(machine, b, a, false);
        if (isSequence(left) && isSequence(right)) return unite(left, right);
      }
      break;
    default:
      break;
  }
  if (isData(a) && isData(b))
    throw new PythonError('TypeError', `unsupported operand types for ${operator}: ${typeName(a)} and ${typeName(b)}`);
  return machine.unknown(`${typeName(a)} ${operator} ${typeName(b)} is not evaluated`);
}

function isData(value: R): boolean {
  return ['none', 'bool', 'int', 'float', 'str', 'bytes', 'list', 'tuple', 'dict', 'set', 'path'].includes(value.t);
}

function isSet(value: R): value is Sequence {
  return value.t === 'set' || value.t === 'frozenset';
}

export function extended(base: Sequence, items: readonly Item[]): Sequence {
  return { t: base.t, content: [...base.content, ...items] };
}

/** `pathlib`'s own normalisation: no `.` parts, no double slashes, `..` kept. */
export function purePath(text: string): string {
  const lead = text.startsWith('//') && !text.startsWith('///') ? '//' : text.startsWith('/') ? '/' : '';
  const parts = text.split('/').filter((part) => part !== '' && part !== '.');
  return lead + parts.join('/') || '.';
}

export function joinPath(base: string, part: string): string {
  return purePath(paths.join(base, part));
}

function arithmetic(operator: BinaryOperator, a: R, b: R): R | undefined {
  if (a.t === 'bool' && b.t === 'bool') {
    if (operator === '&') return bool(a.v && b.v);
    if (operator === '|') return bool(a.v || b.v);
    if (operator === '^') return bool(a.v !== b.v);
  }
  const left = asNumber(a);
  const right = asNumber(b);
  if (left === undefined || right === undefined) return undefined;
  if (typeof left === 'bigint' && typeof right === 'bigint') return integers(operator, left, right);
  const x = Number(left);
  const y = Number(right);
  switch (operator) {
    case '+':
      return float(x + y);
    case '-':
      return float(x - y);
    case '*':
      return float(x * y);
    case '/':
    case '//':
    case '%':
      if (y === 0) throw new PythonError('ZeroDivisionError', 'division by zero');
      if (operator === '/') return float(x / y);
      return operator === '//' ? float(Math.floor(x / y)) : float(x - Math.floor(x / y) * y);
    case '**':
      return float(x ** y);
    default:
      return undefined;
  }
}

function asNumber(value: R): bigint | number | undefined {
  if (value.t === 'int' || value.t === 'float') return value.v;
  return value.t === 'bool' ? (value.v ? 1n : 0n) : undefined;
}

function integers(operator: BinaryOperator, x: bigint, y: bigint): R | undefined {
  switch (operator) {
    case '+':
      return int(x + y);
    case '-':
      return int(x - y);
    case '*':
      return int(x * y);
    case '/':
      if (y === 0n) throw new PythonError('ZeroDivisionError', 'division by zero');
      return float(Number(x) / Number(y));
    case '//':
    case '%': {
      if (y === 0n) throw new PythonError('ZeroDivisionError', 'division by zero');
      const floor = x / y - (x % y !== 0n && x < 0n !== y < 0n ? 1n : 0n);
      return operator === '//' ? int(floor) : int(x - floor * y);
    }
    case '**':
      if (y < 0n) return float(Number(x) ** Number(y));
      return y > 4096n ? undefined : int(x ** y);
    case '<<':
      return y < 0n || y > 4096n ? undefined : int(x << y);
    case '>>':
      return y < 0n || y > 4096n ? undefined : int(x >> y);
    case '&':
      return int(x & y);
    case '|':
      return int(x | y);
    case '^':
      return int(x ^ y);
    case '@':
      return undefined;
  }
}

function unite(a: Sequence, b: Sequence): Sequence {
  return uniqueItems(a.t, [...a.content, ...b.content]);
}

/** A set's items: what is equal stands once. */
export function uniqueItems(type: SequenceType, items: readonly Item[]): Sequence {
  const seen = new Set<string>();
  const content: Item[] = [];
  for (const item of items) {
    const key = item.t === 'rest' || item.t === 'maybe' ? undefined : keyOf(item);
    if (key !== undefined) {
      if (seen.has(key)) continue;
      seen.add(key);
    }
    content.push(item);
  }
  return { t: type, content };
}

function filterSet(machine: Machine, a: Sequence, b: Sequence, keep: boolean): R {
  const content: Item[] = [];
  for (const item of a.content) {
    if (item.t === 'rest' || item.t === 'maybe') return machine.unknown('the items of a set are not known');
    const inside = containsItem(machine, b, item);
    if (inside.t !== 'bool') return machine.unknown('the items of a set are not known');
    if (inside.v === keep) content.push(item);
  }
  return { t: a.t, content };
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

export function equal(machine: Machine, a: R, b: R): R {
  const env = a.env ?? b.env;
  const tagged = (value: R): R => (env ? { ...value, env: { ...env, parse: 'bool' } } : value);
  if (a.t === 'unknown' || b.t === 'unknown') {
    const [subject, other] = a.t === 'unknown' ? [a, b] : [b, a];
    if (subject === other) return TRUE;
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
        ...(other.t === 'unknown' ? {} : { equals: { subject: symbol, constant } }),
      }),
    );
  }
  const known = sameValue(a, b);
  return known === undefined ? machine.unknown('whether two values are equal is not known', { type: 'bool' }) : tagged(bool(known));
}

/** A value of a known type is never equal to plain data of another. */
function neverEqual(type: NonNullable<Extract<R, { t: 'unknown' }>['type']>, other: R): boolean {
  if (other.t === 'none') return true;
  const numeric = ['bool', 'int', 'float'];
  if (!isPlain(other)) return false;
  return numeric.includes(type) ? !numeric.includes(other.t) : type !== other.t;
}

/** Python's `==` of two values that are no choices; undefined when it is not known. */
export function sameValue(a: R, b: R, depth = 0): boolean | undefined {
  if (a === b) return a.t === 'unknown' ? undefined : true;
  if (a.t === 'unknown' || b.t === 'unknown' || a.t === 'choice' || b.t === 'choice' || depth > 50) return undefined;
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
    if (a.content.rest !== undefined || b.content.rest !== undefined) return undefined;
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
  if (isSet(a) && isSet(b)) return machine.unknown('order of sets', { type: 'bool' });
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

/** Negative, zero or positive as in a sort; NaN when unordered; undefined when not known or not comparable. */
export function order(a: R, b: R): number | undefined {
  const left = asNumber(a);
  const right = asNumber(b);
  if (left !== undefined && right !== undefined) {
    if (typeof left === 'bigint' && typeof right === 'bigint') return left < right ? -1 : left > right ? 1 : 0;
    return Number(left) - Number(right);
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

function contains(machine: Machine, container: R, item: R): R {
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
    case 'iterator':
      return tagged(containsItem(machine, container, item));
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
      const answer = container.native?.contains?.(machine as never, container, item);
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

function presence(machine: Machine, value: R): R {
  const known = machine.refined(value);
  if (known.t !== 'choice') return TRUE;
  return choice(known.options.map((option) => ({ guard: option.guard, value: bool(option.value.t !== 'unbound') })));
}

export function containsItem(machine: Machine, container: Sequence, item: R): R {
  let found: Guard = NEVER;
  for (const candidate of container.content) {
    if (candidate.t === 'rest') {
      found = or(found, atomGuard(machine.freshAtom('an item that is not known matches', 'no item that is not known matches')));
      continue;
    }
    const value = candidate.t === 'maybe' ? candidate.value : candidate;
    const guard = candidate.t === 'maybe' ? candidate.guard : ALWAYS;
    if (value.t === 'rest') found = or(found, and(guard, atomGuard(machine.freshAtom('an item matches', 'no item matches'))));
    else
      found = or(
        found,
        and(
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
