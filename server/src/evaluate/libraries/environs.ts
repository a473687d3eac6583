import * as paths from '../../base/paths';
import type { Place } from '../../base/text';
import { builtin } from '../builtins/builtins';
import { argument, rawNative } from '../interpreter/calls';
import { PythonError } from '../interpreter/errors';
import type { Machine } from '../interpreter/machine';
import { binary } from '../interpreter/operators';
import { bool, type CallArguments, type Class, FALSE, type Instance, NONE, type R, str } from '../runtime/objects';
import { dotenvEntries } from './dotenv';
import { asInProduction, callerFolder, eachFile, findUpwards, pathText } from './envFiles/load';
import { readFileAware } from './environFiles';
import { type Field, fieldOf } from './environsFields';
import { classOf, type LibraryFactory, library, libraryClass } from './library';
import { openEnviron } from './os';
import { convertSetting, variableText, withFallback } from './reading';

const READER = 'environs';
/** Names under which an `Env` keeps what `read_env` found and the prefix that holds. */
const FILE = 'env file:';
const PREFIX = '_prefix';
const EXPAND = 'expand_vars';

/** The module `environs`. */
export const environsModule: LibraryFactory = (machine, name) => {
  const valueError = builtin('ValueError', machine) ?? NONE;
  const base = classOf('EnvError', {}, [valueError]);
  const notSet = classOf('EnvNotSetError', {}, [base]);
  const invalid = classOf('EnvValidationError', {}, [base]);
  const errors: Errors = { notSet, invalid };
  const plain = envClass('Env', errors, false);
  return library(machine, name, {
    Env: plain,
    FileAwareEnv: envClass('FileAwareEnv', errors, true),
    env: makeEnv(machine, plain, errors, false, NO_ARGUMENTS),
    EnvError: base,
    EnvNotSetError: notSet,
    EnvValidationError: invalid,
  });
};

interface Errors {
  readonly notSet: Class;
  readonly invalid: Class;
}

const NO_ARGUMENTS: CallArguments = { positional: [], keywords: new Map(), open: undefined, at: { file: '', span: { start: 0, end: 0 } } };

function envClass(name: string, errors: Errors, fileAware: boolean): Class {
  const owner: Class = libraryClass(name, {
    __native_new__: rawNative(`environs.${name}`, (machine, args) => {
      const given = args.keywords.get('__class__');
      return makeEnv(machine, given?.t === 'class' ? given : owner, errors, fileAware, args);
    }),
  });
  return owner;
}

function makeEnv(machine: Machine, owner: Class, errors: Errors, fileAware: boolean, made: CallArguments): Instance {
  const self: Instance = {
    t: 'instance',
    class: owner,
    names: new Map(),
    native: {
      type: 'environs.Env',
      attribute: (_machine: Machine, env: Instance, name: string) => member(env, errors, fileAware, name),
      call: (vm: Machine, env: Instance, args: CallArguments) => read(vm, { self: env, errors, fileAware }, 'raw', args),
    },
  };
  const prefix = made.keywords.get('prefix') ?? NONE;
  machine.heap.setName(self.names, PREFIX, prefix.t === 'none' ? str('') : prefix);
  machine.heap.setName(self.names, EXPAND, made.keywords.get(EXPAND) ?? FALSE);
  return self;
}

interface Reader {
  readonly self: Instance;
  readonly errors: Errors;
  readonly fileAware: boolean;
}

function member(self: Instance, errors: Errors, fileAware: boolean, name: string): R | undefined {
  const method = (run: (machine: Machine, args: CallArguments) => R) => rawNative(`environs.Env.${name}`, run);
  switch (name) {
    case 'read_env':
      return method((machine, args) => readEnv(machine, self, args));
    case 'prefixed':
      return method((machine, args) => prefixed(machine, self, argument(args, 0, 'prefix') ?? str('')));
    case 'seal':
      return method(() => NONE);
    case 'add_parser':
    case 'parser_for':
    case 'add_parser_from_field':
    case 'dump':
      return undefined;
    default: {
      const field = fieldOf(name);
      return field && method((machine, args) => read(machine, { self, errors, fileAware }, field, args));
    }
  }
}

/** `env.<type>(name, default, subcast, …)`. A default is given as it is. */
function read(machine: Machine, reader: Reader, field: Field | 'raw', args: CallArguments): R {
  const fallback = argument(args, 1, 'default');
  const known = fallback && machine.refined(fallback);
  const given = known?.t === 'opaque' && known.name === 'Ellipsis' ? undefined : known;
  const prefix = reader.self.names.get(PREFIX) ?? str('');
  return machine.lift([args.positional[0] ?? args.keywords.get('name') ?? NONE, prefix], ([name, before]) => {
    if (name?.t !== 'str' || before?.t !== 'str') return machine.unknownFrom(name ? [name] : [], 'the name of a variable is not known');
    const full = before.v + name.v;
    const text = expanded(machine, reader, source(machine, reader, full, args.at), args.at, 0);
    const parse = field === 'raw' ? 'str' : field.parse;
    const convert = (value: R): R =>
      field === 'raw' ? value : validated(reader, () => field.convert(machine, value, args), full, args.at);
    const missing = (value: R): R =>
      field !== 'raw' && field.parsesDefault ? machine.lift([value], ([one]) => convert(one ?? NONE)) : value;
    const unset = () => raised(reader.errors.notSet, `Environment variable "${full}" not set`, args.at);
    return convertSetting(machine, { name: full, reader: READER, parse, at: args.at, fallback: given }, text, unset, convert, missing);
  });
}

/** What a field refuses is one error of the package. */
function validated(reader: Reader, convert: () => R, name: string, at: Place): R {
  try {
    return convert();
  } catch (error) {
    if (error instanceof PythonError) throw raised(reader.errors.invalid, `Environment variable "${name}" invalid`, at);
    throw error;
  }
}

function raised(type: Class, text: string, at: Place): PythonError {
  return new PythonError('ValueError', text, { t: 'instance', class: type, names: new Map(), at }, at);
}

/** The process first, then what `read_env` found; `os.environ` itself stays as it is. */
function source(machine: Machine, reader: Reader, name: string, at: Place): R {
  const process = reader.fileAware ? readFileAware(machine, name, READER, at) : variableText(machine, name, READER, at);
  const file = reader.self.names.get(FILE + name);
  return file ? withFallback(process, asInProduction(machine, name, machine.refined(file))) : process;
}

/** `${NAME:-default}` in a value, where the `Env` was made to replace it. */
function expanded(machine: Machine, reader: Reader, text: R, at: Place, depth: number): R {
  const expands = machine.refined(reader.self.names.get(EXPAND) ?? FALSE);
  if (expands.t !== 'bool' || !expands.v) return text;
  return machine.lift([text], ([value]): R => {
    if (value?.t !== 'str') return value ?? NONE;
    const pattern = /(?<!\\)\$\{([A-Za-z0-9_]+)(:-[^}:]*)?\}/g;
    if (!pattern.test(value.v)) return { ...value, v: value.v.replaceAll('\\$', '$') };
    if (depth > 20) throw new PythonError('RecursionError', 'maximum recursion depth exceeded');
    pattern.lastIndex = 0;
    let whole: R = str('');
    let cursor = 0;
    for (const match of value.v.matchAll(pattern)) {
      const other = expanded(machine, reader, source(machine, reader, match[1] ?? '', at), at, depth + 1);
      const part = match[2] === undefined ? other : withFallback(other, str(match[2].slice(2)));
      if (part.t === 'unbound') return part;
      whole = binary(machine, '+', binary(machine, '+', whole, str(value.v.slice(cursor, match.index))), part);
      cursor = match.index + match[0].length;
    }
    return binary(machine, '+', whole, str(value.v.slice(cursor)));
  });
}

/** `read_env(path, recurse=True, override=False, return_path=False)`: into this `Env` alone. */
function readEnv(machine: Machine, self: Instance, args: CallArguments): R {
  const flag = (name: string, fallback: boolean): boolean => {
    const value = args.keywords.get(name);
    const known = value && machine.refined(value);
    return known?.t === 'bool' ? known.v : fallback;
  };
  const given = argument(args, 0, 'path');
  const path = given && machine.refined(given);
  const start = !path || path.t === 'none' ? str(paths.join(callerFolder(machine, args.at), '.env')) : path;
  const options = { override: flag('override', false), recurse: flag('recurse', true) };
  let loaded: string | undefined;
  eachFile(machine, searched(machine, start, options.recurse), { reader: READER, at: args.at }, (found) => {
    if (!found) return;
    loaded = found.path;
    for (const [name, value] of dotenvEntries(machine, found.text, { override: true, interpolate: true, at: args.at })) {
      if (value.t !== 'none' && (options.override || !self.names.has(FILE + name))) machine.heap.setName(self.names, FILE + name, value);
    }
  });
  if (start.t === 'unknown') openEnviron(machine);
  if (flag('return_path', false)) return loaded === undefined ? NONE : str(loaded);
  return bool(loaded !== undefined);
}

/** A file that is missing is looked for in the folders above. */
function searched(machine: Machine, start: R, recurse: boolean): R {
  const text = pathText(start);
  if (text === undefined || !recurse || !text.startsWith('/')) return start;
  const found = findUpwards(machine, paths.dirname(text), [paths.basename(text)]);
  return found === undefined ? start : str(found);
}

/** `with env.prefixed("X_"):` adds to the prefix until the block ends. */
function prefixed(machine: Machine, self: Instance, prefix: R): Instance {
  const before = self.names.get(PREFIX) ?? str('');
  const set = (value: R) => machine.heap.setName(self.names, PREFIX, value);
  return {
    t: 'instance',
    class: classOf('_GeneratorContextManager'),
    names: new Map(),
    native: {
      type: 'environs.prefixed',
      attribute: (vm: Machine, _self: Instance, name: string) => {
        if (name === '__enter__') {
          return rawNative(name, () => {
            set(binary(vm, '+', before, prefix));
            return self;
          });
        }
        if (name !== '__exit__') return undefined;
        return rawNative(name, () => {
          set(before);
          return NONE;
        });
      },
    },
  };
}
