import type { BinaryOperator } from '../../syntax/python/ast';
import { bool, float, int, type R } from '../runtime/objects';
import { PythonError } from './errors';

export function arithmetic(operator: BinaryOperator, a: R, b: R): R | undefined {
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
      return float(operator === '//' ? floorQuotient(x, y) : floorRest(x, y));
    case '**':
      return float(x ** y);
    default:
      return undefined;
  }
}

/** The rest has the sign of the divisor. */
function floorRest(x: number, y: number): number {
  const rest = x % y;
  return rest !== 0 && rest < 0 !== y < 0 ? rest + y : rest;
}

function floorQuotient(x: number, y: number): number {
  const quotient = (x - floorRest(x, y)) / y;
  const whole = Math.floor(quotient);
  return quotient - whole > 0.5 ? whole + 1 : whole;
}

export function asNumber(value: R): bigint | number | undefined {
  if (value.t === 'int' || value.t === 'float') return value.v;
  return value.t === 'bool' ? (value.v ? 1n : 0n) : undefined;
}

/** Larger numbers are not settings: counting with them takes long. */
const MAX_BITS = 16_384;
const MAX_INTEGER = 1n << BigInt(MAX_BITS);
const MIN_INTEGER = -MAX_INTEGER;

function integers(operator: BinaryOperator, x: bigint, y: bigint): R | undefined {
  if ([x, y].some((one) => one > MAX_INTEGER || one < MIN_INTEGER)) return undefined;
  switch (operator) {
    case '+':
      return int(x + y);
    case '-':
      return int(x - y);
    case '*':
      return int(x * y);
    case '/':
      if (y === 0n) throw new PythonError('ZeroDivisionError', 'division by zero');
      return isSafe(x) && isSafe(y) ? float(Number(x) / Number(y)) : undefined;
    case '//':
    case '%': {
      if (y === 0n) throw new PythonError('ZeroDivisionError', 'division by zero');
      const floor = x / y - (x % y !== 0n && x < 0n !== y < 0n ? 1n : 0n);
      return operator === '//' ? int(floor) : int(x - floor * y);
    }
    case '**':
      if (y < 0n && x === 0n) throw new PythonError('ZeroDivisionError', '0.0 cannot be raised to a negative power');
      if (y < 0n) return isSafe(x) ? float(Number(x) ** Number(y)) : undefined;
      return y * BigInt(x.toString(2).length) > MAX_BITS ? undefined : int(x ** y);
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

function isSafe(value: bigint): boolean {
  return Number.isSafeInteger(Number(value));
}
