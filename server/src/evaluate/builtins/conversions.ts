import { findAttribute, typeAttribute } from '../interpreter/attributes';
import { argument, callWith, native, rawNative } from '../interpreter/calls';
import { merged } from '../interpreter/dicts';
import { PythonError } from '../interpreter/errors';
import { asciiText, formatValue, repr, toText } from '../interpreter/format';
import { iterate, iterateUnordered } from '../interpreter/iteration';
import type { Machine } from '../interpreter/machine';
import { parseFloatText, parseInteger, rounded, roundedInteger } from '../interpreter/numbers';
import { binary } from '../interpreter/operators';
import { uniqueItems } from '../interpreter/sets';
import { unsure } from '../interpreter/templates';
import { truthOf } from '../interpreter/truth';
import { choice } from '../runtime/heap';
import {
  bytes,
  type CallArguments,
  dict,
  dictContent,
  FALSE,
  float,
  type Item,
  int,
  isSequence,
  type Native,
  NONE,
  type R,
  str,
  TRUE,
  tuple,
} from '../runtime/objects';
import { bytesOf, decodeBytes } from './codecs';
import { entriesOf } from './pairs';

const isClear = (items: readonly Item[]): items is readonly R[] => items.every((item) => item.t !== 'rest' && item.t !== 'maybe');

function type(name: string, call: (machine: Machine, args: CallArguments) => R, extra: Partial<Native> = {}): Native {
  return rawNative(name, call, { type: name, ...extra });
}

/** Applies to each option of the first argument. */
export function onFirst(machine: Machine, args: CallArguments, fallback: R, apply: (value: R) => R): R {
  return machine.lift([args.positional[0] ?? fallback], ([value]) => (value ? apply(value) : fallback));
}

const sequenceType = (name: 'list' | 'tuple'): Native =>
  type(name, (machine, args) => ({ t: name, content: args.positional[0] ? iterate(machine, args.positional[0]) : [], at: args.at }));

const setType = (name: 'set' | 'frozenset'): Native =>
  type(name, (machine, args) => ({
    ...uniqueItems(name, args.positional[0] ? iterateUnordered(machine, args.positional[0]) : []),
    at: args.at,
  }));

/** Built-in types and functions that make one plain value of another. */
export const CONVERSIONS: Readonly<Record<string, R>> = {
  str: type('str', (machine, args) => onFirst(machine, args, str(''), (value) => toStr(machine, value, args))),
  repr: rawNative('repr', (machine, args) => onFirst(machine, args, NONE, (value) => shown(machine, value, repr, args))),
  ascii: rawNative('ascii', (machine, args) => onFirst(machine, args, NONE, (value) => shown(machine, value, asciiText, args))),
  bytes: type('bytes', (machine, args) => onFirst(machine, args, bytes(''), (value) => toBytes(machine, value, args))),
  int: type('int', (machine, args) =>
    onFirst(machine, args, int(0), (value) => toInt(machine, value, args.positional[1] ?? args.keywords.get('base'))),
  ),
  float: type('float', (machine, args) => onFirst(machine, args, float(0), (value) => toFloat(machine, value))),
  bool: type('bool', (machine, args) => toBool(machine, args.positional[0] ?? FALSE)),
  list: sequenceType('list'),
  tuple: sequenceType('tuple'),
  set: setType('set'),
  frozenset: setType('frozenset'),
  dict: type(
    'dict',
    (machine, args) => {
      const named = dictContent(
        [...args.keywords].map(([name, value]) => [str(name), value] as const),
        args.open,
      );
      return onFirst(machine, args, { t: 'dict', content: named, at: args.at }, (source) => ({
        t: 'dict',
        content: merged(entriesOf(machine, source), named),
        at: args.at,
      }));
    },
    { attributes: new Map<string, R>([['fromkeys', rawNative('dict.fromkeys', fromKeys)]]) },
  ),
  chr: native('chr', (machine, args) => {
    const [value] = args.positional;
    if (value?.t !== 'int' || value.v < 0n || value.v > 0x10ffffn) return machine.unknown('chr() is not evaluated', { type: 'str' });
    return str(String.fromCodePoint(Number(value.v)));
  }),
  ord: native('ord', (machine, args) => {
    const [value] = args.positional;
    if (value?.t !== 'str' || [...value.v].length !== 1) return machine.unknown('ord() is not evaluated', { type: 'int' });
    return int(value.v.codePointAt(0) ?? 0);
  }),
  hex: radix('hex', 'x'),
  oct: radix('oct', 'o'),
  bin: radix('bin', 'b'),
  format: native('format', (machine, args) => {
    const [value, spec] = args.positional;
    const text = value && formatValue(value, spec?.t === 'str' ? spec.v : '');
    return text === undefined ? unsure(machine, 'a format is not evaluated') : str(text);
  }),
  abs: native('abs', (machine, args) => {
    const value = args.positional[0];
    if (value?.t === 'int') return int(value.v < 0n ? -value.v : value.v);
    if (value?.t === 'bool') return int(value.v ? 1 : 0);
    if (value?.t === 'float') return float(Math.abs(value.v));
    return machine.unknown('abs() of an object');
  }),
  round: native('round', (machine, args) => round(machine, args.positional[0] ?? NONE, argument(args, 1, 'ndigits') ?? NONE)),
  divmod: native('divmod', (machine, args) => {
    const [left, right] = args.positional;
    if (!left || !right) return machine.unknown('divmod() is not evaluated');
    return tuple([binary(machine, '//', left, right), binary(machine, '%', left, right)]);
  }),
  pow: native('pow', (machine, args) => {
    const [base, exponent, modulus] = args.positional;
    if (!base || !exponent || modulus) return machine.unknown('pow() is not evaluated');
    return binary(machine, '**', base, exponent);
  }),
};

function radix(name: string, spec: string): Native {
  return native(name, (machine, args) => {
    const text = args.positional[0]?.t === 'int' ? formatValue(args.positional[0], `#${spec}`) : undefined;
    return text === undefined ? machine.unknown(`${name}() is not evaluated`, { type: 'str' }) : str(text);
  });
}

function toStr(machine: Machine, value: R, args: CallArguments): R {
  if (value.t === 'unknown') return machine.unknownFrom([value], 'a text is not known', { type: 'str' });
  const encoding = argument(args, 1, 'encoding');
  if (encoding) {
    const decoded = value.t === 'bytes' ? decodeBytes(value.v, encoding, argument(args, 2, 'errors')) : undefined;
    return decoded === undefined ? machine.unknown('bytes as a text', { type: 'str' }) : str(decoded);
  }
  if (value.t === 'instance' && !value.native) {
    const method = findAttribute(machine, value, '__str__', args.at) ?? findAttribute(machine, value, '__repr__', args.at);
    if (method) return callWith(machine, method, [], args.at);
  }
  const text = toText(value);
  if (text === undefined) return machine.unknown('the text of an object is not known', { type: 'str' });
  return value.env ? { ...str(text), env: value.env } : str(text);
}

function shown(machine: Machine, value: R, text: (value: R) => string | undefined, args: CallArguments): R {
  if (value.t === 'instance' && !value.native) {
    const method = findAttribute(machine, value, '__repr__', args.at);
    if (method) return callWith(machine, method, [], args.at);
  }
  const known = text(value);
  return known === undefined ? machine.unknownFrom([value], 'the text of an object is not known', { type: 'str' }) : str(known);
}

function toBytes(machine: Machine, value: R, args: CallArguments): R {
  const unknown = () => machine.unknownFrom([value], 'bytes are not known', { type: 'bytes' });
  if (value.t === 'bytes') return value;
  if (value.t === 'str') {
    const encoding = argument(args, 1, 'encoding');
    if (!encoding) throw new PythonError('TypeError', 'string argument without an encoding');
    const encoded = bytesOf(value.v, encoding, argument(args, 2, 'errors'));
    return encoded === undefined ? unknown() : bytes(encoded);
  }
  if (value.t === 'int') return value.v >= 0n && value.v <= 5_000n ? bytes('\0'.repeat(Number(value.v))) : unknown();
  if (!isSequence(value)) return unknown();
  const items = iterate(machine, value);
  const codes = items.map((item) => (item.t === 'int' && item.v >= 0n && item.v < 256n ? Number(item.v) : undefined));
  return codes.some((code) => code === undefined) ? unknown() : bytes(codes.map((code) => String.fromCharCode(code ?? 0)).join(''));
}

/** Longer digits are refused by Python itself. */
const MAX_DIGITS = 4_300;

/** `int(value, base)`. */
export function toInt(machine: Machine, value: R, base?: R): R {
  const tagged = (result: R): R => (value.env ? { ...result, env: { ...value.env, parse: 'int' } } : result);
  const known = base && machine.refined(base);
  switch (value.t) {
    case 'int':
      return tagged(value);
    case 'bool':
      return int(value.v ? 1 : 0);
    case 'float':
      if (!Number.isFinite(value.v))
        throw new PythonError(Number.isNaN(value.v) ? 'ValueError' : 'OverflowError', 'cannot convert float to integer');
      return int(BigInt(Math.trunc(value.v)));
    case 'str':
    case 'bytes': {
      if ((known && known.t !== 'int') || value.v.length > MAX_DIGITS) break;
      const parsed = parseInteger(value.v, known ? Number(known.v) : 10);
      if (parsed === undefined) throw new PythonError('ValueError', 'invalid literal for int()');
      return tagged(int(parsed));
    }
    case 'none':
    case 'list':
    case 'dict':
    case 'tuple':
      throw new PythonError('TypeError', 'int() argument must be a string or a number');
    default:
      break;
  }
  machine.mayRaise(new PythonError('ValueError', 'invalid literal for int()'));
  return withParse(machine.unknownFrom([value], 'a number is not known', { type: 'int' }), 'int');
}

function withParse(value: R, parse: string): R {
  return value.env ? { ...value, env: { ...value.env, parse } } : value;
}

/** `float(value)`. */
export function toFloat(machine: Machine, value: R): R {
  if (value.t === 'float') return value;
  if (value.t === 'int') return float(Number(value.v));
  if (value.t === 'bool') return float(value.v ? 1 : 0);
  if (value.t === 'str') {
    const parsed = parseFloatText(value.v);
    if (parsed === undefined) throw new PythonError('ValueError', 'could not convert string to float');
    return withParse({ ...float(parsed), ...(value.env ? { env: value.env } : {}) }, 'float');
  }
  if (value.t === 'none') throw new PythonError('TypeError', 'float() argument must be a string or a number');
  machine.mayRaise(new PythonError('ValueError', 'could not convert string to float'));
  return withParse(machine.unknownFrom([value], 'a number is not known', { type: 'float' }), 'float');
}

/** Python's own `bool()`: of a text it only asks whether it is empty, which the tag remembers. */
function toBool(machine: Machine, value: R): R {
  const truth = truthOf(machine, value);
  const options = [
    { guard: truth.yes, value: TRUE },
    { guard: truth.no, value: FALSE },
  ].filter((option) => option.guard.length > 0);
  const result = choice(options);
  if (!value.env) return result;
  const parse = value.env.parse === 'str' ? 'bool()' : 'bool';
  return { ...result, env: { ...value.env, parse } };
}

function round(machine: Machine, value: R, digits: R): R {
  const places = digits.t === 'int' ? Number(digits.v) : digits.t === 'none' ? undefined : Number.NaN;
  if (Number.isNaN(places ?? 0) || Math.abs(places ?? 0) > 400) return machine.unknown('rounding is not evaluated');
  if (value.t === 'int' || value.t === 'bool') {
    const whole = BigInt(value.v);
    return int((places ?? 0) >= 0 ? whole : roundedInteger(whole, places));
  }
  if (value.t !== 'float' || !Number.isFinite(value.v)) return machine.unknown('rounding is not evaluated');
  return places === undefined ? int(roundedInteger(value.v)) : float(rounded(value.v, places));
}

function fromKeys(machine: Machine, args: CallArguments): R {
  const keys = args.positional[0] ? iterate(machine, args.positional[0]) : [];
  if (!isClear(keys)) return machine.unknown('the keys of a dict are not known');
  return dict(keys.map((key) => [key, args.positional[1] ?? NONE] as const));
}

/** `object.__len__()` of an own class; undefined when it has none. */
export function ownLength(machine: Machine, value: R, args: CallArguments): R | undefined {
  if (value.t !== 'instance' || value.native) return undefined;
  const method = typeAttribute(value.class, '__len__');
  return method?.t === 'function' ? callWith(machine, { t: 'method', self: value, function: method }, [], args.at) : undefined;
}
