import { atLeast, type Version } from '../../../base/version';
import type { RestItem, Value } from '../../../evaluate/value';
import { type GunicornSetting, workerClass } from '../../../knowledge/gunicorn';
import { pythonInteger } from './commandLine';
import { isAddress, isNetwork } from './ipNetwork';

/** Why gunicorn refuses a value, in words that follow “it is …”; undefined where it takes it, or where that is open. */
export type Refusal = string | undefined;

/**
 * What gunicorn's own validators say to one plain value (gunicorn/config.py), and what it does with it before it serves: addresses are
 * parsed, a worker class is loaded. They take more than the documentation says: a number may be text in any of Python's notations, a flag
 * may be the words true and false. What the machine decides (users, files) is taken.
 */
export function refusalOf(setting: GunicornSetting, value: Value, version: Version): Refusal {
  const validator = validatorOf(setting, version);
  if (validator.startsWith('validate_callable') || validator === 'validate_post_request') return callable(value);
  switch (validator) {
    case 'validate_bool':
      return bool(value);
    case 'validate_pos_int':
      return number(value, 0n, undefined);
    case 'validate_http2_frame_size':
      return number(value, 16384n, 16777215n);
    case 'validate_http2_stream_limit':
      return number(value, 1n, undefined);
    case 'validate_http2_window_size':
      return number(value, 0n, 2147483647n);
    case 'validate_string':
    case 'validate_string_to_list':
      return string(value);
    case 'validate_chdir':
      return value.kind === 'none' ? 'None, not a folder' : string(value);
    case 'validate_class':
      return setting.name === 'worker_class' ? (string(value) ?? worker(value)) : string(value);
    case 'validate_list_string':
    case 'validate_list_of_files_or_patterns':
      return listOfTexts(value) ?? itemRefusal(setting, value, version);
    case 'validate_string_to_addr_list':
      return string(value) ?? networks(value, version);
    case 'validate_statsd_address':
      return string(value) ?? statsd(value);
    case 'validate_hostport':
      return string(value) ?? hostPort(value);
    case 'validate_dict':
      return isOpen(value) ? typed(value, ['dict']) : value.kind === 'dict' ? undefined : `${inWords(value)}, not a dict`;
    case 'validate_user':
    case 'validate_group':
      return owner(value);
    case 'validate_http_protocols':
      return string(value) ?? protocols(setting, value, version);
    case 'validate_proxy_protocol':
    case 'validate_http2_cleartext':
      return value.kind === 'bool'
        ? undefined
        : (string(value) ?? oneOf(setting, value, validator === 'validate_proxy_protocol' ? ALIASES : {}));
    case 'validate_reload_engine':
      return value.kind === 'str' ? among(setting, value.value) : isOpen(value) ? typed(value, ['str']) : `${inWords(value)}, not text`;
    case 'validate_header_map_behaviour':
    case 'validate_asgi_loop':
    case 'validate_asgi_lifespan':
    case 'validate_http_parser':
      return string(value) ?? oneOf(setting, value, {});
    default:
      return undefined;
  }
}

/** The check of a setting in a version: a few had another one in earlier releases. */
function validatorOf({ name, validator }: GunicornSetting, version: Version): string {
  const before = (release: string) => !atLeast(version, release);
  if (name === 'proxy_protocol' && before('24.1')) return 'validate_bool';
  if (validator === 'validate_string_to_addr_list' && before('23.0')) return 'validate_string_to_list';
  if (name === 'statsd_host' && before('21.0')) return 'validate_hostport';
  return /^validate_http2_(stream_limit|window_size)$/.test(validator) && before('27.0') ? 'validate_pos_int' : validator;
}

/** gunicorn falls back to `info` for a level that it does not know; nothing refuses it. */
export function isUnknownLevel(value: Value): boolean {
  return value.kind === 'str' && !['critical', 'error', 'warning', 'info', 'debug'].includes(value.value.trim().toLowerCase());
}

const ALIASES: Readonly<Record<string, string>> = { false: 'off', '0': 'off', none: 'off', true: 'auto', '1': 'auto' };

function bool(value: Value): Refusal {
  if (isOpen(value) || value.kind === 'none' || value.kind === 'bool') return typed(value, ['bool', 'str']);
  if (value.kind !== 'str') return `${inWords(value)}, not True or False`;
  return /^\s*(true|false)\s*$/i.test(value.value) ? undefined : `"${value.value}", and of all texts only "true" and "false" are taken`;
}

function number(value: Value, least: bigint, most: bigint | undefined): Refusal {
  if (isOpen(value)) return typed(value, ['bool', 'int', 'str', 'bytes']);
  const found = integerOf(value);
  if (found === undefined)
    return value.kind === 'str' ? `"${value.value}", which is no whole number` : `${inWords(value)}, not a whole number`;
  if (found < least) return least === 0n ? `${found}, and it may not be negative` : `${found}, less than ${least}`;
  return most !== undefined && found > most ? `${found}, more than ${most}` : undefined;
}

function integerOf(value: Value): bigint | undefined {
  if (value.kind === 'bool') return value.value ? 1n : 0n;
  if (value.kind === 'int') return value.value;
  return value.kind === 'str' || value.kind === 'bytes' ? pythonInteger(value.value) : undefined;
}

function string(value: Value): Refusal {
  if (isOpen(value)) return typed(value, ['str']);
  return value.kind === 'none' || value.kind === 'str' ? undefined : `${inWords(value)}, not text`;
}

function listOfTexts(value: Value): Refusal {
  switch (value.kind) {
    case 'list':
    case 'tuple':
    case 'set':
    case 'frozenset':
      return textItems(value.items);
    case 'dict':
      return textItems(value.entries.map(({ key }) => key));
    case 'int':
      return value.value === 0n ? undefined : 'a number, not text or a list';
    case 'float':
      return value.value === 0 ? undefined : 'a number, not text or a list';
    case 'bool':
      return value.value ? 'True, not text or a list' : undefined;
    case 'bytes':
      return value.value === '' ? undefined : 'bytes, not text or a list';
    case 'path':
      return 'a Path, not text or a list';
    default:
      return undefined;
  }
}

function textItems(items: readonly (Value | RestItem)[]): Refusal {
  const wrong = items.find((item) => item.kind !== 'rest' && string(item) !== undefined);
  return wrong && wrong.kind !== 'rest' ? `a list with ${inWords(wrong)} in it` : undefined;
}

/** Settings whose items gunicorn looks at before it serves, and since when. */
const LOOKED_AT: Readonly<Record<string, string>> = { bind: '0', raw_env: '0', reload_extra_files: '26.1' };

function itemRefusal({ name }: GunicornSetting, value: Value, version: Version): Refusal {
  if (!Object.hasOwn(LOOKED_AT, name) || !atLeast(version, LOOKED_AT[name])) return undefined;
  if (value.kind === 'str') return value.value === '' ? undefined : textRefusal(name, value.value);
  for (const item of itemsOf(value)) {
    if (item.kind === 'none') return 'a list with None in it';
    const refused = item.kind === 'str' ? textRefusal(name, item.value) : undefined;
    if (refused !== undefined) return refused;
  }
  return undefined;
}

function textRefusal(name: string, text: string): Refusal {
  return name === 'bind' ? address(text) : name === 'raw_env' ? assignment(text) : undefined;
}

function itemsOf(value: Value): readonly (Value | RestItem)[] {
  if (value.kind === 'dict') return value.entries.map(({ key }) => key);
  return value.kind === 'list' || value.kind === 'tuple' || value.kind === 'set' || value.kind === 'frozenset' ? value.items : [];
}

/** The text may be a secret: only that there is no sign is said. */
function assignment(text: string): Refusal {
  return text.includes('=') ? undefined : 'a text without "=", and each has to be NAME=value';
}

/** gunicorn.util.parse_address: what follows the colon has to be a port. */
function address(written: string): Refusal {
  const text = written.trim();
  if (text.startsWith('fd://') && !isInteger(text.slice('fd://'.length))) return `"${written}", which names no file descriptor`;
  const port = portOf(text);
  if (port === undefined) return undefined;
  if (!isInteger(port)) return `"${written}", where "${port}" is no port`;
  const found = Number(port.replaceAll('_', ''));
  return found < 0 || found > 65535 ? `"${written}", and there is no port ${found}` : undefined;
}

function isInteger(text: string): boolean {
  return /^\s*[+-]?\d(?:_?\d)*\s*$/.test(text);
}

function portOf(text: string): string | undefined {
  if (text.startsWith('unix:') || text.startsWith('fd://')) return undefined;
  const rest = text.startsWith('tcp://') ? (text.split('tcp://')[1] ?? '') : text;
  if (rest.includes('[') && rest.includes(']')) return rest.split(']:')[1];
  return rest.includes(':') ? rest.split(':')[1] : undefined;
}

/** Addresses alone before 24.1, networks since. */
function networks(value: Value, version: Version): Refusal {
  if (value.kind !== 'str') return undefined;
  const takes = atLeast(version, '24.1') ? isNetwork : isAddress;
  const parts = value.value
    .trim()
    .split(',')
    .filter((part) => part !== '');
  const wrong = parts.map((part) => part.trim()).find((part) => part !== '*' && !/%/.test(part) && !takes(part));
  if (wrong === undefined) return undefined;
  const taken = atLeast(version, '24.1') ? 'addresses, networks and * are' : 'addresses and * are';
  return `"${wrong}", and only ${taken} taken`;
}

function statsd(value: Value): Refusal {
  if (value.kind !== 'str') return undefined;
  const text = value.value.trim();
  const isWrong = text.startsWith('fd://') ? !isInteger(text.slice('fd://'.length)) : !isInteger(portOf(text) ?? '0');
  return isWrong ? `"${value.value}", and it has to be host:port or unix:///path` : undefined;
}

function hostPort(value: Value): Refusal {
  if (value.kind === 'none') return undefined;
  const parts = value.kind === 'str' ? value.value.trim().split(':') : undefined;
  return !parts || (parts.length === 2 && isInteger(parts[1] ?? '')) ? undefined : 'not host:port';
}

function owner(value: Value): Refusal {
  if (isOpen(value)) return typed(value, ['bool', 'int', 'str', 'bytes']);
  if (value.kind === 'bytes') return /^\d+$/.test(value.value) ? undefined : 'bytes, neither a name nor a number';
  return ['none', 'int', 'bool', 'str'].includes(value.kind) ? undefined : `${inWords(value)}, neither a name nor a number`;
}

function worker(value: Value): Refusal {
  if (value.kind !== 'str') return undefined;
  const name = value.value.trim().replace(/^#+/, '');
  if (name.includes('.') || name.startsWith('egg:') || workerClass(name)) return undefined;
  return `"${name}", and there is no such worker class`;
}

function callable(value: Value): Refusal {
  if (value.kind === 'str')
    return value.value.includes('.') ? undefined : `"${value.value}", which is no function and no dotted path to one`;
  return isOpen(value) ? undefined : `${inWords(value)}, not a function`;
}

function protocols({ values = [] }: GunicornSetting, value: Value, version: Version): Refusal {
  if (value.kind !== 'str') return undefined;
  const parts = value.value
    .split(',')
    .map((part) => part.trim().toLowerCase())
    .filter((part) => part !== '');
  const known = atLeast(version, '27.0') ? values : [...values, 'h3'];
  const wrong = parts.find((part) => !known.includes(part));
  if (wrong !== undefined) return `"${wrong}", and it has to be one of ${known.join(', ')}`;
  return new Set(parts).size === parts.length ? undefined : `"${value.value}", which names one twice`;
}

function oneOf(setting: GunicornSetting, value: Value, aliases: Readonly<Record<string, string>>): Refusal {
  if (value.kind !== 'str') return undefined;
  const word = value.value.trim().toLowerCase();
  return among(setting, Object.hasOwn(aliases, word) ? (aliases[word] ?? '') : word);
}

function among({ values = [] }: GunicornSetting, word: string): Refusal {
  return values.includes(word) ? undefined : `"${word}", and it has to be one of ${values.join(', ')}`;
}

/** Unknown, but of a type that may be known; functions, classes and the like may be anything. */
function isOpen(value: Value): boolean {
  return value.kind === 'unknown' || value.kind === 'choice' || value.kind === 'opaque' || value.kind === 'unset';
}

function typed(value: Value, taken: readonly string[]): Refusal {
  if (value.kind !== 'unknown' || value.type === undefined || taken.includes(value.type)) return undefined;
  return TYPES[value.type];
}

const TYPES: Readonly<Record<string, string>> = {
  bool: 'True or False',
  int: 'a number',
  float: 'a number with a fraction, even where that is .0',
  str: 'text',
  list: 'a list',
  tuple: 'a tuple',
  dict: 'a dict',
  bytes: 'bytes',
};

function inWords(value: Value): string {
  switch (value.kind) {
    case 'none':
      return 'None';
    case 'bool':
      return value.value ? 'True' : 'False';
    case 'int':
      return 'a number';
    case 'float':
      return 'a number with a fraction';
    case 'str':
      return 'text';
    case 'bytes':
      return 'bytes';
    case 'path':
      return 'a Path';
    case 'list':
    case 'tuple':
    case 'dict':
    case 'set':
      return `a ${value.kind}`;
    default:
      return 'something else';
  }
}
