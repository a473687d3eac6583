import { asciiText } from '../interpreter/format';
import { type R, str } from '../runtime/objects';

/** One code unit (0–255) per byte of a text in UTF-8. */
export function utf8(value: string): string {
  return [...new TextEncoder().encode(value)].map((code) => String.fromCharCode(code)).join('');
}

/** The text of UTF-8 bytes; undefined when they are not UTF-8. */
export function fromUtf8(value: string): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      Uint8Array.from(value, (character) => character.charCodeAt(0)),
    );
  } catch {
    return undefined;
  }
}

/** The codec that Python means by a name; undefined for one that is not evaluated. */
function codecOf(name: R | undefined): 'utf8' | 'latin1' | 'ascii' | undefined {
  if (name === undefined) return 'utf8';
  if (name.t !== 'str') return undefined;
  const plain = name.v.toLowerCase().replace(/[-_ ]/g, '');
  if (plain === 'utf8' || plain === 'u8') return 'utf8';
  if (plain === 'latin1' || plain === 'iso88591' || plain === 'l1') return 'latin1';
  return plain === 'ascii' || plain === 'usascii' ? 'ascii' : undefined;
}

/** `text.encode(encoding, errors)`; undefined where Python refuses or the codec is not evaluated. */
export function bytesOf(text: string, encoding: R | undefined, errors: R | undefined): string | undefined {
  const codec = codecOf(encoding);
  if (codec === undefined || /\p{Cs}/u.test(text)) return undefined;
  if (codec === 'utf8') return utf8(text);
  const limit = codec === 'latin1' ? 0x100 : 0x80;
  const policy = errors === undefined ? 'strict' : errors.t === 'str' ? errors.v : '';
  let result = '';
  for (const character of text) {
    if ((character.codePointAt(0) ?? 0) < limit) result += character;
    else if (policy === 'replace') result += '?';
    else if (policy === 'backslashreplace') result += asciiText(str(character))?.slice(1, -1) ?? '';
    else if (policy === 'xmlcharrefreplace') result += `&#${character.codePointAt(0)};`;
    else if (policy !== 'ignore') return undefined;
  }
  return result;
}

/** `bytes.decode(encoding, errors)`; undefined where Python refuses or the codec is not evaluated. */
export function decodeBytes(value: string, encoding: R | undefined, errors: R | undefined): string | undefined {
  const codec = codecOf(encoding);
  if (codec === 'latin1') return value;
  const policy = errors === undefined ? 'strict' : errors.t === 'str' ? errors.v : '';
  if (codec === 'utf8') return fromUtf8(value);
  if (codec !== 'ascii') return undefined;
  if (/^[\x00-\x7f]*$/.test(value)) return value;
  if (policy === 'ignore') return value.replace(/[^\x00-\x7f]/g, '');
  return policy === 'replace' ? value.replace(/[^\x00-\x7f]/g, '\ufffd') : undefined;
}
