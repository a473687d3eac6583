import { builtin } from '../builtins/builtins';
import { argument, callWith, rawNative } from '../interpreter/calls';
import { PythonError } from '../interpreter/errors';
import { importModule } from '../interpreter/imports';
import type { Machine } from '../interpreter/machine';
import { truthOf } from '../interpreter/truth';
import { type CallArguments, type Class, dict, type Instance, NONE, type R, str, tuple, UNBOUND } from '../runtime/objects';
import { classOf, type LibraryFactory, library, libraryClass } from './library';
import { type Config, FIELD_INFO, type Field, type Shape, shapeOf } from './pydanticFields';
import { type Sources, sourcesOf, textOf } from './pydanticSources';
import { converted, fromVariable, isComplex, Refused } from './pydanticTypes';
import { convertSetting } from './reading';

const READER = 'pydantic-settings';
/** The name under which an object keeps the names of its fields; no name of Python's. */
const FIELDS = '<fields>';

/** `pydantic` and `pydantic.v1`: the `BaseSettings` of pydantic 1; in pydantic 2 it is gone from there. */
const pydanticModule: LibraryFactory = (machine, name) => {
  const invalid = classOf('ValidationError', {}, [builtin('ValueError', machine) ?? NONE]);
  const settings = settingsClass(invalid, false);
  const module = library(machine, name, { ...helpers(), ValidationError: invalid });
  const { fallback } = module;
  // Where a `try` asks for it, pydantic 2 may be meant, which raises there: what follows is not known.
  return { ...module, fallback: (wanted) => (wanted === 'BaseSettings' && !machine.insideTry ? settings : fallback?.(wanted)) };
};

/** `pydantic_settings`, of pydantic 2. */
const settingsModule: LibraryFactory = (machine, name) => {
  const error = importModule(machine, 'pydantic').names.get('ValidationError');
  const invalid = error?.t === 'class' ? error : classOf('ValidationError', {}, [builtin('ValueError', machine) ?? NONE]);
  return library(machine, name, { BaseSettings: settingsClass(invalid, true), SettingsConfigDict: keywordDict() });
};

/** A configuration is a dict of its keywords. */
function keywordDict(): R {
  return rawNative('SettingsConfigDict', (_, args) =>
    dict(
      [...args.keywords].map(([key, value]) => [str(key), value] as const),
      args.open,
    ),
  );
}

function helpers(): Readonly<Record<string, R>> {
  const identity = (name: string): R =>
    rawNative(name, (_, args) => {
      const [first] = args.positional;
      return first?.t === 'function' && args.keywords.size === 0 ? first : rawNative(name, (_vm, later) => later.positional[0] ?? NONE);
    });
  return {
    Field: rawNative('Field', (_, args) => fieldInfo(args)),
    AliasChoices: rawNative('AliasChoices', (_, args) => tuple(args.positional)),
    SecretStr: libraryClass('SecretStr', { __native_new__: rawNative('SecretStr', (vm) => vm.unknown('a secret is made')) }),
    ConfigDict: keywordDict(),
    ...Object.fromEntries(
      ['validator', 'root_validator', 'field_validator', 'model_validator', 'computed_field', 'field_serializer', 'model_serializer'].map(
        (name) => [name, identity(name)] as const,
      ),
    ),
  };
}

/** `Field(default, default_factory=…, alias=…, env=…)`. */
function fieldInfo(args: CallArguments): R {
  const names = new Map(args.keywords);
  const first = argument(args, 0, 'default');
  if (first) names.set('default', first);
  return { t: 'instance', class: classOf('FieldInfo'), names, native: { type: FIELD_INFO }, at: args.at };
}

function settingsClass(invalid: Class, modern: boolean): Class {
  const base: Class = libraryClass('BaseSettings', {
    __native_new__: rawNative('BaseSettings', (machine, args) => {
      const given = args.keywords.get('__class__');
      const keywords = new Map([...args.keywords].filter(([name]) => name !== '__class__'));
      return makeSettings(machine, given?.t === 'class' ? given : base, base, invalid, modern, { ...args, keywords });
    }),
    ...Object.fromEntries(['dict', 'model_dump'].map((name) => [name, rawNative(name, asDict)] as const)),
  });
  return base;
}

function makeSettings(machine: Machine, owner: Class, base: Class, invalid: Class, modern: boolean, args: CallArguments): R {
  const shape: Shape = shapeOf(machine, owner, base, modern);
  const self: Instance = { t: 'instance', class: owner, names: new Map(), at: args.at };
  if ('refused' in shape) return machine.unknown(shape.refused);
  const odd = [...args.keywords.keys()].find((name) => name.startsWith('_') && name !== '_env_file' && name !== '_env_file_encoding');
  if (odd || args.open !== undefined || args.positional.length > 0) return machine.unknown(`how ${owner.name} is made is not evaluated`);
  const names = new Set(shape.fields.map((field) => field.name));
  if ([...args.keywords.keys()].some((name) => !name.startsWith('_') && !names.has(name)))
    return machine.unknown(`${owner.name} is given what it has no field for`);
  const file = args.keywords.get('_env_file');
  const config: Config = file ? new Map([...shape.config, ['env_file', file]]) : shape.config;
  const sources = sourcesOf(machine, config, args.at);
  const making: Making = { machine, owner, invalid, modern, config, sources, args };
  for (const field of shape.fields) machine.heap.setName(self.names, field.name, fieldValue(making, field));
  machine.heap.setName(self.names, FIELDS, tuple(shape.fields.map((field) => str(field.name))));
  return self;
}

interface Making {
  readonly machine: Machine;
  readonly owner: Class;
  readonly invalid: Class;
  readonly modern: boolean;
  readonly config: Config;
  readonly sources: Sources;
  readonly args: CallArguments;
}

/** A field: what the call gives, then its variable, then the env file, then its default, which is validated too. */
function fieldValue(making: Making, field: Field): R {
  const { machine, modern, args, config } = making;
  const given = args.keywords.get(field.name);
  if (given) return checked(making, field, () => machine.lift([given], ([one]) => converted(machine, field.kind, one ?? NONE, modern)));
  const { variables } = field;
  if (!variables) return machine.unknown(`the variables that give ${field.name} are not known`);
  const text = textOf(machine, making.sources, variables, READER, args.at);
  const nested = isComplex(field.kind) !== false && (config.get('env_nested_delimiter') ?? NONE).t !== 'none';
  const fallback = field.fallback ?? (field.factory && callWith(machine, field.factory, [], args.at));
  const name = variables[0] ?? field.name;
  const convert = (value: R): R => checked(making, field, () => fromVariable(machine, field.kind, value, modern));
  const missing = (value: R): R => {
    if (nested) return machine.unknown(`parts of ${field.name} may be given in variables of their own`);
    if (making.sources.secrets) return machine.unknown(`${field.name} may be given in a file of secrets_dir`);
    if (!validatesDefaults(machine, config, modern)) return value;
    return checked(making, field, () =>
      machine.lift([value], ([one]) => (one?.t === 'unbound' ? UNBOUND : converted(machine, field.kind, one ?? NONE, modern))),
    );
  };
  const secret = making.sources.secrets && !fallback ? machine.unknown(`${field.name} may be given in a file of secrets_dir`) : undefined;
  const read = { name: sourceName(making, name), reader: READER, parse: field.kind.kind, at: args.at, fallback: fallback ?? secret };
  return convertSetting(machine, read, text, () => refusal(making, `${field.name}: Field required`), convert, missing);
}

/** Variables are written in upper case unless their case counts. */
function sourceName({ sources }: Making, name: string): string {
  return sources.caseSensitive ? name : name.toUpperCase();
}

function validatesDefaults(machine: Machine, config: Config, modern: boolean): boolean {
  const value = config.get(modern ? 'validate_default' : 'validate_all');
  return !value || truthOf(machine, value).no.length === 0;
}

function checked(making: Making, field: Field, convert: () => R): R {
  try {
    return convert();
  } catch (error) {
    if (error instanceof Refused) throw refusal(making, `${field.name}: ${error.message}`);
    throw error;
  }
}

function refusal({ invalid, owner, args }: Making, text: string): PythonError {
  const value: R = { t: 'instance', class: invalid, names: new Map(), at: args.at };
  return new PythonError('ValueError', `1 validation error for ${owner.name}, ${text}`, value, args.at);
}

/** `settings.dict()` and `settings.model_dump()`: the fields by name. */
function asDict(machine: Machine, args: CallArguments): R {
  const self = args.positional[0] && machine.refined(args.positional[0]);
  const names = self?.t === 'instance' ? self.names.get(FIELDS) : undefined;
  if (self?.t !== 'instance' || names?.t !== 'tuple' || args.positional.length + args.keywords.size > 1)
    return machine.unknown('the fields of an object are not known');
  return dict(names.content.flatMap((name) => (name.t === 'str' ? [[name, self.names.get(name.v) ?? NONE] as const] : [])));
}

export const pydanticModules: Readonly<Record<string, LibraryFactory>> = {
  pydantic: pydanticModule,
  'pydantic.v1': pydanticModule,
  'pydantic.fields': (machine, name) => library(machine, name, helpers()),
  pydantic_settings: settingsModule,
};
