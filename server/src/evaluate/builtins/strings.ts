import { argument, native, rawNative } from '../interpreter/calls';
import { PythonError } from '../interpreter/errors';
import { iterate } from '../interpreter/iteration';
import type { Machine } from '../interpreter/machine';
import { formatBraces } from '../interpreter/templates';
import { bool, bytes, type CallArguments, int, list, type Native, type R, str, tuple } from '../runtime/objects';
import { bytesOf, decodeBytes } from './codecs';

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

const METHODS: Readonly<Record<string, StringMethod>> = {
  lower: (_, self) => str(self.toLowerCase()),
  casefold: (machine, self) => {
    const folded = casefold(self);
    return folded === undefined ? machine.unknown('casefold of these letters is not evaluated', { type: 'str' }) : str(folded);
  },
  upper: (_, self) => str(self.toUpperCase()),
  capitalize: (_, self) => str(self.slice(0, 1).toUpperCase() + self.slice(1).toLowerCase()),
  title: (_, self) => str(self.toLowerCase().replace(/\p{L}+/gu, (word) => word.replace(/^./u, (first) => first.toUpperCase()))),
  swapcase: (_, self) => str([...self].map((c) => (c === c.toUpperCase() ? c.toLowerCase() : c.toUpperCase())).join('')),
  strip: (_, self, args) => str(trim(self, args, true, true)),
  lstrip: (_, self, args) => str(trim(self, args, true, false)),
  rstrip: (_, self, args) => str(trim(self, args, false, true)),
  split: (_, self, args) => list(split(self, args, false).map(str)),
  rsplit: (_, self, args) => list(split(self, args, true).map(str)),
  splitlines: (_, self, args) => list(lines(self, flag(argument(args, 0, 'keepends'))).map(str)),
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
  startswith: (_, self, args) => bool(affixes(args).some((affix) => part(self, args).startsWith(affix))),
  endswith: (_, self, args) => bool(affixes(args).some((affix) => part(self, args).endsWith(affix))),
  removeprefix: (_, self, args) => str(self.startsWith(text(args, 0)) ? self.slice(text(args, 0).length) : self),
  removesuffix: (_, self, args) => {
    const suffix = text(args, 0);
    return str(suffix !== '' && self.endsWith(suffix) ? self.slice(0, -suffix.length) : self);
  },
  find: (_, self, args) => int(place(self, args, false)),
  rfind: (_, self, args) => int(place(self, args, true)),
  index: (_, self, args) => int(surePlace(self, args, false)),
  rindex: (_, self, args) => int(surePlace(self, args, true)),
  count: (_, self, args) => {
    const within = part(self, args);
    return int(text(args, 0) === '' ? [...within].length + 1 : within.split(text(args, 0)).length - 1);
  },
  isdigit: (_, self) => bool(self !== '' && [...self].every(isDigit)),
  isnumeric: (machine, self) =>
    /\p{Script=Han}/u.test(self)
      ? machine.unknown('isnumeric of these characters is not evaluated', { type: 'bool' })
      : bool(/^\p{N}+$/u.test(self)),
  isdecimal: (_, self) => bool(/^\p{Nd}+$/u.test(self)),
  isascii: (_, self) => bool(/^[\x00-\x7f]*$/.test(self)),
  isprintable: (_, self) => bool(!/(?! )[\p{C}\p{Z}]/u.test(self)),
  istitle: (_, self) => bool(/\p{L}/u.test(self) && [...self.matchAll(/\p{L}+/gu)].every(([word]) => /^\p{Lu}[^\p{Lu}]*$/u.test(word))),
  isalpha: (_, self) => bool(/^\p{L}+$/u.test(self)),
  isalnum: (_, self) => bool(/^[\p{L}\p{N}]+$/u.test(self)),
  isspace: (_, self) => bool(/^\s+$/u.test(self)),
  isupper: (_, self) => bool(self !== self.toLowerCase() && self === self.toUpperCase()),
  islower: (_, self) => bool(self !== self.toUpperCase() && self === self.toLowerCase()),
  isidentifier: (_, self) => bool(/^[\p{L}_][\p{L}\p{N}_]*$/u.test(self)),
  zfill: within((_, self, args) => {
    const sign = /^[+-]/.test(self) ? (self[0] ?? '') : '';
    return str(sign + '0'.repeat(Math.max(0, bounded(args) - [...self].length)) + self.slice(sign.length));
  }),
  ljust: within((_, self, args) => str(self + padding(self, args))),
  rjust: within((_, self, args) => str(padding(self, args) + self)),
  center: within((_, self, args) => {
    const fill = [...padding(self, args)];
    const left = Math.floor(fill.length / 2) + (fill.length & bounded(args) & 1);
    return str(fill.slice(0, left).join('') + self + fill.slice(left).join(''));
  }),
  encode: (machine, self, args) => {
    const encoded = bytesOf(self, argument(args, 0, 'encoding'), argument(args, 1, 'errors'));
    return encoded === undefined ? machine.unknown('an encoding is not evaluated', { type: 'bytes' }) : bytes(encoded);
  },
  format: (machine, self, args) => formatBraces(machine, self, args.positional, args.keywords, args.at),
  format_map: (machine, self, args) => {
    const map = args.positional[0];
    if (map?.t !== 'dict' || map.content.rest !== undefined) return machine.unknown('a format is not evaluated', { type: 'str' });
    const keywords = new Map(
      [...map.content.entries.values()].flatMap((entry) => (entry.key.t === 'str' ? [[entry.key.v, entry.value] as const] : [])),
    );
    return formatBraces(machine, self, [], keywords, args.at);
  },
  expandtabs: (_, self, args) => str(expandTabs(self, number(argument(args, 0, 'tabsize'), 8))),
  translate: (machine, self, args) => {
    const table = args.positional[0];
    if (table?.t !== 'dict' || table.content.rest !== undefined) return machine.unknown('translate is not evaluated', { type: 'str' });
    const translated = [...self].map((character) => {
      const entry = table.content.entries.get(`i${character.codePointAt(0)}`)?.value;
      if (!entry) return character;
      if (entry.t === 'none') return '';
      return entry.t === 'str' ? entry.v : entry.t === 'int' ? String.fromCodePoint(Number(entry.v)) : undefined;
    });
    return translated.includes(undefined) ? machine.unknown('translate is not evaluated', { type: 'str' }) : str(translated.join(''));
  },
  maketrans: (machine) => machine.unknown('maketrans is not evaluated'),
};

/** `separator.join(items)`: raw, since the items may be known where others are not. */
const JOIN = rawNative('str.join', (machine, args) => {
  const [separator, items] = args.positional;
  if (!separator || !items) throw new PythonError('TypeError', 'str.join needs an iterable');
  const joined = items.t === 'iterator' ? tuple(iterate(machine, items)) : items;
  return machine.lift([separator, joined], ([by, all]) => {
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
        if (parts.some((part) => part.t !== 'int' && part.t !== 'bool' && part.t !== 'none' && part.t !== 'str'))
          return machine.unknown('a part of the text is not known', { type: 'str' });
        throw new PythonError('TypeError', 'sequence item: expected str instance');
      }
      const texts = parts.map((part) => (part.t === 'str' ? part.v : ''));
      const length = texts.reduce((sum, one) => sum + one.length + by.v.length, 0);
      return length > MAX_TEXT ? machine.unknown('the text is too long', { type: 'str' }) : str(texts.join(by.v));
    });
  });
});

/** The methods of `bytes` that settings use. */
export function bytesMethod(name: string): Native | undefined {
  if (!BYTES_METHODS.has(name)) return undefined;
  return native(`bytes.${name}`, (machine, args) => {
    const [self, ...rest] = args.positional;
    if (self?.t !== 'bytes') throw new PythonError('TypeError', `bytes.${name} needs bytes`);
    if (name === 'hex') return str([...self.v].map((character) => character.charCodeAt(0).toString(16).padStart(2, '0')).join(''));
    if (name === 'decode') {
      const given = { ...args, positional: rest };
      const decoded = decodeBytes(self.v, argument(given, 0, 'encoding'), argument(given, 1, 'errors'));
      return decoded === undefined ? machine.unknown('bytes that are not decoded', { type: 'str' }) : str(decoded);
    }
    return asText(machine, name, self.v, { ...args, positional: rest });
  });
}

const BYTES_METHODS = new Set([
  ...[
    'decode',
    'hex',
    'strip',
    'lstrip',
    'rstrip',
    'split',
    'rsplit',
    'startswith',
    'endswith',
    'replace',
    'lower',
    'upper',
    'join',
    'find',
  ],
  ...[
    'index',
    'rfind',
    'count',
    'partition',
    'rpartition',
    'removeprefix',
    'removesuffix',
    'splitlines',
    'title',
    'zfill',
    'isdigit',
    'isalpha',
  ],
]);

/** ASCII bytes behave as their text does. */
function asText(machine: Machine, name: string, self: string, args: CallArguments): R {
  const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
  const all = [self, ...args.positional.map((value) => (value.t === 'bytes' || value.t === 'str' ? value.v : ''))];
  if (!method || all.some((one) => /[^\x09-\x0d\x20-\x7e]/.test(one))) return machine.unknown('a method of bytes is not evaluated');
  if (args.positional.some((value) => value.t === 'str')) throw new PythonError('TypeError', 'a bytes-like object is required');
  const given = args.positional.map((value) => (value.t === 'bytes' ? str(value.v) : value));
  if (given.some((value) => value.t === 'tuple')) return machine.unknown('a method of bytes is not evaluated');
  const result = method(machine, self, { ...args, positional: given });
  if (result.t === 'str') return bytes(result.v);
  if (result.t !== 'list' && result.t !== 'tuple') return result;
  return { ...result, content: result.content.map((item) => (item.t === 'str' ? bytes(item.v) : item)) };
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

const MAX_TEXT = 200_000;

function bounded(args: CallArguments): number {
  return number(args.positional[0], 0);
}

/** A method that fills up to a width, where that is no more than texts may have. */
function within(method: StringMethod): StringMethod {
  return (machine, self, args) =>
    bounded(args) > MAX_TEXT ? machine.unknown('the text is too long', { type: 'str' }) : method(machine, self, args);
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
  let rest = fromRight ? self.trimEnd() : self.trimStart();
  while (parts.length < limit) {
    const match = fromRight ? /^(.*\S)\s+(\S+)$/su.exec(rest) : /^(\S+)\s+(.*)$/su.exec(rest);
    if (!match) break;
    parts.push((fromRight ? match[2] : match[1]) ?? '');
    rest = (fromRight ? match[1] : match[2]) ?? '';
  }
  const whole = rest === '' ? [] : [rest];
  return fromRight ? [...whole, ...parts.reverse()] : [...parts, ...whole];
}

function lines(self: string, keepEnds: boolean): string[] {
  const found = self.match(/(?:(?!\r\n)[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029])*(?:\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]|$)/gu) ?? [];
  const all = found.filter((line) => line !== '');
  return keepEnds ? all : all.map((line) => line.replace(/(?:\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029])$/u, ''));
}

/** The slice of the text that the second and third argument name. */
function part(self: string, args: CallArguments): string {
  const [, from, to] = args.positional;
  if ((!from || from.t === 'none') && (!to || to.t === 'none')) return self;
  return [...self].slice(number(from, 0), to?.t === 'int' ? Number(to.v) : undefined).join('');
}

/** Where a text stands in another, in code points; -1 when it does not. */
function place(self: string, args: CallArguments, last: boolean): number {
  const within = part(self, args);
  const at = last ? within.lastIndexOf(text(args, 0)) : within.indexOf(text(args, 0));
  if (at < 0) return -1;
  const from = number(args.positional[1], 0);
  const start = from < 0 ? Math.max(0, from + [...self].length) : from;
  return start + [...within.slice(0, at)].length;
}

function surePlace(self: string, args: CallArguments, last: boolean): number {
  const at = place(self, args, last);
  if (at < 0) throw new PythonError('ValueError', 'substring not found');
  return at;
}

function padding(self: string, args: CallArguments): string {
  const fill = text(args, 1, ' ');
  if ([...fill].length !== 1) throw new PythonError('TypeError', 'the fill character must be exactly one character long');
  return fill.repeat(Math.max(0, bounded(args) - [...self].length));
}

function expandTabs(self: string, size: number): string {
  let column = 0;
  let result = '';
  for (const character of self) {
    const wide = character === '\t' ? (size <= 0 ? 0 : size - (column % size)) : 1;
    result += character === '\t' ? ' '.repeat(wide) : character;
    column = character === '\n' || character === '\r' ? 0 : column + wide;
  }
  return result;
}

/** Digits of every script, and superscripts and the like. */
function isDigit(character: string): boolean {
  return /^\p{Nd}$/u.test(character) || (/^\p{No}$/u.test(character) && /^\d$/.test(character.normalize('NFKC')));
}

/** `casefold` of Latin, Greek and Cyrillic letters; undefined when there are others that have cases. */
function casefold(self: string): string | undefined {
  if (/(?![\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])[\p{Lu}\p{Ll}\p{Lt}]/u.test(self)) return undefined;
  return [...self]
    .map((letter) => (letter === '\u0131' ? letter : letter.toUpperCase().toLowerCase().replaceAll('\u03c2', '\u03c3')))
    .join('');
}

function flag(value: R | undefined): boolean {
  return value?.t === 'bool' ? value.v : value?.t === 'int' && value.v !== 0n;
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
