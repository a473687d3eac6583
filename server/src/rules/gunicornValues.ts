import { atLeast, type Version } from '../base/version';
import type { Value } from '../evaluate/value';
import type { GunicornSetting } from '../knowledge/gunicorn';
import { workerClass } from '../knowledge/gunicorn';

/** Why gunicorn refuses a value, in words that follow “it is …”; undefined where it takes it, or where that is open. */
export type Refusal = string | undefined;

/**
 * What gunicorn's own validators say to one plain value (gunicorn/config.py). They take more than the documentation says: a
 * number may be text in any of Python's notations, a flag may be the words true and false.
 */
export function refusalOf(setting: GunicornSetting, value: Value, version: Version): Refusal {
  const validator = setting.name === 'proxy_protocol' && !atLeast(version, '24.1') ? 'validate_bool' : setting.validator;
  if (validator.startsWith('validate_callable') || validator === 'validate_post_request') return callable(value);
  switch (validator) {
    case 'validate_bool':
      return bool(value);
    case 'validate_pos_int':
      return number(value, 0n, undefined);
    case 'validate_http2_frame_size':
      return number(value, 16384n, 16777215n);
    case 'validate_string':
    case 'validate_statsd_address':
    case 'validate_chdir':
      return string(value);
    case 'validate_class':
      return setting.name === 'worker_class' ? (string(value) ?? worker(value)) : string(value);
    case 'validate_list_string':
    case 'validate_list_of_files_or_patterns':
      return listOfTexts(value) ?? (setting.name === 'bind' ? addresses(value) : undefined);
    case 'validate_string_to_list':
      return string(value);
    case 'validate_string_to_addr_list':
      return string(value) ?? (atLeast(version, '23.0') ? networks(value) : undefined);
    case 'validate_dict':
      return isOpen(value) || value.kind === 'dict' ? undefined : `${inWords(value)}, not a dict`;
    case 'validate_http_protocols':
      return string(value) ?? oneOf(setting, value, (text) => text.split(',').map((part) => part.trim().toLowerCase()));
    case 'validate_proxy_protocol':
      return value.kind === 'bool' ? undefined : (string(value) ?? oneOf(setting, value, alias(PROXY_PROTOCOL)));
    case 'validate_http2_cleartext':
      return value.kind === 'bool' ? undefined : (string(value) ?? oneOf(setting, value, lower));
    case 'validate_reload_engine':
      return value.kind === 'str' || isOpen(value) ? oneOf(setting, value, (text) => [text]) : `${inWords(value)}, not text`;
    case 'validate_header_map_behaviour':
    case 'validate_asgi_loop':
    case 'validate_asgi_lifespan':
    case 'validate_http_parser':
      return string(value) ?? oneOf(setting, value, lower);
    default:
      return undefined;
  }
}

/** gunicorn falls back to `info` for a level that it does not know; nothing refuses it. */
export function isUnknownLevel(value: Value): boolean {
  return value.kind === 'str' && !['critical', 'error', 'warning', 'info', 'debug'].includes(value.value.trim().toLowerCase());
}

const PROXY_PROTOCOL: Readonly<Record<string, string>> = { false: 'off', '0': 'off', none: 'off', true: 'auto', '1': 'auto' };

function bool(value: Value): Refusal {
  if (isOpen(value) || value.kind === 'none' || value.kind === 'bool') return typed(value, ['bool', 'str']);
  if (value.kind !== 'str') return `${inWords(value)}, not True or False`;
  return /^\s*(true|false)\s*$/i.test(value.value) ? undefined : `"${value.value}", and of all texts only "true" and "false" are taken`;
}

function number(value: Value, least: bigint, most: bigint | undefined): Refusal {
  if (isOpen(value)) return typed(value, ['bool', 'int', 'str', 'bytes']);
  const found =
    value.kind === 'bool'
      ? value.value
        ? 1n
        : 0n
      : value.kind === 'int'
        ? value.value
        : value.kind === 'str'
          ? integer(value.value)
          : undefined;
  if (found === undefined)
    return value.kind === 'str' ? `"${value.value}", which is no whole number` : `${inWords(value)}, not a whole number`;
  if (found < least) return least === 0n ? `${found}, and it may not be negative` : `${found}, less than ${least}`;
  return most !== undefined && found > most ? `${found}, more than ${most}` : undefined;
}

/** Python's `int(text, 0)`. */
function integer(text: string): bigint | undefined {
  const match = /^\s*([+-]?)(0[xX](?:_?[\da-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|0(?:_?0)*|[1-9](?:_?\d)*)\s*$/.exec(text);
  if (!match?.[2]) return undefined;
  const found = BigInt(match[2].replaceAll('_', ''));
  return match[1] === '-' ? -found : found;
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
    case 'frozenset': {
      const wrong = value.items.find((item) => item.kind !== 'rest' && string(item) !== undefined);
      return wrong && wrong.kind !== 'rest' ? `a list with ${inWords(wrong)} in it` : undefined;
    }
    case 'int':
      return value.value === 0n ? undefined : 'a number, not text or a list';
    case 'bool':
      return value.value ? 'True, not text or a list' : undefined;
    case 'float':
    case 'path':
      return `${inWords(value)}, not text or a list`;
    default:
      return undefined;
  }
}

/** gunicorn.util.parse_address: what follows the colon has to be a port. */
function addresses(value: Value): Refusal {
  const items = value.kind === 'list' || value.kind === 'tuple' ? value.items : [value];
  for (const item of items) {
    if (item.kind !== 'str') continue;
    const port = portOf(item.value.trim());
    if (port === undefined) continue;
    const found = /^\s*[+-]?\d(?:_?\d)*\s*$/.test(port) ? Number(port.replaceAll('_', '')) : undefined;
    if (found === undefined) return `"${item.value}", where "${port}" is no port`;
    if (found < 0 || found > 65535) return `"${item.value}", and there is no port ${found}`;
  }
  return undefined;
}

function portOf(address: string): string | undefined {
  if (/^unix:/.test(address)) return undefined;
  if (address.startsWith('fd://')) return undefined;
  const rest = address.startsWith('tcp://') ? (address.split('tcp://')[1] ?? '') : address;
  if (rest.includes('[') && rest.includes(']')) return rest.split(']:')[1];
  return rest.includes(':') ? rest.split(':')[1] : undefined;
}

/** Names of hosts are refused; whether a number with a mask is a network is left to gunicorn. */
function networks(value: Value): Refusal {
  if (value.kind !== 'str') return undefined;
  const wrong = value.value
    .split(',')
    .map((part) => part.trim())
    .find((part) => part !== '' && part !== '*' && !/^[\d.]+(\/\d+)?$|^[\da-f:.]*:[\da-f:.]*(%\w+)?(\/\d+)?$/i.test(part));
  return wrong === undefined ? undefined : `"${wrong}", and only addresses, networks and * are taken`;
}

function worker(value: Value): Refusal {
  if (value.kind !== 'str') return undefined;
  const name = value.value.trim().replace(/^#/, '');
  if (name === '' || name.includes('.') || name.startsWith('egg:') || workerClass(name)) return undefined;
  return `"${name}", and there is no such worker class`;
}

function callable(value: Value): Refusal {
  if (value.kind === 'str')
    return value.value.includes('.') ? undefined : `"${value.value}", which is no function and no dotted path to one`;
  return isOpen(value) || value.kind === 'opaque' ? undefined : `${inWords(value)}, not a function`;
}

function oneOf(setting: GunicornSetting, value: Value, parts: (text: string) => readonly string[]): Refusal {
  if (value.kind !== 'str' || !setting.values || value.value.trim() === '') return undefined;
  const wrong = parts(value.value).find((part) => part !== '' && !setting.values?.includes(part));
  return wrong === undefined ? undefined : `"${wrong}", and it has to be one of ${setting.values.join(', ')}`;
}

function lower(text: string): readonly string[] {
  return [text.trim().toLowerCase()];
}

function alias(names: Readonly<Record<string, string>>): (text: string) => readonly string[] {
  return (text) => lower(text).map((word) => names[word] ?? word);
}

/** Unknown, but of a type that may be known; functions, classes and the like may be anything. */
function isOpen(value: Value): boolean {
  return value.kind === 'unknown' || value.kind === 'choice' || value.kind === 'opaque';
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
