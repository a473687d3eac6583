import type * as ast from '../../syntax/python/ast';
import { native } from '../interpreter/calls';
import { sameValue } from '../interpreter/comparisons';
import { isEnumeration, membersOf } from '../interpreter/enumerations';
import { PythonError } from '../interpreter/errors';
import { evaluate } from '../interpreter/expressions';
import type { Machine } from '../interpreter/machine';
import { purePath } from '../interpreter/operators';
import { uniqueItems } from '../interpreter/sets';
import { withEnv } from '../interpreter/truth';
import { bool, type Class, dict, float, int, isSequence, list, NONE, path, type R, type Scope, tuple } from '../runtime/objects';
import { fromJson } from './json';
import { makeObject } from './library';
import { unknownParsed } from './reading';

/** The type of a field, as far as its conversion is evaluated. */
export type Kind =
  | { readonly kind: 'str' }
  | { readonly kind: 'int' }
  | { readonly kind: 'float' }
  | { readonly kind: 'bool' }
  | { readonly kind: 'path' }
  | { readonly kind: 'any' }
  | { readonly kind: 'none' }
  | { readonly kind: 'secret' }
  | Items
  | { readonly kind: 'dict'; readonly key: Kind; readonly value: Kind }
  | { readonly kind: 'union'; readonly members: readonly Kind[] }
  | { readonly kind: 'literal'; readonly values: readonly R[] }
  | { readonly kind: 'enum'; readonly owner: Class }
  | { readonly kind: 'unknown'; readonly reason: string };

/** A container with items of one type. */
interface Items {
  readonly kind: 'list' | 'set' | 'frozenset' | 'tuple';
  readonly item: Kind;
}

const ANY: Kind = { kind: 'any' };
const unknownType = (what: string): Kind => ({ kind: 'unknown', reason: `what ${what} makes of a value is not evaluated` });

/** The type that an annotation names. `from __future__ import annotations` changes nothing of it; one in quotes is not evaluated. */
export function kindOf(machine: Machine, scope: Scope, annotation: ast.Expression): Kind {
  if (annotation.kind === 'BinOp' && annotation.operator === '|')
    return union([kindOf(machine, scope, annotation.left), kindOf(machine, scope, annotation.right)]);
  if (annotation.kind === 'Str') return unknownType('a type in quotes');
  if (annotation.kind === 'Subscript') {
    const origin = evaluated(machine, scope, annotation.value);
    const name = typingName(origin);
    const parts = annotation.index.kind === 'Tuple' ? annotation.index.elements : [annotation.index];
    if (name === 'Literal') return literal(parts.map((part) => evaluated(machine, scope, part)));
    if (origin && name)
      return generic(
        name,
        parts.map((part) => (isEllipsis(part) ? 'more' : kindOf(machine, scope, part))),
      );
    return unknownType('a type of this kind');
  }
  const value = evaluated(machine, scope, annotation);
  return value ? plainKind(value) : unknownType('a type that is not known');
}

const isEllipsis = (node: ast.Expression): boolean => node.kind === 'Singleton' && node.value === 'Ellipsis';

function evaluated(machine: Machine, scope: Scope, node: ast.Expression): R | undefined {
  try {
    return machine.refined(evaluate(machine, scope, node));
  } catch (error) {
    if (error instanceof PythonError) return undefined;
    throw error;
  }
}

/** `Optional` of `typing.Optional`, `list` of the built-in one. */
function typingName(value: R | undefined): string | undefined {
  if (value?.t === 'opaque' && value.name?.startsWith('typing.')) return value.name.slice('typing.'.length);
  return value?.t === 'native' ? value.type : undefined;
}

/** A type that is a value: a class, `typing.Any`, or what `X = Literal["a"]` made. */
function plainKind(value: R): Kind {
  if (value.t === 'none') return { kind: 'none' };
  if (value.t === 'opaque') {
    const [origin, args] = [value.attribute?.('__origin__'), value.attribute?.('__args__')];
    const name = typingName(origin);
    if (name && args?.t === 'tuple') {
      const parts = args.content.filter((item): item is R => item.t !== 'rest' && item.t !== 'maybe');
      if (name === 'Literal') return literal(parts);
      return generic(
        name,
        parts.map((part) => (part.t === 'opaque' && part.name === 'Ellipsis' ? 'more' : plainKind(part))),
      );
    }
    const bare = typingName(value);
    if (bare === 'Any') return ANY;
    return bare && bare in GENERIC ? generic(bare, []) : unknownType('a type of this kind');
  }
  if (value.t === 'native') {
    const simple = SIMPLE[value.type ?? ''];
    if (simple) return { kind: simple };
    return value.type && value.type in GENERIC ? generic(value.type, []) : unknownType('a type of this kind');
  }
  if (value.t === 'class' && isEnumeration(value)) return { kind: 'enum', owner: value };
  if (value.t === 'class' && value.name === 'SecretStr' && value.module === undefined) return { kind: 'secret' };
  return unknownType(value.t === 'class' ? value.name : 'a type that is not known');
}

const SIMPLE: Readonly<Record<string, 'str' | 'int' | 'float' | 'bool' | 'path'>> = {
  str: 'str',
  int: 'int',
  float: 'float',
  bool: 'bool',
  Path: 'path',
};

const GENERIC: Readonly<Record<string, 'list' | 'set' | 'frozenset' | 'tuple' | 'dict'>> = {
  List: 'list',
  list: 'list',
  Set: 'set',
  set: 'set',
  frozenset: 'frozenset',
  Tuple: 'tuple',
  tuple: 'tuple',
  Dict: 'dict',
  dict: 'dict',
};

function generic(name: string, parts: readonly (Kind | 'more')[]): Kind {
  const kinds = parts.filter((part) => part !== 'more');
  const [first = ANY, second = ANY] = kinds;
  if (name === 'Optional') return union([first, { kind: 'none' }]);
  if (name === 'Union') return union(kinds);
  const kind = Object.hasOwn(GENERIC, name) ? GENERIC[name] : undefined;
  if (!kind) return unknownType(name);
  if (kind === 'dict') return { kind, key: first, value: second };
  if (kind === 'tuple' && parts.length > 0 && !(parts.length === 2 && parts[1] === 'more')) return unknownType('a tuple of this kind');
  return { kind, item: first };
}

/** One of several types; one alone is itself. */
export function union(members: readonly Kind[]): Kind {
  const flat = members.flatMap((member) => (member.kind === 'union' ? member.members : [member]));
  const [first] = flat;
  return first && flat.length === 1 ? first : { kind: 'union', members: flat };
}

function literal(values: readonly (R | undefined)[]): Kind {
  return values.every((value) => value?.t === 'str')
    ? { kind: 'literal', values: values as readonly R[] }
    : unknownType('a literal of this kind');
}

/** Whether the text of a variable is JSON for a field of this type; undefined where that is not known. */
export function isComplex(kind: Kind): boolean | undefined {
  if (kind.kind === 'unknown') return undefined;
  if (kind.kind === 'union') return kind.members.some((member) => isComplex(member) !== false) ? undefined : false;
  return ['list', 'set', 'frozenset', 'tuple', 'dict'].includes(kind.kind);
}

const UNEVALUATED = 'what pydantic makes of the text of this variable is not evaluated';

/** What a value cannot be made into. */
export class Refused extends Error {}

/** A field's value from the text of a variable. Throws `Refused` where pydantic surely does; unknown where that is not sure. */
export function fromVariable(machine: Machine, kind: Kind, text: R, modern: boolean): R {
  if (text.t === 'unknown') return unknownOf(machine, kind, text);
  if (text.t !== 'str') return machine.unknown('the text of a variable is not known');
  const optional = kind.kind === 'union' ? kind.members.filter((member) => member.kind !== 'none') : [];
  const [only] = optional;
  if (only && optional.length === 1) return fromVariable(machine, only, text, modern);
  const complex = isComplex(kind);
  if (complex === false || kind.kind === 'unknown') return converted(machine, kind, text, modern);
  if (complex === undefined && modern) return converted(machine, { kind: 'unknown', reason: UNEVALUATED }, text, modern);
  if (text.v.trim() === 'null') return machine.unknown(UNEVALUATED);
  // Of a union with lists in it pydantic 1 takes a text that is no JSON as it is.
  const value = fromJson(text.v) ?? (complex ? undefined : text);
  if (!value && !/NaN|Infinity/.test(text.v)) throw new Refused('it is no JSON');
  if (!value) return machine.unknown(UNEVALUATED);
  const result = converted(machine, kind, value, modern);
  return text.env && (result.t === 'list' || result.t === 'dict') ? { ...result, env: { ...text.env, parse: 'json' } } : result;
}

function unknownOf(machine: Machine, kind: Kind, text: R): R {
  switch (kind.kind) {
    case 'str':
    case 'int':
    case 'float':
    case 'bool':
      return unknownParsed(text, kind.kind, kind.kind);
    case 'list':
    case 'tuple':
    case 'dict':
      return unknownParsed(text, `json ${kind.kind}`, kind.kind);
    case 'any':
      return text;
    case 'union': {
      const members = kind.members.filter((member) => member.kind !== 'none');
      const [only] = members;
      return only && members.length === 1 ? unknownOf(machine, only, text) : unknownParsed(text, 'union');
    }
    case 'unknown':
      return machine.unknownFrom([], kind.reason, text.env ? { env: text.env } : {});
    default:
      return unknownParsed(text, kind.kind);
  }
}

/** A field's value from a value of Python: a default, an argument, a part of a JSON text. As `fromVariable` otherwise. */
export function converted(machine: Machine, kind: Kind, value: R, modern: boolean): R {
  if (value.t === 'choice') return machine.lift([value], ([one]) => converted(machine, kind, one ?? NONE, modern));
  if (kind.kind === 'unknown') return machine.unknown(kind.reason, value.env ? { env: value.env } : {});
  if (kind.kind === 'any') return value;
  if (kind.kind === 'union') return ofUnion(machine, kind.members, value, modern);
  if (value.t === 'unknown') return value.type === kind.kind ? value : machine.unknownFrom([value], 'a value is not known');
  if (value.t === 'none' && kind.kind !== 'none') throw new Refused('None is not allowed');
  const unsure = () => machine.unknownFrom([value], 'how pydantic converts this value is not evaluated');
  switch (kind.kind) {
    case 'none':
      if (value.t === 'none') return value;
      throw new Refused('none is required');
    case 'str':
      return value.t === 'str' ? value : unsure();
    case 'int':
      return value.t === 'int' ? value : value.t === 'str' ? (integer(value) ?? unsure()) : unsure();
    case 'float':
      if (value.t === 'int') return float(Number(value.v));
      return value.t === 'float' ? value : value.t === 'str' ? (decimal(value) ?? unsure()) : unsure();
    case 'bool':
      return value.t === 'bool' ? value : value.t === 'str' ? truth(value) : unsure();
    case 'path':
      return value.t === 'path'
        ? value
        : value.t === 'str'
          ? withEnv(path(purePath(value.v === '' ? '.' : value.v)), value, 'path')
          : unsure();
    case 'secret':
      return value.t === 'str' ? secret(value) : unsure();
    case 'literal':
      if (value.t !== 'str') return unsure();
      if (kind.values.some((one) => sameValue(one, value) === true)) return value;
      throw new Refused('it is none of the allowed values');
    case 'enum':
      return ofEnumeration(machine, kind.owner, value) ?? unsure();
    case 'dict':
      return ofDict(machine, kind, value, modern) ?? unsure();
    case 'list':
    case 'set':
    case 'frozenset':
    case 'tuple':
      return ofItems(machine, kind, value, modern) ?? unsure();
  }
}

type Text = Extract<R, { t: 'str' }>;

function integer(value: Text): R | undefined {
  const text = value.v.trim();
  if (/^[+-]?\d+$/.test(text)) return withEnv(int(BigInt(text.replace(/^\+/, ''))), value, 'int');
  if (!/\p{Nd}/u.test(text) || /[a-z]/i.test(text) || /^[+-]?\d+\.\d*[1-9]\d*$/.test(text)) throw new Refused('it is no whole number');
  return undefined;
}

function decimal(value: Text): R | undefined {
  const text = value.v.trim();
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return withEnv(float(Number(text)), value, 'float');
  if (text === '' || /^[a-df-hj-mo-z]+$/i.test(text)) throw new Refused('it is no number');
  return undefined;
}

/** The words are those of pydantic 1 and 2. */
function truth(value: Text): R {
  const word = value.v.toLowerCase();
  if (['1', 'on', 't', 'true', 'y', 'yes'].includes(word)) return withEnv(bool(true), value, 'bool');
  if (['0', 'off', 'f', 'false', 'n', 'no'].includes(word)) return withEnv(bool(false), value, 'bool');
  throw new Refused('it is no boolean');
}

/** Left to right in pydantic 1. In pydantic 2 the type that the value has already wins; other unions are not evaluated. */
function ofUnion(machine: Machine, members: readonly Kind[], value: R, modern: boolean): R {
  if (value.t === 'none' && members.some((member) => member.kind === 'none')) return value;
  const others = members.filter((member) => member.kind !== 'none');
  const [only] = others;
  if (only && others.length === 1) return converted(machine, only, value, modern);
  if (!modern) return firstThatTakes(machine, others, value);
  const exact = others.find((member) => member.kind === value.t && ['str', 'int', 'float', 'bool', 'path'].includes(value.t));
  if (exact && others.every((member) => member.kind !== 'any')) return value;
  return machine.unknownFrom([value], 'which of several types a value gets is not evaluated', value.env ? { env: value.env } : {});
}

function firstThatTakes(machine: Machine, members: readonly Kind[], value: R): R {
  for (const member of members) {
    try {
      return converted(machine, member, value, false);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
  }
  throw new Refused('none of its types takes it');
}

function ofEnumeration(machine: Machine, owner: Class, value: R): R | undefined {
  if (value.t === 'instance') return value.class === owner ? value : undefined;
  if (value.t !== 'str') return undefined;
  const members = membersOf(owner) ?? [];
  const values = members.map((member) => (member.t === 'instance' ? machine.refined(member.names.get('value') ?? NONE) : NONE));
  if (values.some((one) => one.t !== 'str' && one.t !== 'int')) return undefined;
  const at = values.findIndex((one) => one.t === 'str' && one.v === value.v);
  const member = members[at];
  if (member?.t === 'instance') return member;
  if (values.every((one) => one.t === 'str')) throw new Refused('it is no member of the enumeration');
  return undefined;
}

const NO_CONTAINERS: ReadonlySet<R['t']> = new Set(['bool', 'int', 'float', 'str']);
const NO_DICTS: ReadonlySet<R['t']> = new Set([...NO_CONTAINERS, 'list', 'tuple', 'set']);

function ofDict(machine: Machine, kind: Extract<Kind, { kind: 'dict' }>, value: R, modern: boolean): R | undefined {
  // Pydantic 1 makes a dict of whatever `dict()` takes.
  if (modern && NO_DICTS.has(value.t)) throw new Refused('a dict is required');
  if (value.t !== 'dict') return undefined;
  const pairs = [...value.content.entries.values()].map(
    (entry) => [converted(machine, kind.key, entry.key, modern), converted(machine, kind.value, entry.value, modern)] as const,
  );
  return { ...dict(pairs, value.content.rest), ...(value.at ? { at: value.at } : {}) };
}

function ofItems(machine: Machine, kind: Items, value: R, modern: boolean): R | undefined {
  if (value.t === 'dict' || NO_CONTAINERS.has(value.t)) throw new Refused(`a ${kind.kind} is required`);
  if (!isSequence(value) || value.t === 'iterator' || (value.t !== kind.kind && value.t !== 'list')) return undefined;
  const items = value.content.map((item) =>
    item.t === 'rest'
      ? item
      : item.t === 'maybe'
        ? ({ t: 'rest', reason: 'an item is there only sometimes' } as const)
        : converted(machine, kind.item, item, modern),
  );
  const tags = value.at ? { at: value.at } : {};
  if (kind.kind === 'list') return { ...list(items), ...tags };
  if (kind.kind === 'tuple') return { ...tuple(items), ...tags };
  return { ...uniqueItems(kind.kind, items), ...tags };
}

/** `SecretStr`: its text is given only to who asks for it. */
function secret(value: Text): R {
  return makeObject('SecretStr', (_machine, _self, name) => (name === 'get_secret_value' ? native(name, () => value) : undefined));
}
