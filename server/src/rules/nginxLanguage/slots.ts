import type { NginxValueType } from '../../knowledge/nginx';
import { nginxIsOlder } from '../../project/nginx/version';
import { parseUrl } from './address';
import { parseNumber, parseOffset, parseSize, parseTime } from './numbers';
import { type Call, quoted } from './reading';

/** Checks the arguments of a directive whose reader many directives share. `custom` and `block` have their own. */
export const SLOTS: Readonly<Partial<Record<NginxValueType, (call: Call) => void>>> = {
  flag,
  size: (call) => void needs(call, 1, parseSize, 'a size', 'Sizes are digits, with k or m behind them: 16k.'),
  offset: (call) => void needs(call, 1, parseOffset, 'a size', 'Sizes are digits, with k, m or g behind them: 10m.'),
  integer,
  'time-ms': (call) => void needs(call, 1, (text) => parseTime(text, 'ms'), 'a time', TIME),
  'time-s': (call) => void needs(call, 1, (text) => parseTime(text, 's'), 'a time', TIME),
  buffers,
  enum: (call) => void oneOf(call, 1),
  bitmask(call) {
    for (const index of call.args.keys()) oneOf(call, index + 1);
  },
  complex: (call) => void call.script(0),
  'complex-size': complexSize,
  predicate(call) {
    for (const index of call.args.keys()) call.script(index);
  },
  'key-value': keyValue,
  param,
  path: temporaryPath,
  access,
  'bind-address': bindAddress,
};

export const TIME = 'Times are digits with a unit: 500ms, 30s, 5m, 1h 30m.';

/** A value that a reader takes, or a report. `index` counts from 1, as nginx does. */
export function needs(
  call: Call,
  index: number,
  read: (text: string) => number | undefined,
  noun: string,
  advice: string,
): number | undefined {
  const text = call.arg(index - 1);
  const value = read(text);
  if (value === undefined) call.invalid(index - 1, `${call.name} takes ${noun}, and ${quoted(text)} is none`, advice);
  return value;
}

function flag(call: Call): undefined {
  if (!/^(on|off)$/i.test(call.arg(0))) call.invalid(0, `${call.name} is on or off, not ${quoted(call.arg(0))}`, 'Write on or off.');
}

function integer(call: Call): undefined {
  const value = needs(call, 1, parseNumber, 'a number', 'Write digits only.');
  const [low, high] = call.definition.bounds ?? [];
  if (value === undefined || low === undefined) return;
  if (value < Number(low) || (high !== undefined && value > Number(high)))
    call.invalid(0, `${call.name} is between ${low} and ${high}, not ${value}`, 'Write a number in between.');
}

function buffers(call: Call): undefined {
  const number = parseNumber(call.arg(0));
  if (!number) return call.invalid(0, `${call.name} takes a number of buffers, and ${quoted(call.arg(0))} is none`, 'Write it like 8 16k.');
  if (!parseSize(call.arg(1)))
    call.invalid(1, `${call.name} takes the size of a buffer, and ${quoted(call.arg(1))} is none`, 'Write it like 8 16k.');
}

function oneOf(call: Call, index: number): undefined {
  const values = call.definition.values ?? [];
  const text = call.arg(index - 1);
  if (values.length === 0 || values.some((value) => value.toLowerCase() === text.toLowerCase())) return;
  call.invalid(index - 1, `${call.name} does not know ${quoted(text)}`, `It knows ${values.join(', ')}.`);
}

function complexSize(call: Call): undefined {
  // `proxy_limit_rate` and its like came to variables later than `limit_rate`.
  const plain = call.area === 'http' && call.name.endsWith('_limit_rate') && nginxIsOlder(call.reading.version, '1.27.0');
  if (!plain && (!call.script(0) || call.arg(0).includes('$'))) return;
  needs(call, 1, parseSize, 'a size', 'Sizes are digits, with k or m behind them: 16k.');
}

/** Headers and parameters to the server behind have variables; the commands for OpenSSL have not. */
function keyValue(call: Call): undefined {
  if (call.name.endsWith('_set_header')) call.script(1, call.arg(1), { merged: true });
}

function param(call: Call): undefined {
  const [, , condition] = call.args;
  if (condition !== undefined && condition !== 'if_not_empty')
    return call.invalid(2, `${quoted(condition)} is no parameter of ${call.name}`, 'The third argument is if_not_empty or missing.');
  call.script(1, call.arg(1), { merged: true });
}

const MAX_PATH_LENGTH = 10;

/** A directory, and the lengths of up to three levels below it. */
function temporaryPath(call: Call): undefined {
  const levels = call.args.slice(1);
  let length = 0;
  for (const [at, level] of levels.entries()) {
    const value = parseNumber(level);
    if (!value) return call.invalid(at + 1, `${call.name} takes the length of a level, and ${quoted(level)} is none`, 'Write 1, 2 or 3.');
    length += value + 1;
  }
  if (length > MAX_PATH_LENGTH + levels.length) call.invalid(1, `the levels of ${call.name} are too long`, 'Write 1, 2 or 3.');
}

/** `user:rw group:r all:r`. */
function access(call: Call): undefined {
  const wrong = call.args.findIndex((text) => !/^(user|group|all):(rw|r)$/.test(text));
  if (wrong >= 0) call.invalid(wrong, `${quoted(call.arg(wrong))} is no permission`, 'Write user:rw, group:r or all:r.');
}

/** `proxy_bind` and its like. */
export function bindAddress(call: Call): undefined {
  const [address = '', transparent] = call.args;
  if (call.args.length === 1 && address === 'off') return;
  if (!call.script(0)) return;
  if (!address.includes('$')) {
    const url = parseUrl(address, {});
    if (typeof url === 'string' || !url.literal || url.unix)
      return call.invalid(0, `${call.name} takes an address, and ${quoted(address)} is none`);
  }
  if (transparent !== undefined && transparent !== 'transparent')
    call.invalid(1, `${quoted(transparent)} is no parameter of ${call.name}`, 'The second argument is transparent or missing.');
}
