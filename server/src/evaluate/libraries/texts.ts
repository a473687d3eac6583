import { utf8 } from '../builtins/codecs';
import { native } from '../interpreter/calls';
import { PythonError } from '../interpreter/errors';
import { toText } from '../interpreter/format';
import type { Machine } from '../interpreter/machine';
import { bytes, type CallArguments, type Native, type R, str } from '../runtime/objects';
import { type LibraryFactory, library, makeObject } from './library';

/** Python's `textwrap.dedent`: the white space that all lines begin with goes; lines of white space only become empty. */
function dedent(text: string): string {
  const lines = text.replace(/^[ \t]+$/gm, '').split('\n');
  const indents = lines.filter((line) => line !== '').map((line) => /^[ \t]*/.exec(line)?.[0] ?? '');
  let common = indents[0] ?? '';
  for (const indent of indents) while (!indent.startsWith(common)) common = common.slice(0, -1);
  return lines.map((line) => line.slice(common.length)).join('\n');
}

function textual(name: string, make: (text: string, args: CallArguments) => string | undefined): Native {
  return native(name, (machine, args) => {
    const text = args.positional[0];
    const result = text?.t === 'str' ? make(text.v, args) : undefined;
    return result === undefined ? machine.unknown(`${name} is not evaluated`, { type: 'str' }) : str(result);
  });
}

const textwrapModule: LibraryFactory = (machine, name) =>
  library(machine, name, {
    dedent: textual('textwrap.dedent', dedent),
    indent: textual('textwrap.indent', (text, args) => {
      const prefix = args.positional[1];
      if (prefix?.t !== 'str' || args.positional.length > 2) return undefined;
      return text.replace(/^.*\S.*$/gm, (line) => prefix.v + line);
    }),
  });

/** `string.Template`: `$name`, `${name}` and `$$`. */
const template = native('string.Template', (machine, args) => {
  const source = args.positional[0];
  if (source?.t !== 'str') return machine.unknown('a template is not known');
  const substitute = (safe: boolean) =>
    native('substitute', (vm, given) => {
      const missing: string[] = [];
      let known = true;
      const result = source.v.replace(/\$(?:(\$)|([_a-zA-Z]\w*)|\{([_a-zA-Z]\w*)\})/g, (whole, dollar, plain, braced) => {
        if (dollar) return '$';
        const value = lookUp(given, plain ?? braced);
        if (value === undefined) missing.push(plain ?? braced);
        const text = value && value.t !== 'unknown' && value.t !== 'choice' ? toText(vm.refined(value)) : undefined;
        known &&= value === undefined || text !== undefined;
        return text ?? whole;
      });
      if (!safe && missing[0] !== undefined) throw new PythonError('KeyError', missing[0], str(missing[0]));
      const odd = /\$(?![$_a-zA-Z{])|\$\{(?![_a-zA-Z]\w*\})/.test(source.v.replaceAll('$$', ''));
      return known && !odd ? str(result) : vm.unknown('a template is not evaluated', { type: 'str' });
    });
  return makeObject('Template', (_vm: Machine, _self, name): R | undefined => {
    if (name === 'template') return source;
    return name === 'substitute' || name === 'safe_substitute' ? substitute(name === 'safe_substitute') : undefined;
  });
});

function lookUp(args: CallArguments, name: string): R | undefined {
  const mapping = args.positional[0];
  return args.keywords.get(name) ?? (mapping?.t === 'dict' ? mapping.content.entries.get(`s${name}`)?.value : undefined);
}

const stringModule: LibraryFactory = (machine, name) =>
  library(machine, name, {
    ascii_letters: str('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'),
    ascii_lowercase: str('abcdefghijklmnopqrstuvwxyz'),
    ascii_uppercase: str('ABCDEFGHIJKLMNOPQRSTUVWXYZ'),
    digits: str('0123456789'),
    hexdigits: str('0123456789abcdefABCDEF'),
    octdigits: str('01234567'),
    punctuation: str('!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'),
    whitespace: str(' \t\n\r\v\f'),
    Template: template,
  });

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base 64 of bytes, one code unit each. */
function encode64(data: string): string {
  let result = '';
  for (let at = 0; at < data.length; at += 3) {
    const group = [0, 1, 2].reduce((sum, offset) => sum * 256 + (data.charCodeAt(at + offset) || 0), 0);
    const letters = [18, 12, 6, 0].map((shift) => ALPHABET[(group >> shift) & 63] ?? '').join('');
    const filled = Math.min(3, data.length - at) + 1;
    result += letters.slice(0, filled).padEnd(4, '=');
  }
  return result;
}

/** The bytes of a text in base 64; undefined when it is none. */
function decode64(text: string): string | undefined {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined;
  let result = '';
  for (let at = 0; at < text.length; at += 4) {
    const letters = text.slice(at, at + 4).replaceAll('=', '');
    const group = [...letters.padEnd(4, 'A')].reduce((sum, letter) => sum * 64 + ALPHABET.indexOf(letter), 0);
    result += [16, 8, 0]
      .map((shift) => String.fromCharCode((group >> shift) & 255))
      .join('')
      .slice(0, letters.length - 1);
  }
  return result;
}

const toStandard = (text: string): string => text.replaceAll('-', '+').replaceAll('_', '/');
const toSafe = (text: string): string => text.replaceAll('+', '-').replaceAll('/', '_');

function binary(name: string, texts: boolean, make: (data: string) => string | undefined): Native {
  return native(`base64.${name}`, (machine, args) => {
    const data = args.positional[0];
    if (data?.t === 'str' && !texts) throw new PythonError('TypeError', 'a bytes-like object is required');
    const given = data?.t === 'bytes' ? data.v : data?.t === 'str' ? utf8(data.v) : undefined;
    const result = given === undefined || args.positional.length > 1 ? undefined : make(given);
    return result === undefined ? machine.unknown(`base64.${name} is not evaluated`, { type: 'bytes' }) : bytes(result);
  });
}

const base64Module: LibraryFactory = (machine, name) =>
  library(machine, name, {
    b64encode: binary('b64encode', false, encode64),
    standard_b64encode: binary('standard_b64encode', false, encode64),
    urlsafe_b64encode: binary('urlsafe_b64encode', false, (data) => toSafe(encode64(data))),
    b64decode: binary('b64decode', true, decode64),
    standard_b64decode: binary('standard_b64decode', true, decode64),
    urlsafe_b64decode: binary('urlsafe_b64decode', true, (text) => decode64(toStandard(text))),
  });

export const textModules: Readonly<Record<string, LibraryFactory>> = {
  textwrap: textwrapModule,
  string: stringModule,
  base64: base64Module,
};
