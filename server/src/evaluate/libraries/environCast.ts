import type { Place } from '../../base/text';
import { builtin } from '../builtins/builtins';
import { toInt } from '../builtins/conversions';
import { asciiDigits } from '../builtins/digits';
import { callWith } from '../interpreter/calls';
import { presentEntry } from '../interpreter/dicts';
import { PythonError } from '../interpreter/errors';
import type { Machine } from '../interpreter/machine';
import { bool, dict, float, type Item, list, path, type R, str, tuple, type Unknown } from '../runtime/objects';
import { strip } from './envFiles/text';
import { unknownParsed } from './reading';

export const TRUE_TEXTS: readonly string[] = ['true', 'on', 'ok', 'y', 'yes', '1'];

/** How django-environ names the kind of a cast: what `Env.parse_value` tells apart. */
export type CastKind = 'str' | 'bool' | 'int' | 'float' | 'list' | 'tuple' | 'dict' | 'other';

export function castKind(cast: R | undefined): CastKind {
  if (!cast || cast.t === 'none') return 'str';
  if (cast.t === 'list' || cast.t === 'tuple' || cast.t === 'dict') return cast.t;
  if (cast.t !== 'native') return 'other';
  switch (cast.type) {
    case 'str':
    case 'bool':
    case 'int':
    case 'float':
    case 'list':
    case 'tuple':
    case 'dict':
      return cast.type;
    default:
      return 'other';
  }
}

/** The type of a default, which django-environ casts with when it is told nothing else (`smart_cast`). */
export function typeOfDefault(machine: Machine, value: R): R | undefined {
  if (value.t === 'path') return pathType(machine);
  return ['str', 'bool', 'int', 'float', 'list', 'tuple', 'dict', 'bytes', 'set', 'frozenset'].includes(value.t)
    ? builtin(value.t, machine)
    : undefined;
}

function pathType(machine: Machine): R {
  return {
    t: 'native',
    name: 'Path',
    type: 'Path',
    call: (_: never, args) => {
      const text = args.positional[0];
      if (text?.t === 'str' || text?.t === 'path') return path(text.v);
      return machine.unknown('a path is not known');
    },
  };
}

/** `Env.parse_value(value, cast)`; `value` is no choice. */
export function parseValue(machine: Machine, value: R, cast: R | undefined, at: Place): R {
  if (!cast || cast.t === 'none') return value;
  const kind = castKind(cast);
  if (value.t === 'unknown' && kind !== 'other') return unknownParsed(value, kind, kind satisfies Unknown['type']);
  switch (kind) {
    case 'bool':
      return toBool(machine, value);
    case 'list':
      return listOf(machine, textOf(value).split(','), cast.t === 'list' ? cast.content[0] : undefined, at);
    case 'tuple': {
      const text = textOf(value)
        .replace(/^\(+|\(+$/g, '')
        .replace(/^\)+|\)+$/g, '');
      const items = listOf(machine, text.split(','), cast.t === 'tuple' ? cast.content[0] : undefined, at);
      return items.t === 'list' ? { ...tuple(items.content), at } : items;
    }
    case 'dict':
      return cast.t === 'dict' ? typedDict(machine, textOf(value), cast, at) : plainDict(textOf(value), at);
    case 'float':
      return toFloat(textOf(value));
    default:
      return callWith(machine, cast, [value], at);
  }
}

function textOf(value: R): string {
  if (value.t === 'str') return value.v;
  throw new PythonError('AttributeError', `'${value.t}' object has no attribute 'split'`);
}

function toBool(machine: Machine, value: R): R {
  try {
    const number = toInt(machine, value, undefined);
    return bool(number.t === 'int' && number.v !== 0n);
  } catch (error) {
    if (!(error instanceof PythonError) || error.type !== 'ValueError') throw error;
    return bool(TRUE_TEXTS.includes(strip(textOf(value).toLowerCase())));
  }
}

function listOf(machine: Machine, parts: readonly string[], cast: Item | undefined, at: Place): R {
  if (cast?.t === 'rest' || cast?.t === 'maybe') return machine.unknown('how a list is read is not known', { type: 'list' });
  const items = parts.filter((part) => part !== '').map((part): R => (cast ? callWith(machine, cast, [str(part)], at) : str(part)));
  return { ...list(items), at };
}

/** `a=1,b=2`, with `dict` itself as the cast. */
function plainDict(text: string, at: Place): R {
  const pairs = text
    .split(',')
    .filter((part) => part !== '')
    .map((part) => {
      const equals = part.indexOf('=');
      if (equals < 0) throw new PythonError('ValueError', 'dictionary update sequence element has length 1; 2 is required');
      return [str(part.slice(0, equals)), str(part.slice(equals + 1))] as const;
    });
  return { ...dict(pairs), at };
}

/** `a=1;b=2`, with `{"key": …, "value": …, "cast": {…}}` as the cast. */
function typedDict(machine: Machine, text: string, cast: Extract<R, { t: 'dict' }>, at: Place): R {
  const part = (name: string): R | undefined => presentEntry(machine, cast, str(name));
  const byKey = part('cast');
  const pairs = text
    .split(';')
    .filter((one) => one !== '')
    .map((one) => {
      const [key = '', value] = one.split('=');
      if (value === undefined) throw new PythonError('IndexError', 'list index out of range');
      const own = byKey?.t === 'dict' ? presentEntry(machine, byKey, str(key)) : undefined;
      const keyCast = part('key');
      return [
        keyCast ? callWith(machine, keyCast, [str(key)], at) : str(key),
        parseValue(machine, str(value), own ?? part('value') ?? builtin('str', machine), at),
      ] as const;
    });
  return { ...dict(pairs), at };
}

/** Currency signs and thousands separators go; the last comma or point is the decimal one. */
function toFloat(text: string): R {
  const parts = asciiDigits(text)
    .replace(/[^\d,.-]/g, '')
    .split(/[,.]/);
  const number = parts.length === 1 ? (parts[0] ?? '') : `${parts.slice(0, -1).join('')}.${parts.at(-1)}`;
  if (!/^-?(\d+\.?\d*|\.\d+)$/.test(number)) throw new PythonError('ValueError', 'could not convert string to float');
  return float(Number(number));
}
