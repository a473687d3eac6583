import * as paths from '../../base/paths';
import type { Place } from '../../base/text';
import { argument, callWith, rawNative } from '../interpreter/calls';
import { PythonError } from '../interpreter/errors';
import type { Machine } from '../interpreter/machine';
import { binary } from '../interpreter/operators';
import { truthOf } from '../interpreter/truth';
import { bool, type CallArguments, dict, FALSE, NONE, type R, str, TRUE } from '../runtime/objects';
import { readDotenvFile, valueParts } from './envFiles/dotenv';
import { asInProduction, callerFolder, eachFile, fileValue, findUpwards, setVariable } from './envFiles/load';
import { type LibraryFactory, library } from './library';
import { openEnviron } from './os';
import { variableText, withFallback } from './reading';

const READER = 'python-dotenv';
const ANOTHER_FILE = 'production may have another env file';

/** The module `dotenv` of python-dotenv. */
export const dotenvModule: LibraryFactory = (machine, name) => {
  const done = (one: string) => rawNative(`dotenv.${one}`, () => NONE);
  return library(machine, name, {
    load_dotenv: rawNative('dotenv.load_dotenv', loadDotenv),
    dotenv_values: rawNative('dotenv.dotenv_values', dotenvValues),
    find_dotenv: rawNative('dotenv.find_dotenv', findDotenv),
    get_key: rawNative('dotenv.get_key', (vm, args) => {
      const values = dotenvValues(vm, { ...args, positional: args.positional.slice(0, 1), keywords: new Map() });
      const key = argument(args, 1, 'key_to_get');
      return values.t === 'dict' && key?.t === 'str'
        ? (values.content.entries.get(`s${key.v}`)?.value ?? NONE)
        : vm.unknown('a key of an env file is not known');
    }),
    set_key: done('set_key'),
    unset_key: done('unset_key'),
  });
};

/** `load_dotenv(dotenv_path, stream, verbose, override, interpolate, encoding)`. */
function loadDotenv(machine: Machine, args: CallArguments): R {
  if (disabled(machine, args.at)) return FALSE;
  const override = isTrue(machine, argument(args, 3, 'override'));
  let loaded = false;
  eachSource(machine, args, (text) => {
    if (text === undefined) return;
    for (const [name, value] of dotenvEntries(machine, text, {
      override,
      interpolate: interpolates(machine, argument(args, 4, 'interpolate')),
      at: args.at,
    })) {
      loaded = true;
      if (value.t !== 'none') setVariable(machine, name, value, { override, reader: READER, at: args.at });
    }
  });
  return bool(loaded);
}

/** `dotenv_values(dotenv_path, stream, verbose, interpolate, encoding)`: the environment stays as it is. */
function dotenvValues(machine: Machine, args: CallArguments): R {
  let result: R = { ...dict([], 'an env file is not known'), at: args.at };
  eachSource(machine, args, (text) => {
    const values =
      text === undefined
        ? []
        : dotenvEntries(machine, text, {
            override: true,
            interpolate: interpolates(machine, argument(args, 3, 'interpolate')),
            at: args.at,
          });
    const pairs = [...values].map(([name, value]) => {
      const another = machine.unknown(ANOTHER_FILE, { type: 'str' });
      return [str(name), withFallback(asInProduction(machine, name, value), another)] as const;
    });
    result = { ...dict(pairs, machine.request.environment.open ? ANOTHER_FILE : undefined), at: args.at };
  });
  return result;
}

function disabled(machine: Machine, at: Place): boolean {
  const value = variableText(machine, 'PYTHON_DOTENV_DISABLED', READER, at);
  return value.t === 'str' && ['1', 'true', 't', 'yes', 'y'].includes(value.v.toLowerCase());
}

/** The text of the file or stream that a call names, or of the `.env` above the file that the call stands in. */
function eachSource(machine: Machine, args: CallArguments, load: (text: string | undefined) => void): void {
  const path = given(machine, argument(args, 0, 'dotenv_path'));
  const stream = given(machine, argument(args, 1, 'stream'));
  if (!path && stream) {
    const reader = stream.t === 'instance' ? stream.native?.attribute?.(machine as never, stream, 'read') : undefined;
    const text = reader && machine.refined(callWith(machine, reader, [], args.at));
    if (text?.t === 'str') load(text.v);
    else openEnviron(machine);
    return;
  }
  const named = path ?? str(findUpwards(machine, callerFolder(machine, args.at), ['.env']) ?? '');
  eachFile(machine, named, { reader: READER, at: args.at }, (found) => load(found?.text));
}

function given(machine: Machine, value: R | undefined): R | undefined {
  const known = value && machine.refined(value);
  return known?.t === 'none' ? undefined : known;
}

/** `find_dotenv(filename, raise_error_if_not_found, usecwd)`: its path, or the empty text. */
function findDotenv(machine: Machine, args: CallArguments): R {
  const name = given(machine, argument(args, 0, 'filename'));
  if (name && name.t !== 'str') return machine.unknownFrom([name], 'the name of an env file is not known', { type: 'str' });
  const start = isTrue(machine, argument(args, 2, 'usecwd'))
    ? paths.join(machine.request.files.root, machine.request.pythonPath[0] ?? '')
    : callerFolder(machine, args.at);
  const found = findUpwards(machine, start, [name?.v ?? '.env']);
  if (found === undefined && isTrue(machine, argument(args, 1, 'raise_error_if_not_found')))
    throw new PythonError('OSError', 'File not found', undefined, args.at);
  return { ...str(found ?? ''), at: args.at };
}

/** Interpolation is on unless it is surely switched off. */
function interpolates(machine: Machine, value: R | undefined): boolean {
  return !value || truthOf(machine, value).yes.length > 0;
}

function isTrue(machine: Machine, value: R | undefined): boolean {
  const known = value && machine.refined(value);
  return known?.t === 'bool' && known.v;
}

interface Resolving {
  readonly override: boolean;
  readonly interpolate: boolean;
  readonly at: Place;
}

/** Names and values of a file with `${…}` replaced: from the file before the process where the file overrides, else the other way round. */
export function dotenvEntries(machine: Machine, text: string, how: Resolving): ReadonlyMap<string, R> {
  const values = new Map<string, R>();
  for (const { name, value } of readDotenvFile(text)) {
    if (value === undefined) values.set(name, NONE);
    else if (!how.interpolate) values.set(name, fileValue(name, value, READER, how.at));
    else values.set(name, interpolated(machine, name, value, values, how));
  }
  return values;
}

function interpolated(machine: Machine, name: string, value: string, before: ReadonlyMap<string, R>, how: Resolving): R {
  const parts = valueParts(value).map((part): R => {
    if (typeof part === 'string') return str(part);
    const own = before.get(part.name);
    const inFile = own?.t === 'none' ? str('') : own;
    if (how.override && inFile) return inFile;
    return withFallback(variableText(machine, part.name, READER, how.at), inFile ?? str(part.fallback));
  });
  const whole = parts.reduce<R>((total, part) => binary(machine, '+', total, part), str(''));
  const env = fileValue(name, '', READER, how.at).env;
  return machine.lift([whole], ([one]) =>
    one?.t === 'str'
      ? fileValue(name, one.v, READER, how.at)
      : one?.t === 'unknown' && env
        ? { ...one, env: { ...env, state: 'unknown' } }
        : (one ?? TRUE),
  );
}
