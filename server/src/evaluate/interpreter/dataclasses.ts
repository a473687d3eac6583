import type * as ast from '../../syntax/python/ast';
import { walk } from '../../syntax/python/walk';
import { classOf } from '../libraries/library';
import { bool, type CallArguments, type Class, FALSE, type Instance, list, type R, str, tuple } from '../runtime/objects';
import { linearized, typeAttribute } from './attributes';
import { callFunction, callWith, native } from './calls';
import { equal } from './comparisons';
import { PythonError } from './errors';
import type { Machine } from './machine';

/** One field of a data class. */
interface Field {
  readonly name: string;
  readonly keywordOnly: boolean;
  /** Neither a default nor a factory: the caller must give it. */
  readonly fallback?: R;
  readonly factory?: R;
  /** `field(init=False)`. */
  readonly fixed: boolean;
}

/** The name under which a data class keeps its fields; no name of Python's. */
const FIELDS = '<fields>';

/** `@dataclass` and `@dataclass(…)`: gives the class an `__init__`, `__eq__` and `__match_args__` from its annotations. */
export function makeDataclass(machine: Machine, owner: Class, options: ReadonlyMap<string, R>): Class {
  const flag = (name: string, otherwise: boolean): boolean => {
    const value = options.get(name);
    return value?.t === 'bool' ? value.v : otherwise;
  };
  const own = owner.node ? fieldsOf(owner, owner.node, flag('kw_only', false)) : [];
  const fields = new Map<string, Field>();
  for (const base of linearized(owner).slice(1).toReversed()) {
    if (base.t === 'class') for (const field of inherited(base)) fields.set(field.name, field);
  }
  for (const field of own) fields.set(field.name, field);
  const all = [...fields.values()];
  const set = (name: string, value: R): void => machine.heap.setName(owner.names, name, value);
  for (const field of own) {
    if (field.fallback) set(field.name, field.fallback);
    else machine.heap.deleteName(owner.names, field.name);
  }
  set(FIELDS, list(own.map(asObject)));
  set('__match_args__', tuple(all.filter((field) => !field.keywordOnly && !field.fixed).map((field) => str(field.name))));
  if (flag('init', true) && !owner.names.has('__init__'))
    set(
      '__init__',
      native('__init__', (vm, args) => initialize(vm, owner, all, args), { raw: true }),
    );
  if (flag('eq', true) && !owner.names.has('__eq__'))
    set(
      '__eq__',
      native('__eq__', (vm, args) => sameFields(vm, all, args), { raw: true }),
    );
  return owner;
}

function inherited(base: Class): readonly Field[] {
  const kept = base.names.get(FIELDS);
  if (kept?.t !== 'list') return [];
  return kept.content.flatMap((item) => (item.t === 'instance' ? [fromObject(item)] : []));
}

function asObject(field: Field): R {
  const names = new Map<string, R>([
    ['name', str(field.name)],
    ['kw_only', bool(field.keywordOnly)],
    ['init', bool(!field.fixed)],
  ]);
  if (field.fallback) names.set('default', field.fallback);
  if (field.factory) names.set('default_factory', field.factory);
  return { t: 'instance', class: classOf('Field'), names };
}

function fromObject({ names }: Instance): Field {
  const name = names.get('name');
  const [fallback, factory] = [names.get('default'), names.get('default_factory')];
  return {
    name: name?.t === 'str' ? name.v : '',
    keywordOnly: truly(names.get('kw_only')),
    fixed: !truly(names.get('init')),
    ...(fallback ? { fallback } : {}),
    ...(factory ? { factory } : {}),
  };
}

function fieldsOf(owner: Class, node: ast.ClassDef, allKeywordOnly: boolean): readonly Field[] {
  const fields: Field[] = [];
  let keywordOnly = allKeywordOnly;
  for (const statement of node.body) {
    if (statement.kind !== 'AnnAssign' || statement.target.kind !== 'Name') continue;
    if (mentions(statement.annotation, 'ClassVar')) continue;
    if (mentions(statement.annotation, 'KW_ONLY')) {
      keywordOnly = true;
      continue;
    }
    const name = statement.target.id;
    const value = statement.value ? owner.names.get(name) : undefined;
    const described = value?.t === 'instance' && value.native?.type === 'Field' ? value.names : undefined;
    const [factory, fallback] = described ? [described.get('default_factory'), described.get('default')] : [undefined, value];
    const init = described?.get('init');
    fields.push({
      name,
      keywordOnly: keywordOnly || truly(described?.get('kw_only')),
      fixed: init?.t === 'bool' && !init.v,
      ...(fallback ? { fallback } : {}),
      ...(factory ? { factory } : {}),
    });
  }
  return fields;
}

function truly(value: R | undefined): boolean {
  return value?.t === 'bool' && value.v;
}

function mentions(annotation: ast.Expression, name: string): boolean {
  let found = false;
  walk(annotation, (node) => {
    found ||=
      (node.kind === 'Name' && node.id === name) ||
      (node.kind === 'Attribute' && node.name === name) ||
      (node.kind === 'Str' && node.value.includes(name));
    return undefined;
  });
  return found;
}

function initialize(machine: Machine, owner: Class, fields: readonly Field[], args: CallArguments): R {
  const [self, ...positional] = args.positional;
  if (self?.t !== 'instance') return machine.unknown('an object of a data class is not known');
  const keywords = new Map(args.keywords);
  for (const field of fields) {
    const given = field.fixed ? undefined : field.keywordOnly ? undefined : positional.shift();
    const value = given ?? (field.fixed ? undefined : keywords.get(field.name)) ?? preset(machine, field, args);
    if (!field.fixed) keywords.delete(field.name);
    if (value) machine.heap.setName(self.names, field.name, value);
    else if (!field.fixed) throw new PythonError('TypeError', `${owner.name}() misses the argument '${field.name}'`, undefined, args.at);
  }
  if (args.open === undefined && (positional.length > 0 || keywords.size > 0))
    throw new PythonError('TypeError', `${owner.name}() got an argument that it does not take`, undefined, args.at);
  const after = typeAttribute(owner, '__post_init__');
  if (after?.t === 'function') callFunction(machine, after, { positional: [self], keywords: new Map(), open: undefined, at: args.at });
  return { t: 'none' };
}

function preset(machine: Machine, field: Field, args: CallArguments): R | undefined {
  if (args.open !== undefined) return machine.unknown(args.open);
  return field.factory ? callWith(machine, field.factory, [], args.at) : field.fallback;
}

function sameFields(machine: Machine, fields: readonly Field[], args: CallArguments): R {
  const [one, other] = args.positional.map((value) => machine.refined(value));
  if (one?.t !== 'instance' || other?.t !== 'instance' || one.class !== other.class)
    return one?.t === 'instance' && other?.t !== 'unknown' ? FALSE : machine.unknown('an object is not known', { type: 'bool' });
  return machine.lift([fieldTuple(machine, one, fields), fieldTuple(machine, other, fields)], ([a, b]) =>
    a && b ? equal(machine, a, b) : FALSE,
  );
}

function fieldTuple(machine: Machine, instance: Instance, fields: readonly Field[]): R {
  return tuple(fields.map((field) => machine.refined(instance.names.get(field.name) ?? machine.unknown('a field is not known'))));
}

/** The names of an object's fields; undefined when its class is no data class. */
export function fieldNames(instance: Instance): readonly string[] | undefined {
  return fieldsOfClass(instance.class)?.map((field) => field.name);
}

/** The fields of a data class with those of its bases; undefined for another class. */
export function fieldsOfClass(owner: Class): readonly { readonly name: string; readonly fixed: boolean }[] | undefined {
  const classes = linearized(owner);
  if (!classes.some((one) => one.t === 'class' && one.names.has(FIELDS))) return undefined;
  const fields = new Map<string, Field>();
  for (const one of classes.toReversed()) if (one.t === 'class') for (const field of inherited(one)) fields.set(field.name, field);
  return [...fields.values()];
}
