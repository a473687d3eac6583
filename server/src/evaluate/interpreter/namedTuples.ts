import type { Class, Dict, R, Sequence } from '../runtime/objects';
import { dict, NONE, str, tuple } from '../runtime/objects';
import { linearized } from './attributes';
import { native, rawNative } from './calls';
import { PythonError } from './errors';
import { iterate } from './iteration';
import type { Machine } from './machine';

/** The name under which a class of named tuples keeps the names of its fields; no name of Python's. */
const FIELDS = '<named fields>';

/** `typing.NamedTuple`: the base that says so. */
export const NAMED_TUPLE = '<named tuple>';

/** Gives a class the fields of a named tuple; `defaults` by name. */
export function makeNamed(owner: Class, fields: readonly string[], defaults: ReadonlyMap<string, R>): Class {
  owner.names.set(FIELDS, tuple(fields.map(str)));
  owner.names.set('_fields', tuple(fields.map(str)));
  const construct = rawNative(owner.name, (_, args) => {
    const made = args.keywords.get('__class__');
    if (args.open !== undefined) return { t: 'unknown', reason: args.open };
    const given = new Map([...args.keywords].filter(([name]) => name !== '__class__'));
    const content = fields.map((name, at): R => {
      const value = args.positional[at] ?? given.get(name) ?? defaults.get(name);
      given.delete(name);
      if (!value) throw new PythonError('TypeError', `${owner.name}() misses the argument '${name}'`, undefined, args.at);
      return value;
    });
    if (args.positional.length > fields.length || given.size > 0)
      throw new PythonError('TypeError', `${owner.name}() got an argument that it does not take`, undefined, args.at);
    return { t: 'tuple', content, named: made?.t === 'class' ? made : owner, at: args.at };
  });
  owner.names.set('__native_new__', construct);
  owner.names.set(
    '_make',
    native('_make', (machine, args) => ({
      t: 'tuple',
      content: args.positional[0] ? iterate(machine, args.positional[0]) : [],
      named: owner,
    })),
  );
  return owner;
}

/** `class Limits(NamedTuple)`: fields are what is annotated, in order. */
export function namedFromBody(owner: Class): void {
  const fields: string[] = [];
  const defaults = new Map<string, R>();
  for (const statement of owner.node?.body ?? []) {
    if (statement.kind !== 'AnnAssign' || statement.target.kind !== 'Name') continue;
    const value = owner.names.get(statement.target.id);
    fields.push(statement.target.id);
    if (statement.value && value) defaults.set(statement.target.id, value);
    owner.names.delete(statement.target.id);
  }
  makeNamed(owner, fields, defaults);
}

/** `collections.namedtuple(name, fields, defaults=…)`. */
export const namedTuple = rawNative('collections.namedtuple', (machine, args) => {
  const [name, given] = args.positional.map((value) => machine.refined(value));
  const preset = args.keywords.get('defaults');
  const texts = given?.t === 'str' ? given.v.split(/[\s,]+/).filter((one) => one !== '') : textsOf(machine, given);
  const last = preset === undefined || preset.t === 'none' ? [] : iterate(machine, preset);
  const clear = last.every((item) => item.t !== 'rest' && item.t !== 'maybe');
  const others = [...args.keywords.keys()].some((one) => one !== 'defaults' && one !== 'module');
  if (name?.t !== 'str' || !texts || !clear || others || texts.some((one) => one.startsWith('_')))
    return machine.unknown('a named tuple class is made of what is not known');
  const defaults = new Map(last.map((value, at) => [texts[texts.length - last.length + at] ?? '', value as R] as const));
  const owner: Class = { t: 'class', name: name.v, node: undefined, bases: [], names: new Map(), module: undefined, at: args.at };
  return makeNamed(owner, texts, defaults);
});

function textsOf(machine: Machine, value: R | undefined): readonly string[] | undefined {
  if (value?.t !== 'list' && value?.t !== 'tuple') return undefined;
  const texts = value.content.map((item) => (item.t === 'rest' || item.t === 'maybe' ? undefined : machine.refined(item)));
  return texts.every((text) => text?.t === 'str') ? texts.map((text) => text.v) : undefined;
}

/** The names of the fields of a named tuple. */
export function namedFields(owner: Class): readonly string[] {
  for (const one of linearized(owner)) {
    const kept = one.t === 'class' ? one.names.get(FIELDS) : undefined;
    if (kept?.t === 'tuple') return kept.content.flatMap((item) => (item.t === 'str' ? [item.v] : []));
  }
  return [];
}

/** A field of a named tuple, or what every named tuple has; undefined for another name. */
export function namedMember(self: Sequence, owner: Class, name: string): R | undefined {
  const fields = namedFields(owner);
  const at = fields.indexOf(name);
  if (at >= 0) return self.content[at] as R | undefined;
  if (name === '_asdict') return native('_asdict', () => asDict(self, fields));
  if (name === '_replace')
    return rawNative('_replace', (machine, args) => {
      if (args.open !== undefined) return machine.unknown(args.open);
      const content = fields.map((field, place) => args.keywords.get(field) ?? (self.content[place] as R | undefined) ?? NONE);
      if ([...args.keywords.keys()].some((field) => !fields.includes(field))) throw new PythonError('ValueError', 'unexpected field names');
      return { t: 'tuple', content, named: owner };
    });
  if (name === '_fields') return tuple(fields.map(str));
  return undefined;
}

function asDict(self: Sequence, fields: readonly string[]): Dict {
  return dict(fields.map((field, at) => [str(field), (self.content[at] as R | undefined) ?? NONE] as const));
}

/** The text of a named tuple: `Plan(name='a', workers=1)`. */
export function namedText(owner: Class, parts: readonly string[]): string {
  return `${owner.name}(${namedFields(owner)
    .map((field, at) => `${field}=${parts[at] ?? ''}`)
    .join(', ')})`;
}
