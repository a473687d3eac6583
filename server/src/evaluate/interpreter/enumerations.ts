import { isPlain } from '../runtime/heap';
import { type Class, type Instance, type Item, type R, str, tuple } from '../runtime/objects';
import { typeAttribute } from './attributes';
import { native } from './calls';
import { PythonError } from './errors';
import type { Machine } from './machine';

/** The name under which a class of `enum` says so; no name of Python's. */
export const ENUMERATION = '<enumeration>';
/** The name under which an enumeration keeps its members. */
export const MEMBERS = '<members>';

/** Whether a class derives from `enum.Enum`. */
export function isEnumeration(owner: Class): boolean {
  return owner.names.has(ENUMERATION) || owner.bases.some((base) => base.t === 'class' && isEnumeration(base));
}

/** Whether members of the enumeration are data of another type too: `class Tier(str, Enum)`, `IntEnum`. */
export function isMixed(owner: Class): boolean {
  const marker = owner.names.get(ENUMERATION);
  if (marker) return marker.t === 'str';
  return owner.bases.some((base) => (base.t === 'class' ? isEnumeration(base) && isMixed(base) : true));
}

/** Makes members of the plain names of an enumeration's body. */
export function makeMembers(machine: Machine, owner: Class): void {
  const mixed = isMixed(owner);
  const members: Instance[] = [];
  for (const [name, value] of owner.names) {
    if (name.startsWith('_') || value.t === 'function' || value.t === 'native' || value.t === 'class') continue;
    const names = new Map<string, R>([
      ['name', str(name)],
      ['_name_', str(name)],
      ['value', memberValue(machine, value)],
      ['_value_', memberValue(machine, value)],
    ]);
    const member: Instance = { t: 'instance', class: owner, names, ...(value.at ? { at: value.at } : {}) };
    members.push(member);
    owner.names.set(name, member);
  }
  owner.names.set(MEMBERS, tuple(members));
  if (!mixed) return;
  // What such a member equals and how it is written depends on the type that it also is.
  const unknown = native('enumeration', (vm) => vm.unknown('a member of an enumeration'), { raw: true });
  for (const name of ['__eq__', '__bool__', '__format__', '__lt__', '__add__', '__radd__', '__mod__'])
    if (!owner.names.has(name)) owner.names.set(name, unknown);
}

function memberValue(machine: Machine, value: R): R {
  return value.t === 'opaque' ? machine.unknown('a value that the enumeration makes') : value;
}

/** The members of an enumeration, as iterating the class gives them; undefined for another class. */
export function membersOf(owner: Class): readonly Item[] | undefined {
  const members = owner.names.get(MEMBERS);
  return members?.t === 'tuple' ? members.content : undefined;
}

/** `Tier("prod")`, `Tier["PROD"]`: the member; unknown when it cannot be told. */
export function memberWhere(machine: Machine, owner: Class, field: 'name' | 'value', wanted: R): R {
  for (const member of membersOf(owner) ?? []) {
    const value = member.t === 'instance' ? member.names.get(field) : undefined;
    if (member.t === 'instance' && value?.t === 'str' && wanted.t === 'str' && value.v === wanted.v) return member;
    if (member.t === 'instance' && value?.t === 'int' && wanted.t === 'int' && value.v === wanted.v) return member;
  }
  const plain = (value: R | undefined) => value !== undefined && isPlain(value);
  const clear = (membersOf(owner) ?? []).every((member) => member.t === 'instance' && plain(member.names.get(field)));
  const own = typeAttribute(owner, '_missing_') ?? typeAttribute(owner, '__getitem__');
  if (clear && plain(wanted) && (field === 'name' || (!own && !isMixed(owner)))) {
    if (field === 'name') throw new PythonError('KeyError', 'no such member', wanted);
    throw new PythonError('ValueError', `not a valid ${owner.name}`);
  }
  return machine.unknown('a member of an enumeration');
}
