import { builtin } from '../builtins/builtins';
import { argument, callWith, native, rawNative } from '../interpreter/calls';
import { sameValue } from '../interpreter/comparisons';
import { PythonError } from '../interpreter/errors';
import { toText } from '../interpreter/format';
import type { Machine } from '../interpreter/machine';
import { type CallArguments, type Class, FALSE, type Instance, iterator, NONE, opaque, type R, str, TRUE } from '../runtime/objects';
import { readDecoupleFile } from './envFiles/decouple';
import { IniError, iniValue, readIniSection } from './envFiles/ini';
import { asInProduction, callerFolder, fileValue, findFile, findUpwards, noteEnvFile, pathText } from './envFiles/load';
import { fileContent, readFile } from './fileSystem';
import { classOf, type LibraryFactory, library, libraryClass, makeObject } from './library';
import { convertSetting, unknownParsed, variableText, withFallback } from './reading';
import { splitShell } from './shlex';

const READER = 'python-decouple';
const UNDEFINED = opaque('Undefined', 'decouple.undefined');
const ERROR = 'UndefinedValueError';

/** Where a `Config` looks when the process does not have a name; undefined for a name that it does not have either. */
interface Repository {
  value(machine: Machine, name: string): string | undefined;
  /** Whatever is not found may stand in it all the same. */
  readonly unknown: boolean;
}

const EMPTY: Repository = { value: () => undefined, unknown: false };
const UNKNOWN: Repository = { value: () => undefined, unknown: true };

/** The module `decouple` of python-decouple. */
export const decoupleModule: LibraryFactory = (machine, name) => {
  const repositories: Readonly<Record<string, (text: string) => Repository>> = {
    RepositoryEnv: envRepository,
    RepositoryIni: iniRepository,
  };
  const classes = Object.entries(repositories).map(([className, read]) => [className, repositoryClass(className, read)] as const);
  return library(machine, name, {
    config: autoConfig(undefined),
    AutoConfig: libraryClass('AutoConfig', {
      __native_new__: rawNative('decouple.AutoConfig', (_, args) => autoConfig(argument(args, 0, 'search_path'))),
    }),
    Config: libraryClass('Config', {
      __native_new__: rawNative('decouple.Config', (vm, args) => {
        const repository = argument(args, 0, 'repository');
        return configObject(repository && vm.refined(repository));
      }),
    }),
    ...Object.fromEntries(classes),
    RepositoryEmpty: libraryClass('RepositoryEmpty', {
      __native_new__: rawNative('decouple.RepositoryEmpty', () => repositoryObject('RepositoryEmpty', EMPTY)),
    }),
    RepositorySecret: libraryClass('RepositorySecret', {
      __native_new__: rawNative('decouple.RepositorySecret', () => repositoryObject('RepositorySecret', UNKNOWN)),
    }),
    Csv: libraryClass('Csv', { __native_new__: rawNative('decouple.Csv', (vm, args) => csv(vm, args)) }),
    Choices: libraryClass('Choices', { __native_new__: rawNative('decouple.Choices', (vm, args) => choices(vm, args)) }),
    UndefinedValueError: classOf(ERROR, {}, [builtin('Exception', machine) ?? NONE]),
    undefined: UNDEFINED,
    strtobool: native('decouple.strtobool', (_, args) => {
      const value = args.positional[0];
      return value?.t === 'bool' ? value : truthValue(value?.t === 'str' ? value.v : '');
    }),
  });
};

function envRepository(text: string): Repository {
  const values = new Map(readDecoupleFile(text).map((entry) => [entry.name, entry.value] as const));
  return { value: (_, name) => values.get(name), unknown: false };
}

function iniRepository(text: string): Repository {
  try {
    const options = readIniSection(text, 'settings') ?? new Map<string, string>();
    return { value: (_, name) => raising(() => iniValue(options, name)), unknown: false };
  } catch (error) {
    if (error instanceof IniError) throw new PythonError('Exception', error.message);
    throw error;
  }
}

function raising<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof IniError) throw new PythonError('Exception', error.message);
    throw error;
  }
}

/** What stands behind a repository object, by the object. */
const REPOSITORY = '__repository__';

interface RepositoryObject extends Instance {
  readonly repository: Repository;
}

function repositoryObject(name: string, repository: Repository): RepositoryObject {
  return { ...makeObject(`decouple.${name}`, () => undefined), repository };
}

function repositoryClass(name: string, read: (text: string) => Repository): Class {
  return libraryClass(name, {
    __native_new__: native(`decouple.${name}`, (machine, args) => {
      const source = argument(args, 0, 'source');
      const path = source && pathText(source);
      const found = path === undefined ? undefined : findFile(machine, path);
      if (found) {
        if (name === 'RepositoryEnv') noteEnvFile(machine, found.path, { reader: READER, at: args.at });
        return repositoryObject(name, read(found.text));
      }
      if (path?.startsWith('/')) fileContent(machine, path);
      return repositoryObject(name, UNKNOWN);
    }),
  });
}

function repositoryOf(value: R | undefined): Repository {
  return value?.t === 'instance' && 'repository' in value ? (value as RepositoryObject).repository : UNKNOWN;
}

/** `config`: looks for `settings.ini` or `.env` from the file of the first call upwards, once. */
function autoConfig(searchPath: R | undefined): Instance {
  return makeObject(
    'decouple.AutoConfig',
    (_machine, self, name) => (name === 'config' ? (self.names.get(REPOSITORY) ?? NONE) : undefined),
    (machine, self, args) => {
      const known = self.names.get(REPOSITORY);
      const repository = known ? machine.refined(known) : search(machine, searchPath, args);
      if (!known) machine.heap.setName(self.names, REPOSITORY, repository);
      return read(machine, repository, args);
    },
  );
}

function search(machine: Machine, searchPath: R | undefined, args: CallArguments): R {
  const given = searchPath && machine.refined(searchPath);
  const wanted = given && given.t !== 'none' ? pathText(given) : undefined;
  if (given && given.t !== 'none' && !wanted?.startsWith('/') && wanted !== '') return repositoryObject('RepositoryEnv', UNKNOWN);
  const file = findUpwards(machine, wanted ? wanted : callerFolder(machine, args.at), ['settings.ini', '.env']);
  const text = file === undefined ? undefined : readFile(machine, file);
  if (file === undefined || text === undefined) return repositoryObject('RepositoryEmpty', EMPTY);
  if (!file.endsWith('.ini')) noteEnvFile(machine, file, { reader: READER, at: args.at });
  return file.endsWith('.ini')
    ? repositoryObject('RepositoryIni', iniRepository(text))
    : repositoryObject('RepositoryEnv', envRepository(text));
}

function configObject(repository: R | undefined): Instance {
  return makeObject(
    'decouple.Config',
    (_machine, _self, name) =>
      name === 'get'
        ? rawNative('decouple.Config.get', (machine, args) => read(machine, repository, args))
        : name === 'repository'
          ? repository
          : undefined,
    (machine, _self, args) => read(machine, repository, args),
  );
}

/** `Config.get(option, default, cast)`: the process, the file, the default; a default is cast too. */
function read(machine: Machine, repository: R | undefined, args: CallArguments): R {
  const option = argument(args, 0, 'option') ?? NONE;
  const cast = notUndefined(machine, argument(args, 2, 'cast'));
  const fallback = notUndefined(machine, argument(args, 1, 'default'));
  return machine.lift([option, cast ?? UNDEFINED], ([name, how]) => {
    if (name?.t !== 'str') return machine.unknownFrom(name ? [name] : [], 'the name of a variable is not known');
    const apply = (value: R): R => applyCast(machine, value, how === UNDEFINED ? undefined : how, args);
    return convertSetting(
      machine,
      { name: name.v, reader: READER, parse: parseName(how), at: args.at, fallback },
      sourceOf(machine, repositoryOf(repository), name.v, args),
      () => new PythonError(ERROR, `${name.v} not found. Declare it as envvar or define a default value.`, undefined, args.at),
      apply,
      (value) => machine.lift([value], ([one]) => (one ? apply(one) : NONE)),
    );
  });
}

function notUndefined(machine: Machine, value: R | undefined): R | undefined {
  const known = value && machine.refined(value);
  return known?.t === 'opaque' && known.name === UNDEFINED.name ? undefined : known;
}

function sourceOf(machine: Machine, repository: Repository, name: string, args: CallArguments): R {
  const process = variableText(machine, name, READER, args.at);
  if (repository.unknown)
    return withFallback(process, {
      t: 'unknown',
      type: 'str',
      symbol: `env:${name}`,
      reason: `it is read from the environment variable ${name}`,
      at: args.at,
    });
  const value = repository.value(machine, name);
  return value === undefined ? process : withFallback(process, asInProduction(machine, name, fileValue(name, value, READER, args.at)));
}

function parseName(cast: R | undefined): string {
  if (!cast || cast === UNDEFINED) return 'str';
  if (cast.t === 'native') return cast.type ?? cast.name;
  if (cast.t === 'instance' && cast.native?.type === 'decouple.Csv') return 'list';
  return cast.t === 'function' ? (cast.name === '<lambda>' ? 'function' : cast.name) : 'function';
}

function applyCast(machine: Machine, value: R, cast: R | undefined, args: CallArguments): R {
  if (!cast) return value;
  if (cast.t === 'unknown') return machine.unknownFrom([value, cast], 'how a variable is read is not known');
  const type = cast.t === 'native' ? cast.type : undefined;
  if (type === 'bool') return value.t === 'unknown' ? unknownParsed(value, 'bool', 'bool') : castBoolean(machine, value);
  if (value.t === 'unknown' && (type === 'int' || type === 'float' || type === 'str')) return unknownParsed(value, type, type);
  return callWith(machine, cast, [value], args.at);
}

/** Any value as its text; the empty text is false. */
function castBoolean(machine: Machine, value: R): R {
  const text = value.t === 'str' ? value.v : toText(value);
  if (text === undefined) return machine.unknown('the text of a value is not known', { type: 'bool' });
  return text === '' ? FALSE : truthValue(text);
}

function truthValue(text: string): R {
  const lower = text.toLowerCase();
  if (['y', 'yes', 't', 'true', 'on', '1'].includes(lower)) return TRUE;
  if (['n', 'no', 'f', 'false', 'off', '0'].includes(lower)) return FALSE;
  throw new PythonError('ValueError', 'Invalid truth value');
}

/** `Csv(cast, delimiter, strip, post_process)`: an object that splits a text as a shell would. */
function csv(machine: Machine, made: CallArguments): R {
  const cast = argument(made, 0, 'cast');
  const finish = argument(made, 3, 'post_process') ?? builtin('list', machine) ?? NONE;
  const delimiter = plainText(machine, argument(made, 1, 'delimiter'), ',');
  const trimmed = plainText(machine, argument(made, 2, 'strip'), ' \t\n\r\v\f');
  const call = (vm: Machine, _self: Instance, args: CallArguments): R =>
    vm.lift([args.positional[0] ?? NONE], ([value]) => {
      if (!value || value.t === 'none') return callWith(vm, finish, [], args.at);
      if (value.t === 'unknown' || delimiter === undefined || trimmed === undefined) return unknownList(vm, value, finish);
      if (value.t !== 'str') throw new PythonError('AttributeError', `'${value.t}' object has no attribute 'read'`);
      const items = splitShell(value.v, delimiter).map((token): R => {
        const text = str(stripCharacters(token, trimmed));
        return cast ? callWith(vm, cast, [text], args.at) : text;
      });
      const result = callWith(vm, finish, [iterator(items)], args.at);
      return value.env && (result.t === 'list' || result.t === 'tuple')
        ? { ...result, env: { ...value.env, parse: 'list' }, at: args.at }
        : result;
    });
  return makeObject('decouple.Csv', () => undefined, call);
}

function unknownList(machine: Machine, value: R, finish: R): R {
  const type = finish.t === 'native' && (finish.type === 'list' || finish.type === 'tuple') ? finish.type : undefined;
  if (value.t === 'unknown') return unknownParsed(value, type ?? 'csv', type);
  return machine.unknown('how a list is read is not known');
}

function plainText(machine: Machine, value: R | undefined, fallback: string): string | undefined {
  const known = value && machine.refined(value);
  return known ? (known.t === 'str' ? known.v : undefined) : fallback;
}

function stripCharacters(text: string, characters: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && characters.includes(text[start] ?? '')) start++;
  while (end > start && characters.includes(text[end - 1] ?? '')) end--;
  return text.slice(start, end);
}

/** `Choices(flat, cast, choices)`: an object that refuses what is not listed. */
function choices(_machine: Machine, made: CallArguments): R {
  const cast = argument(made, 1, 'cast');
  const call = (vm: Machine, _self: Instance, args: CallArguments): R =>
    vm.lift([args.positional[0] ?? NONE], ([value]) => {
      const result = cast ? callWith(vm, cast, [value ?? NONE], args.at) : (value ?? NONE);
      const valid = validValues(vm, argument(made, 0, 'flat'), argument(made, 2, 'choices'));
      if (result.t === 'unknown' || !valid) return result;
      if (valid.every((one) => sameValue(one, result) === false)) throw new PythonError('ValueError', 'Value not in list');
      return result;
    });
  return makeObject('decouple.Choices', () => undefined, call);
}

function validValues(machine: Machine, flat: R | undefined, pairs: R | undefined): readonly R[] | undefined {
  const result: R[] = [];
  for (const [source, first] of [[flat, false] as const, [pairs, true] as const]) {
    const known = source && machine.refined(source);
    if (!known || known.t === 'none') continue;
    if (known.t !== 'list' && known.t !== 'tuple') return undefined;
    for (const item of known.content) {
      if (item.t === 'rest' || item.t === 'maybe') return undefined;
      const one = first && (item.t === 'tuple' || item.t === 'list') ? item.content[0] : item;
      if (!one || one.t === 'rest' || one.t === 'maybe') return undefined;
      result.push(one);
    }
  }
  return result;
}
