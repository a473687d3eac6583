import { argument, native, rawNative } from '../interpreter/calls';
import { PythonError } from '../interpreter/errors';
import { iterate } from '../interpreter/expressions';
import { formatBraces } from '../interpreter/format';
import type { Machine } from '../interpreter/machine';
import { bool, bytes, type CallArguments, int, list, type Native, type R, str, tuple } from '../runtime/objects';

type StringMethod = (machine: Machine, self: string, args: CallArguments) => R;

/** The methods of `str`. `self` is the first positional argument of the native. */
export function stringMethod(name: string): Native | undefined {
  if (name === 'join') return JOIN;
  const method = METHODS[name];
  if (!method || !Object.hasOwn(METHODS, name)) return undefined;
  return native(`str.${name}`, (machine, args) => {
    const [self, ...rest] = args.positional;
    if (self?.t !== 'str') throw new PythonError('TypeError', `str.${name} needs a str`);
    const result = method(machine, self.v, { ...args, positional: rest });
    if (!self.env || result.env) return result;
    return { ...result, env: { ...self.env, parse: result.t === 'list' ? 'list' : self.env.parse } };
  });
}

const SPACE = /^[\s\x1c-\x1f\x85]+|[\s\x1c-\x1f\x85]+$/gu;

const METHODS: Readonly<Record<string, StringMethod>> = {
  lower: (_, self) => str(self.toLowerCase()),
  casefold: (_, self) => str(self.toLowerCase().replaceAll('ß', 'ss')),
  upper: (_, self) => str(self.toUpperCase()),
  capitalize: (_, self) => str(self.slice(0, 1).toUpperCase() + self.slice(1).toLowerCase()),
  title: (_, self) => str(self.toLowerCase().replace(/\p{L}+/gu, (word) => word.slice(0, 1).toUpperCase() + word.slice(1))),
  swapcase: (_, self) => str([...self].map((c) => (c === c.toUpperCase() ? c.toLowerCase() : c.toUpperCase())).join('')),
  strip: (_, self, args) => str(trim(self, args, true, true)),
  lstrip: (_, self, args) => str(trim(self, args, true, false)),
  rstrip: (_, self, args) => str(trim(self, args, false, true)),
  split: (_, self, args) => list(split(self, args, false).map(str)),
  rsplit: (_, self, args) => list(split(self, args, true).map(str)),
  splitlines: (_, self) => list(lines(self).map(str)),
  partition: (_, self, args) => {
    const separator = text(args, 0);
    const at = self.indexOf(separator);
    return tuple((at < 0 ? [self, '', ''] : [self.slice(0, at), separator, self.slice(at + separator.length)]).map(str));
  },
  rpartition: (_, self, args) => {
    const separator = text(args, 0);
    const at = self.lastIndexOf(separator);
    return tuple((at < 0 ? ['', '', self] : [self.slice(0, at), separator, self.slice(at + separator.length)]).map(str));
  },
  replace: (machine, self, args) => {
    const [from, to] = [text(args, 0), text(args, 1)];
    const count = number(argument(args, 2, 'count'), -1);
    const result = count < 0 ? self.replaceAll(from, () => to) : replaceSome(self, from, to, count);
    return result.length > 200_000 ? machine.unknown('the text is too long', { type: 'str' }) : str(result);
  },
  startswith: (_, self, args) => bool(affixes(args).some((affix) => self.slice(number(args.positional[1], 0)).startsWith(affix))),
  endswith: (_, self, args) => bool(affixes(args).some((affix) => self.endsWith(affix))),
  removeprefix: (_, self, args) => str(self.startsWith(text(args, 0)) ? self.slice(text(args, 0).length) : self),
  removesuffix: (_, self, args) => {
    const suffix = text(args, 0);
    return str(suffix !== '' && self.endsWith(suffix) ? self.slice(0, -suffix.length) : self);
  },
  find: (_, self, args) => int(self.indexOf(text(args, 0), number(args.positional[1], 0))),
  rfind: (_, self, args) => int(self.lastIndexOf(text(args, 0))),
  index: (_, self, args) => {
    const at = self.indexOf(text(args, 0), number(args.positional[1], 0));
    if (at < 0) throw new PythonError('ValueError', 'substring not found');
    return int(at);
  },
  count: (_, self, args) => int(text(args, 0) === '' ? self.length + 1 : self.split(text(args, 0)).length - 1),
  isdigit: (_, self) => bool(/^\d+$/u.test(self)),
  isnumeric: (_, self) => bool(/^\d+$/u.test(self)),
  isdecimal: (_, self) => bool(/^\d+$/u.test(self)),
  isalpha: (_, self) => bool(/^\p{L}+$/u.test(self)),
  isalnum: (_, self) => bool(/^[\p{L}\p{N}]+$/u.test(self)),
  isspace: (_, self) => bool(/^\s+$/u.test(self)),
  isupper: (_, self) => bool(self !== self.toLowerCase() && self === self.toUpperCase()),
  islower: (_, self) => bool(self !== self.toUpperCase() && self === self.toLowerCase()),
  isidentifier: (_, self) => bool(/^[\p{L}_][\p{L}\p{N}_]*$/u.test(self)),
  zfill: (_, self, args) => {
    const sign = /^[+-]/.test(self) ? (self[0] ?? '') : '';
    return str(sign + self.slice(sign.length).padStart(bounded(args) - sign.length, '0'));
  },
  ljust: (_, self, args) => str(self.padEnd(bounded(args), text(args, 1, ' '))),
  rjust: (_, self, args) => str(self.padStart(bounded(args), text(args, 1, ' '))),
  encode: (machine, self) => (/^[\x20-\x7e\s]*$/.test(self) ? bytes(self) : (bytes(utf8(self)) ?? machine.unknown('bytes'))),
  format: (machine, self, args) => formatBraces(machine, self, args.positional, args.keywords),
  format_map: (machine, self, args) => {
    const map = args.positional[0];
    if (map?.t !== 'dict') return machine.unknown('a format is not evaluated', { type: 'str' });
    const keywords = new Map(
      [...map.content.entries.values()].flatMap((entry) => (entry.key.t === 'str' ? [[entry.key.v, entry.value] as const] : [])),
    );
    return formatBraces(machine, self, [], keywords);
  },
  expandtabs: (machine) => machine.unknown('expandtabs is not evaluated', { type: 'str' }),
  translate: (machine) => machine.unknown('translate is not evaluated', { type: 'str' }),
};

/** `separator.join(items)`: raw, since the items may be known where others are not. */
const JOIN = rawNative('str.join', (machine, args) => {
  const [separator, items] = args.positional;
  if (!separator || !items) throw new PythonError('TypeError', 'str.join needs an iterable');
  return machine.lift([separator, items], ([by, all]) => {
    if (by?.t !== 'str' || !all) return machine.unknownFrom(by ? [by] : [], 'a text is not known', { type: 'str' });
    const content = iterate(machine, all);
    const values: R[] = [];
    for (const item of content) {
      if (item.t === 'rest' || item.t === 'maybe') return machine.unknown('the items of a text are not known', { type: 'str' });
      values.push(item);
    }
    return machine.lift(values, (parts) => {
      if (parts.some((part) => part.t === 'unknown')) return machine.unknownFrom(parts, 'a part of the text is not known', { type: 'str' });
      if (parts.some((part) => part.t !== 'str')) {
        if (parts.some((part) => part.t === 'opaque' || part.t === 'instance'))
          return machine.unknown('a part of the text is not known', { type: 'str' });
        throw new PythonError('TypeError', 'sequence item: expected str instance');
      }
      return str(parts.map((part) => (part.t === 'str' ? part.v : '')).join(by.v));
    });
  });
});

export function utf8(value: string): string {
  return [...new TextEncoder().encode(value)].map((code) => String.fromCharCode(code)).join('');
}

export function fromUtf8(value: string): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      Uint8Array.from(value, (character) => character.charCodeAt(0)),
    );
  } catch {
    return undefined;
  }
}

/** The methods of `bytes` that settings use. */
export function bytesMethod(name: string): Native | undefined {
  if (name !== 'decode' && name !== 'strip' && name !== 'hex') return undefined;
  return native(`bytes.${name}`, (machine, args) => {
    const self = args.positional[0];
    if (self?.t !== 'bytes') throw new PythonError('TypeError', `bytes.${name} needs bytes`);
    if (name === 'strip') return bytes(self.v.replace(SPACE, ''));
    if (name === 'hex') return str([...self.v].map((character) => character.charCodeAt(0).toString(16).padStart(2, '0')).join(''));
    const decoded = fromUtf8(self.v);
    return decoded === undefined ? machine.unknown('bytes that are not UTF-8', { type: 'str' }) : str(decoded);
  });
}

function text(args: CallArguments, at: number, fallback?: string): string {
  const value = args.positional[at];
  if (value === undefined && fallback !== undefined) return fallback;
  if (value?.t !== 'str') throw new PythonError('TypeError', 'a str is needed');
  return value.v;
}

function number(value: R | undefined, fallback: number): number {
  return value?.t === 'int' ? Number(value.v) : fallback;
}

function bounded(args: CallArguments): number {
  return Math.min(10_000, number(args.positional[0], 0));
}

function trim(self: string, args: CallArguments, left: boolean, right: boolean): string {
  const given = args.positional[0];
  if (given === undefined || given.t === 'none') {
    const start = left ? self.replace(/^[\s\x1c-\x1f\x85]+/u, '') : self;
    return right ? start.replace(/[\s\x1c-\x1f\x85]+$/u, '') : start;
  }
  const characters = new Set(text(args, 0));
  const all = [...self];
  let from = 0;
  let to = all.length;
  while (left && from < to && characters.has(all[from] ?? '')) from++;
  while (right && to > from && characters.has(all[to - 1] ?? '')) to--;
  return all.slice(from, to).join('');
}

function split(self: string, args: CallArguments, fromRight: boolean): string[] {
  const separator = argument(args, 0, 'sep');
  const limit = number(argument(args, 1, 'maxsplit'), -1);
  if (separator === undefined || separator.t === 'none') return splitSpace(self, limit, fromRight);
  if (separator.t !== 'str') throw new PythonError('TypeError', 'must be str or None');
  if (separator.v === '') throw new PythonError('ValueError', 'empty separator');
  const parts = self.split(separator.v);
  if (limit < 0 || parts.length <= limit + 1) return parts;
  if (fromRight) return [parts.slice(0, parts.length - limit).join(separator.v), ...parts.slice(parts.length - limit)];
  return [...parts.slice(0, limit), parts.slice(limit).join(separator.v)];
}

function splitSpace(self: string, limit: number, fromRight: boolean): string[] {
  const trimmed = self.trim();
  if (trimmed === '') return [];
  if (limit < 0) return trimmed.split(/\s+/u);
  const parts: string[] = [];
  let rest = trimmed;
  while (parts.length < limit) {
    const match = fromRight ? /^(.*\S)\s+(\S+)$/su.exec(rest) : /^(\S+)\s+(.*)$/su.exec(rest);
    if (!match) break;
    parts.push((fromRight ? match[2] : match[1]) ?? '');
    rest = (fromRight ? match[1] : match[2]) ?? '';
  }
  return fromRight ? [rest, ...parts.reverse()] : [...parts, rest];
}

function lines(self: string): string[] {
  if (self === '') return [];
  const parts = self.split(/\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/u);
  if (parts.at(-1) === '') parts.pop();
  return parts;
}

function replaceSome(self: string, from: string, to: string, count: number): string {
  let result = '';
  let rest = self;
  for (let done = 0; done < count; done++) {
    const at = rest.indexOf(from);
    if (at < 0) break;
    result += rest.slice(0, at) + to;
    rest = rest.slice(at + from.length);
  }
  return result + rest;
}

function affixes(args: CallArguments): string[] {
  const value = args.positional[0];
  if (value?.t === 'str') return [value.v];
  if (value?.t === 'tuple') return value.content.map((item) => (item.t === 'str' ? item.v : ''));
  throw new PythonError('TypeError', 'a str or a tuple of str is needed');
}
