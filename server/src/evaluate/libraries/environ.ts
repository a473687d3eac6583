import type { Place } from '../../base/text';
import { builtin } from '../builtins/builtins';
import { utf8 } from '../builtins/codecs';
import { typeAttribute } from '../interpreter/attributes';
import { argument, rawNative } from '../interpreter/calls';
import { equal } from '../interpreter/comparisons';
import { presentEntry } from '../interpreter/dicts';
import { PythonError } from '../interpreter/errors';
import { importModule } from '../interpreter/imports';
import type { Machine } from '../interpreter/machine';
import {
  bytes,
  type CallArguments,
  type Class,
  dict,
  FALSE,
  type Instance,
  NONE,
  opaque,
  type R,
  str,
  TRUE,
  UNBOUND,
} from '../runtime/objects';
import { castKind, parseValue, typeOfDefault } from './environCast';
import { configured, tagDict, URL_CONFIGS, URL_METHODS, type UrlMethod } from './environConfigs';
import { readFileAware } from './environFiles';
import { makePath, pathClass } from './environPath';
import { readEnv } from './environReadEnv';
import { fromJson } from './json';
import { type LibraryFactory, library, libraryClass } from './library';
import { convertSetting, unknownParsed, variableText } from './reading';

const READER = 'django-environ';
const NOTSET = opaque('NoValue', 'environ.Env.NOTSET');

/** The module `environ` of django-environ. */
export const environModule: LibraryFactory = (machine, name) => {
  const path = pathClass();
  const exceptions = importModule(machine, 'django.core.exceptions');
  return library(machine, name, {
    Env: envClass('Env', path, false),
    FileAwareEnv: envClass('FileAwareEnv', path, true),
    Path: path,
    ImproperlyConfigured: exceptions.names.get('ImproperlyConfigured') ?? NONE,
  });
};

/** What an `Env` object needs to know of its class. */
interface Kind {
  readonly path: Class;
  readonly fileAware: boolean;
}

function envClass(name: string, path: Class, fileAware: boolean): Class {
  const kind: Kind = { path, fileAware };
  const owner: Class = libraryClass(name, {
    __native_new__: rawNative(`environ.${name}`, (machine, args) => {
      const given = args.keywords.get('__class__');
      const scheme = dict(
        [...args.keywords].filter(([key]) => key !== '__class__').map(([key, value]) => [str(key), value] as const),
        args.open,
      );
      return makeEnv(machine, given?.t === 'class' ? given : owner, kind, scheme);
    }),
    NOTSET,
    read_env: rawNative(`environ.${name}.read_env`, (machine, args) => readEnv(machine, args)),
    ...Object.fromEntries(
      Object.entries(URL_CONFIGS).map(([method, config]) => [
        method,
        rawNative(`environ.${name}.${method}`, (machine, args) => {
          const url = args.positional[0] ?? NONE;
          const backend = argument(args, 1, method.startsWith('db') || method.startsWith('search') ? 'engine' : 'backend') ?? NONE;
          return machine.lift([url, backend], ([text, other]) => configured(machine, text ?? NONE, other, config, args.at));
        }),
      ]),
    ),
    parse_value: rawNative(`environ.${name}.parse_value`, (machine, args) =>
      machine.lift([argument(args, 0, 'value') ?? NONE, argument(args, 1, 'cast') ?? NONE], ([value, cast]) =>
        parseValue(machine, value ?? NONE, cast, args.at),
      ),
    ),
  });
  return owner;
}

function makeEnv(machine: Machine, owner: Class, kind: Kind, scheme: R): Instance {
  const self: Instance = {
    t: 'instance',
    class: owner,
    names: new Map(),
    native: {
      type: 'environ.Env',
      attribute: (_machine: Machine, env: Instance, name: string) => method(env, kind, name),
      call: (vm: Machine, env: Instance, args: CallArguments) =>
        getValue(vm, env, kind, {
          name: argument(args, 0, 'var') ?? NONE,
          cast: argument(args, 1, 'cast'),
          fallback: argument(args, 2, 'default'),
          parseDefault: isTrue(vm, argument(args, 3, 'parse_default')),
          at: args.at,
        }),
      contains: (vm: Machine, _env: Instance, item: R) =>
        vm.lift([item], ([one]) =>
          one?.t === 'str' ? isSet(vm, one.v, kind) : vm.unknown('the name of a variable is not known', { type: 'bool' }),
        ),
    },
  };
  const state: Readonly<Record<string, R>> = { scheme, smart_cast: TRUE, escape_proxy: FALSE, warn_on_default: FALSE, prefix: str('') };
  for (const [name, value] of Object.entries(state)) machine.heap.setName(self.names, name, value);
  return self;
}

function isSet(machine: Machine, name: string, kind: Kind): R {
  const text = source(machine, name, kind, { file: '', span: { start: 0, end: 0 } });
  return machine.lift([text], ([value]) => (value?.t === 'unbound' ? FALSE : TRUE));
}

function isTrue(machine: Machine, value: R | undefined): boolean {
  const known = value && machine.refined(value);
  return known?.t === 'bool' && known.v;
}

function source(machine: Machine, name: string, kind: Kind, at: Place): R {
  return kind.fileAware ? readFileAware(machine, name, READER, at) : variableText(machine, name, READER, at);
}

/** Casts of the methods that only name one. */
const CASTS: Readonly<Record<string, string>> = { bool: 'bool', int: 'int', float: 'float', str: 'str' };

function method(self: Instance, kind: Kind, name: string): R | undefined {
  const read = (run: (machine: Machine, args: CallArguments) => R) => rawNative(`environ.Env.${name}`, run);
  const cast = Object.hasOwn(CASTS, name) ? CASTS[name] : undefined;
  const request = (args: CallArguments, how: R | undefined, position = 1): Request => ({
    name: argument(args, 0, 'var') ?? NONE,
    cast: how,
    fallback: argument(args, position, 'default'),
    parseDefault: false,
    at: args.at,
  });
  if (cast !== undefined) {
    return read((machine, args) => {
      const value = getValue(machine, self, kind, request(args, builtin(cast, machine)));
      const multiline = name === 'str' && isTrue(machine, argument(args, 2, 'multiline'));
      return multiline
        ? machine.lift([value], ([text]) => (text?.t === 'str' ? { ...text, v: text.v.replace(/(?:\\r)?\\n/g, '\n') } : (text ?? NONE)))
        : value;
    });
  }
  if (Object.hasOwn(URL_METHODS, name)) {
    const { variable, config, parse } = URL_METHODS[name] as UrlMethod;
    return read((machine, args) => {
      const backend = argument(args, 2, 'engine') ?? args.keywords.get('backend') ?? NONE;
      const asked = argument(args, 0, 'var') ?? str(variable);
      const text = getValue(machine, self, kind, { ...request(args, undefined), name: asked, parse });
      return tagDict(
        machine.lift([text, backend], ([url, other]) => configured(machine, url ?? NONE, other, config, args.at, parse)),
        text,
      );
    });
  }
  switch (name) {
    case 'get_value':
      return read((machine, args) =>
        getValue(machine, self, kind, {
          ...request(args, argument(args, 1, 'cast'), 2),
          parseDefault: isTrue(machine, argument(args, 3, 'parse_default')),
        }),
      );
    case 'list':
    case 'tuple':
      return read((machine, args) => {
        const item = argument(args, 1, 'cast');
        const bare = !item || machine.refined(item).t === 'none';
        const how: R | undefined = bare ? builtin(name, machine) : { t: name, content: [item] };
        return getValue(machine, self, kind, request(args, how, 2));
      });
    case 'dict':
      return read((machine, args) =>
        getValue(machine, self, kind, request(args, argument(args, 1, 'cast') ?? builtin('dict', machine), 2)),
      );
    case 'json':
      return read((machine, args) => getValue(machine, self, kind, { ...request(args, JSON_LOADS), parse: 'json' }));
    case 'url':
      return read((machine, args) =>
        getValue(machine, self, kind, { ...request(args, urlparse(machine)), parseDefault: true, parse: 'url' }),
      );
    case 'bytes':
      return read((machine, args) =>
        machine.lift([getValue(machine, self, kind, { ...request(args, builtin('str', machine)), parse: 'bytes' })], ([value]) =>
          value?.t === 'str'
            ? { ...bytes(utf8(value.v)), ...(value.env ? { env: value.env } : {}) }
            : value?.t === 'unknown'
              ? unknownParsed(value, 'bytes', 'bytes')
              : (value ?? NONE),
        ),
      );
    case 'path':
      return read((machine, args) =>
        machine.lift([getValue(machine, self, kind, { ...request(args, undefined), parse: 'path' })], ([value]) =>
          !value || value.t === 'unknown'
            ? machine.unknownFrom(value ? [value] : [], 'a path is not known')
            : makePath(
                machine,
                kind.path,
                value.t === 'str' || value.t === 'path' ? value.v : (value.t === 'instance' && value.native?.fspath) || '',
                { ...args, positional: [] },
              ),
        ),
      );
    default: {
      // Class methods and static ones: without the object as their first argument.
      const shared = typeAttribute(self.class, name);
      return shared?.t === 'native' ? shared : undefined;
    }
  }
}

const JSON_LOADS = rawNative('json.loads', (_, args) => {
  const value = args.positional[0] ?? NONE;
  if (value.t === 'unknown') return unknownParsed(value, 'json');
  const parsed = value.t === 'str' ? fromJson(value.v) : undefined;
  if (!parsed) throw new PythonError(value.t === 'str' ? 'JSONDecodeError' : 'TypeError', 'the text is not JSON');
  return parsed;
});

function urlparse(machine: Machine): R | undefined {
  return importModule(machine, 'urllib.parse').names.get('urlparse');
}

interface Request {
  readonly name: R;
  readonly cast: R | undefined;
  readonly fallback: R | undefined;
  readonly parseDefault: boolean;
  readonly at: Place;
  /** How rules name the parse; by the cast where it is not said. */
  readonly parse?: string;
}

/** `Env.get_value`. */
function getValue(machine: Machine, self: Instance, kind: Kind, request: Request, depth = 0): R {
  return machine.lift([request.name, stateOf(machine, self, 'prefix') ?? str('')], ([variable, prefix]) => {
    if (variable?.t !== 'str' || prefix?.t !== 'str')
      return machine.unknownFrom(variable ? [variable] : [], 'the name of a variable is not known');
    if (depth > 20) throw new PythonError('RecursionError', 'maximum recursion depth exceeded');
    const name = prefix.v + variable.v;
    const asked = withScheme(machine, self, name, request);
    if (asked === undefined) return machine.unknown('the scheme of an Env is not known', { symbol: `env:${name}:scheme` });
    return readNamed(machine, self, kind, name, asked, depth);
  });
}

function stateOf(machine: Machine, self: Instance, name: string): R | undefined {
  const value = self.names.get(name);
  return value && machine.refined(value);
}

/** Cast and default as the call and the scheme of the `Env` say; undefined when the scheme is not known. */
function withScheme(machine: Machine, self: Instance, name: string, request: Request): Request | undefined {
  const own = { ...request, cast: none(machine, request.cast), fallback: notSet(machine, request.fallback) };
  const scheme = stateOf(machine, self, 'scheme');
  if (scheme?.t !== 'dict') return own;
  const info = presentEntry(machine, scheme, str(name));
  if (!info) return scheme.content.rest === undefined ? own : undefined;
  const pair = (info.t === 'tuple' || info.t === 'list') && info.content.length === 2 ? info.content : undefined;
  if (!pair) return { ...own, cast: own.cast ?? info };
  const [cast, fallback] = pair;
  if (!cast || !fallback || cast.t === 'rest' || cast.t === 'maybe' || fallback.t === 'rest' || fallback.t === 'maybe') return undefined;
  return { ...own, cast: own.cast ?? cast, fallback: own.fallback ?? notSet(machine, fallback) };
}

function none(machine: Machine, value: R | undefined): R | undefined {
  const known = value && machine.refined(value);
  return known?.t === 'none' ? undefined : known;
}

function notSet(machine: Machine, value: R | undefined): R | undefined {
  const known = value && machine.refined(value);
  return known?.t === 'opaque' && known.name === NOTSET.name ? undefined : known;
}

function readNamed(machine: Machine, self: Instance, kind: Kind, name: string, request: Request, depth: number): R {
  const { at, fallback } = request;
  const parse = request.parse ?? parseName(castFor(machine, self, request));
  const finish = (value: R): R => finished(machine, self, kind, value, request, depth);
  return convertSetting(
    machine,
    { name, reader: READER, parse, at, fallback },
    source(machine, name, kind, at),
    () => new PythonError('ImproperlyConfigured', `Set the ${name} environment variable`, undefined, at),
    finish,
    (value) => machine.lift([value], ([one]) => finished(machine, self, kind, one ?? UNBOUND, { ...request, fallback: one }, depth)),
  );
}

function parseName(cast: R | undefined): string {
  const kind = castKind(cast);
  return kind === 'other' && cast && 'name' in cast && typeof cast.name === 'string' ? cast.name : kind;
}

/** What is done with a value, from the environment or the default: proxies, smart cast, parse. */
function finished(machine: Machine, self: Instance, kind: Kind, given: R, request: Request, depth: number): R {
  let value = given;
  if (value.t === 'str' && value.v.startsWith('$')) {
    const name = str(value.v.replace(/^\$+/, ''));
    value = machine.refined(getValue(machine, self, kind, { ...request, name }, depth + 1));
    if (value.t === 'choice') return machine.lift([value], ([one]) => parsed(machine, self, one ?? UNBOUND, request));
  }
  return parsed(machine, self, value, request);
}

function parsed(machine: Machine, self: Instance, given: R, request: Request): R {
  const { fallback, at } = request;
  let value = given;
  if (value.t === 'str' && isTrue(machine, stateOf(machine, self, 'escape_proxy'))) value = { ...value, v: value.v.replaceAll('\\$', '$') };
  const cast = castFor(machine, self, request);
  if (fallback?.t === 'none' && value.t === 'str' && value.v === '') return NONE;
  if (isDefault(machine, value, fallback) && !(request.parseDefault && value.t !== 'none')) return value;
  const result = parseValue(machine, value, cast, at);
  // An empty text with `None` as the default is `None`, and a text that equals a default stays a text: such a result has no sure type.
  const unsure = fallback?.t === 'none' || (fallback?.t === 'str' && castKind(cast) !== 'str');
  return result.t === 'unknown' && unsure ? untyped(result) : result;
}

function untyped(value: Extract<R, { t: 'unknown' }>): R {
  const { type: _type, ...rest } = value;
  return rest;
}

function castFor(machine: Machine, self: Instance, request: Request): R | undefined {
  const { cast, fallback } = request;
  if (cast || !fallback || fallback.t === 'none') return cast;
  const smart = stateOf(machine, self, 'smart_cast');
  if (smart?.t === 'bool' && !smart.v) return undefined;
  const types = machine.options(fallback).map((option) => typeOfDefault(machine, option.value));
  return types.every((type) => castKind(type) === castKind(types[0])) ? types[0] : undefined;
}

/** `value == default`: then nothing is cast. */
function isDefault(machine: Machine, value: R, fallback: R | undefined): boolean {
  if (!fallback) return false;
  if (value === fallback) return true;
  if (value.t === 'unknown' || fallback.t === 'choice') return false;
  const same = equal(machine, value, fallback);
  return same.t === 'bool' && same.v;
}
