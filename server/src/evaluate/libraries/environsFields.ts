import { toFloat, toInt } from '../builtins/conversions';
import { callWith } from '../interpreter/calls';
import { PythonError } from '../interpreter/errors';
import { importModule } from '../interpreter/imports';
import type { Machine } from '../interpreter/machine';
import { purePath } from '../interpreter/operators';
import { bool, type CallArguments, dict, int, list, path, type R, str, type Unknown } from '../runtime/objects';
import { parseCacheUrl } from './cacheUrl';
import { databaseFromUrl } from './databaseUrl';
import { parseEmailUrl } from './emailUrl';
import { strip } from './envFiles/text';
import { fromJson } from './json';
import { unknownParsed } from './reading';

/** A method of environs' `Env`: how it turns a text into a value. Raises where the text is refused. */
export interface Field {
  readonly parse: string;
  /** The default is parsed like a text; otherwise it is given as it is. */
  readonly parsesDefault: boolean;
  convert(machine: Machine, value: R, args: CallArguments): R;
}

export function fieldOf(name: string): Field | undefined {
  return Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined;
}

type Convert = (machine: Machine, text: string, args: CallArguments) => R;

function field(parse: string, convert: Convert, type?: Unknown['type']): Field {
  return {
    parse,
    parsesDefault: false,
    convert: (machine, value, args) => {
      if (value.t === 'unknown') return unknownParsed(value, parse, type);
      if (value.t !== 'str') throw new PythonError('ValueError', 'Not a valid value');
      return convert(machine, value.v, args);
    },
  };
}

/** The field parses its default too; a URL that is not known makes a dict of which nothing is known. */
function urlField(parse: string, convert: Convert): Field {
  const own = field(parse, convert, 'dict');
  return {
    ...own,
    parsesDefault: true,
    convert: (machine, value, args) =>
      value.t === 'unknown' ? { ...dict([], value.reason), at: args.at } : own.convert(machine, value, args),
  };
}

const notEvaluated: Convert = (machine) => machine.unknown('this kind of value is not evaluated');

const FIELDS: Readonly<Record<string, Field>> = {
  str: field('str', (_, text) => str(text), 'str'),
  bool: field('bool', (_, text) => truth(text), 'bool'),
  int: field('int', (machine, text) => toInt(machine, str(text), undefined), 'int'),
  float: field('float', (machine, text) => finite(toFloat(machine, str(text))), 'float'),
  list: field('list', toList, 'list'),
  dict: field('dict', toDict, 'dict'),
  json: field('json', (_, text) => fromJson(text) ?? refuse()),
  path: field('path', (_, text) => path(purePath(text))),
  log_level: field('log_level', (machine, text) => logLevel(machine, text), 'int'),
  url: field('url', (machine, text, args) =>
    callWith(machine, importModule(machine, 'urllib.parse').names.get('urlparse') ?? refuse(), [str(text)], args.at),
  ),
  dj_db_url: urlField('db', (machine, text, args) => databaseFromUrl(machine, text, args)),
  dj_email_url: urlField('email', parseEmailUrl),
  dj_cache_url: urlField('cache', parseCacheUrl),
  decimal: field('decimal', notEvaluated),
  datetime: field('datetime', notEvaluated),
  date: field('date', notEvaluated),
  time: field('time', notEvaluated),
  timedelta: field('timedelta', notEvaluated),
  uuid: field('uuid', notEvaluated),
  enum: field('enum', notEvaluated),
};

function refuse(): never {
  throw new PythonError('ValueError', 'Not a valid value');
}

/** marshmallow's own words for true and false; every other text is refused. */
function truth(text: string): R {
  if (/^(t|T|true|True|TRUE|on|On|ON|y|Y|yes|Yes|YES|1)$/.test(text)) return bool(true);
  if (/^(f|F|false|False|FALSE|off|Off|OFF|n|N|no|No|NO|0)$/.test(text)) return bool(false);
  return refuse();
}

function finite(value: R): R {
  return value.t === 'float' && Number.isFinite(value.v) ? value : refuse();
}

const LEVELS: Readonly<Record<string, number>> = {
  CRITICAL: 50,
  FATAL: 50,
  ERROR: 40,
  WARNING: 30,
  WARN: 30,
  INFO: 20,
  DEBUG: 10,
  NOTSET: 0,
};

function logLevel(machine: Machine, text: string): R {
  const level = LEVELS[text.toUpperCase()];
  return level === undefined ? toInt(machine, str(text), undefined) : int(level);
}

function toList(machine: Machine, text: string, args: CallArguments): R {
  const subcast = args.positional[2] ?? args.keywords.get('subcast');
  const delimiter = textArgument(args, 'delimiter', ',');
  if (delimiter === undefined) return machine.unknown('how a list is read is not known', { type: 'list' });
  const parts = text === '' ? [] : text.split(delimiter);
  return { ...list(parts.map((part) => cast(machine, part, subcast, args))), at: args.at };
}

function toDict(machine: Machine, text: string, args: CallArguments): R {
  const delimiter = textArgument(args, 'delimiter', ',');
  const separator = textArgument(args, 'key_value_delimiter', '=');
  if (delimiter === undefined || separator === undefined) return machine.unknown('how a dict is read is not known', { type: 'dict' });
  const pairs = (text === '' ? [] : text.split(delimiter)).map((part) => {
    const at = part.indexOf(separator);
    if (at < 0) return refuse();
    const key = cast(machine, strip(part.slice(0, at)), args.keywords.get('subcast_keys'), args);
    return [key, cast(machine, strip(part.slice(at + separator.length)), args.keywords.get('subcast_values'), args)] as const;
  });
  return { ...dict(pairs), at: args.at };
}

function textArgument(args: CallArguments, name: string, fallback: string): string | undefined {
  const value = args.keywords.get(name);
  return value ? (value.t === 'str' ? value.v : undefined) : fallback;
}

/** One item by its `subcast`: a built-in type stands for marshmallow's field of that type, anything else is called. */
function cast(machine: Machine, text: string, subcast: R | undefined, args: CallArguments): R {
  if (!subcast || subcast.t === 'none') return str(text);
  const type = subcast.t === 'native' ? subcast.type : undefined;
  if (type === 'bool') return truth(text);
  if (type === 'float') return finite(toFloat(machine, str(text)));
  if (type === 'int' || type === undefined) return callWith(machine, subcast, [str(text)], args.at);
  return str(text);
}
