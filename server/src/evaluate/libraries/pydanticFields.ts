import type * as ast from '../../syntax/python/ast';
import { linearized } from '../interpreter/attributes';
import type { Machine } from '../interpreter/machine';
import { type Class, type Instance, NONE, type R, type Scope } from '../runtime/objects';
import { type Kind, kindOf, union } from './pydanticTypes';

/** One field of a settings class. */
export interface Field {
  readonly name: string;
  readonly kind: Kind;
  /** What stands in the class: a value, or what `Field(…)` says. Undefined where the field must be given. */
  readonly fallback: R | undefined;
  /** Called for each object where there is no value. */
  readonly factory: R | undefined;
  /** The variables that give it, in order; undefined where they are not known. */
  readonly variables: readonly string[] | undefined;
}

/** What the class says of itself in `model_config` or `class Config`, the bases first. */
export type Config = ReadonlyMap<string, R>;

/** Why nothing of the class can be told, or its fields. */
export type Shape = { readonly refused: string } | { readonly fields: readonly Field[]; readonly config: Config };

/** The type of what `Field(…)` gives, and the name under which it keeps a value that stands first. */
export const FIELD_INFO = 'pydantic.FieldInfo';

/** Parts of a configuration that change nothing of what fields become, or that are evaluated. */
const KNOWN_CONFIG = new Set(
  (
    'env_prefix env_file env_file_encoding case_sensitive env_nested_delimiter extra frozen allow_mutation arbitrary_types_allowed title ' +
    'env_ignore_empty secrets_dir fields validate_default validate_all hide_input_in_errors json_schema_extra schema_extra ' +
    'revalidate_instances validate_assignment ignored_types keep_untouched underscore_attrs_are_private protected_namespaces use_attribute_docstrings ' +
    'nested_model_default_partial_update env_nested_max_split yaml_file toml_file json_file json_file_encoding yaml_file_encoding ' +
    'pyproject_toml_depth pyproject_toml_table_header cli_prog_name'
  ).split(' '),
);

/** The fields of a class of the workspace that derives from `BaseSettings`. `modern`: pydantic 2 and pydantic-settings. */
export function shapeOf(machine: Machine, owner: Class, base: Class, modern: boolean): Shape {
  const classes = linearized(owner)
    .filter((one): one is Class => one.t === 'class' && one !== base)
    .toReversed();
  if (classes.some((one) => one.bases.some((parent) => parent.t !== 'class')))
    return { refused: `${owner.name} has a base outside the workspace, or a metaclass` };
  const own = classes.filter((one) => one.node !== undefined);
  const hook = own.flatMap((one) => HOOKS.filter((name) => one.names.has(name)))[0];
  if (hook) return { refused: `${hook}() of ${owner.name} may change its fields` };
  const config = configOf(machine, own);
  const odd = [...config.keys()].find((name) => !KNOWN_CONFIG.has(name));
  if (odd) return { refused: `what ${odd} does to the fields of ${owner.name} is not evaluated` };
  const validated = validatedNames(own);
  if (validated === 'all') return { refused: `a validator of ${owner.name} may change its fields` };
  const fields = new Map<string, Field>();
  for (const one of own) for (const field of fieldsOf(machine, one, fields, config, modern)) fields.set(field.name, field);
  return {
    config,
    fields: [...fields.values()].map((field) =>
      validated.has(field.name)
        ? { ...field, kind: { kind: 'unknown', reason: `a validator of ${owner.name} may change ${field.name}` } as const }
        : field,
    ),
  };
}

/** What a class can define that decides over its fields. */
const HOOKS = [
  '__init__',
  '__new__',
  'model_post_init',
  'settings_customise_sources',
  'customise_sources',
  '__setattr__',
  '__getattribute__',
  'parse_env_var',
  'prepare_field',
];

function configOf(machine: Machine, classes: readonly Class[]): Config {
  const config = new Map<string, R>();
  for (const one of classes) {
    const inner = one.names.get('Config');
    if (inner?.t === 'class') {
      for (const part of linearized(inner).toReversed())
        if (part.t === 'class') for (const [name, value] of part.names) if (!name.startsWith('__')) config.set(name, value);
    } else if (inner) config.set('Config', inner);
    const given = one.names.get('model_config');
    const known = given && machine.refined(given);
    if (!known) continue;
    if (known.t !== 'dict' || known.content.rest !== undefined) config.set('model_config', known);
    else for (const { key, value } of known.content.entries.values()) if (key.t === 'str') config.set(key.v, value);
  }
  return config;
}

/** The fields that validators name; `all` where one may change any. */
function validatedNames(classes: readonly Class[]): ReadonlySet<string> | 'all' {
  const names = new Set<string>();
  for (const { node } of classes) {
    for (const statement of node?.body ?? []) {
      if (statement.kind !== 'FunctionDef') continue;
      for (const decorator of statement.decorators) {
        const named = decoratorName(decorator);
        if (named === 'root_validator' || named === 'model_validator') return 'all';
        if (named !== 'validator' && named !== 'field_validator') continue;
        const texts = decorator.kind === 'Call' ? decorator.arguments.filter((one) => one.name === undefined).map((one) => one.value) : [];
        for (const text of texts) {
          if (text.kind !== 'Str' || text.value === '*') return 'all';
          names.add(text.value);
        }
        if (texts.length === 0) return 'all';
      }
    }
  }
  return names;
}

function decoratorName(node: ast.Expression): string {
  if (node.kind === 'Call') return decoratorName(node.function);
  return node.kind === 'Name' ? node.id : node.kind === 'Attribute' ? node.name : '';
}

function fieldsOf(machine: Machine, owner: Class, known: ReadonlyMap<string, Field>, config: Config, modern: boolean): readonly Field[] {
  const fields: Field[] = [];
  const scope = annotationScope(owner);
  const annotated = new Set<string>();
  for (const statement of owner.node?.body ?? []) {
    if (statement.kind !== 'AnnAssign' || statement.target.kind !== 'Name') continue;
    const name = statement.target.id;
    annotated.add(name);
    if (name.startsWith('_') || name === 'model_config' || isClassVariable(statement.annotation)) continue;
    const value = statement.value ? owner.names.get(name) : undefined;
    fields.push(field(machine, name, kindOf(machine, scope, statement.annotation), value, config, modern));
  }
  if (modern) return fields;
  // In pydantic 1 a value without an annotation is a field too: of the type of the value, or of the base's field.
  for (const [name, value] of owner.names) {
    if (annotated.has(name) || name.startsWith('_') || name === 'Config' || !PLAIN.has(value.t)) continue;
    const inherited = known.get(name);
    fields.push(field(machine, name, inherited?.kind ?? inferred(value), value, config, modern));
  }
  return fields;
}

/** Values that are no methods and no classes. */
const PLAIN: ReadonlySet<R['t']> = new Set([
  'none',
  'bool',
  'int',
  'float',
  'str',
  'path',
  'list',
  'dict',
  'tuple',
  'set',
  'unknown',
  'choice',
  'instance',
]);

function inferred(value: R): Kind {
  if (value.t === 'bool' || value.t === 'int' || value.t === 'float' || value.t === 'str') return { kind: value.t };
  return { kind: 'unknown', reason: 'a field without a type is not evaluated' };
}

/** Names of a class body count in annotations only where they are classes: a field may be called as its type. */
function annotationScope(owner: Class): Scope {
  const module = owner.module ?? { t: 'module', name: '', file: undefined, names: new Map(), fallback: undefined, incomplete: undefined };
  const outer: Scope = { names: module.names, parent: undefined, module, globals: new Set(), nonlocals: new Set(), kind: 'module' };
  const names = new Map([...owner.names].filter(([, value]) => value.t === 'class'));
  return { ...outer, names, parent: outer, kind: 'class' };
}

function isClassVariable(annotation: ast.Expression): boolean {
  const head = annotation.kind === 'Subscript' ? annotation.value : annotation;
  const name = head.kind === 'Name' ? head.id : head.kind === 'Attribute' ? head.name : '';
  return name === 'ClassVar' || name === 'PrivateAttr' || (annotation.kind === 'Str' && annotation.value.includes('ClassVar'));
}

/** Options of `Field` that change how a value or a default is made. */
const ODD_OPTIONS = ['validate_default', 'strict', 'union_mode', 'discriminator', 'const', 'coerce_numbers_to_str', 'init', 'init_var'];

function field(machine: Machine, name: string, kind: Kind, value: R | undefined, config: Config, modern: boolean): Field {
  const known = value && machine.refined(value);
  const info = known?.t === 'instance' && known.native?.type === FIELD_INFO ? known : undefined;
  const required = (one: R | undefined) => one === undefined || (one.t === 'opaque' && one.name === 'Ellipsis');
  const odd = info && ODD_OPTIONS.find((option) => info.names.has(option));
  const given = info ? info.names.get('default') : value;
  const factory = info?.names.get('default_factory');
  const nothing = modern || given !== undefined || factory ? undefined : absent(machine, kind);
  return {
    name,
    // In pydantic 1 a default of `None` lets `None` through.
    kind: odd
      ? { kind: 'unknown', reason: `what ${odd} does to a field is not evaluated` }
      : !modern && given?.t === 'none'
        ? union([kind, { kind: 'none' }])
        : kind,
    fallback: required(given) ? nothing : given,
    factory: factory && machine.refined(factory).t !== 'none' ? factory : undefined,
    variables: variablesOf(machine, name, info, config, modern),
  };
}

/** In pydantic 1 a field that may be `None` is `None` where nothing gives it. */
function absent(machine: Machine, kind: Kind): R | undefined {
  if (kind.kind === 'unknown') return machine.unknown(kind.reason);
  return kind.kind === 'any' || (kind.kind === 'union' && kind.members.some((member) => member.kind === 'none')) ? NONE : undefined;
}

function variablesOf(
  machine: Machine,
  name: string,
  info: Instance | undefined,
  config: Config,
  modern: boolean,
): readonly string[] | undefined {
  const prefix = config.get('env_prefix');
  const before = prefix ? machine.refined(prefix) : undefined;
  if (before && before.t !== 'str' && before.t !== 'none') return undefined;
  const plain = [`${before?.t === 'str' ? before.v : ''}${name}`];
  if (!modern) {
    const listed = config.get('fields');
    const fields = listed && machine.refined(listed);
    if (fields && fields.t !== 'dict') return undefined;
    const ofConfig = fields?.t === 'dict' ? fields.content.entries.get(`s${name}`)?.value : undefined;
    const entry = ofConfig && machine.refined(ofConfig);
    if (entry && entry.t !== 'dict') return undefined;
    const env = (entry?.t === 'dict' ? entry.content.entries.get('senv')?.value : undefined) ?? info?.names.get('env');
    return env ? textsOf(machine, env) : plain;
  }
  const alias = info?.names.get('validation_alias') ?? info?.names.get('alias');
  if (alias && machine.refined(alias).t !== 'none') return textsOf(machine, alias);
  return plain;
}

/** A name, a list of names, or `AliasChoices(…)`. */
function textsOf(machine: Machine, value: R): readonly string[] | undefined {
  const known = machine.refined(value);
  if (known.t === 'str') return [known.v];
  if (known.t !== 'list' && known.t !== 'tuple') return undefined;
  const texts = known.content.map((item) => (item.t === 'str' ? item.v : undefined));
  return texts.includes(undefined) ? undefined : (texts as readonly string[]);
}
