import type { Span } from '../../base/text';
import { C_ESCAPES } from '../cEscapes';
import { type Lowering, reject } from './context';

const SIMPLE: Readonly<Record<string, string>> = { ...C_ESCAPES, '\n': '', '\\': '\\', "'": "'", '"': '"' };

const ESCAPE = /\\(x[0-9a-fA-F]{0,2}|u[0-9a-fA-F]{0,4}|U[0-9a-fA-F]{0,8}|N(?:\{[^}]*\}?)?|[0-7]{1,3}|[\s\S])/g;

/**
 * The value of a literal's text. Undefined when it names a character (`\N{BULLET}`): the names of all characters
 * would be a megabyte of data for something no settings file was seen to use.
 */
export function decodeText(lowering: Lowering, span: Span, raw: boolean): string | undefined {
  const source = lines(lowering.text.slice(span.start, span.end));
  if (raw || !source.includes('\\')) return source;
  let known = true;
  const value = source.replace(ESCAPE, (whole, body: string) => {
    const kind = body.charAt(0);
    if (kind === 'N') {
      known = false;
      return '';
    }
    if (kind === 'x' || kind === 'u' || kind === 'U') return codePoint(lowering, span, body);
    if (kind >= '0' && kind <= '7') return String.fromCodePoint(Number.parseInt(body, 8));
    return SIMPLE[body] ?? whole;
  });
  return known ? value : undefined;
}

/** As `decodeText`, one code unit per byte. */
export function decodeBytes(lowering: Lowering, span: Span, prefix: string): string {
  const source = lines(lowering.text.slice(span.start, span.end));
  for (let at = 0; at < source.length; at++)
    if (source.charCodeAt(at) > 127) {
      reject(lowering, span, 'bytes hold only ASCII characters');
      break;
    }
  if (prefix.includes('r') || !source.includes('\\')) return source;
  return source.replace(/\\(x[0-9a-fA-F]{0,2}|[0-7]{1,3}|[\s\S])/g, (whole, body: string) => {
    const kind = body.charAt(0);
    if (kind === 'x') return codePoint(lowering, span, body);
    if (kind >= '0' && kind <= '7') return String.fromCharCode(Number.parseInt(body, 8) & 0xff);
    return SIMPLE[body] ?? whole;
  });
}

function codePoint(lowering: Lowering, span: Span, body: string): string {
  const wanted = body.startsWith('x') ? 3 : body.startsWith('u') ? 5 : 9;
  const code = Number.parseInt(body.slice(1), 16);
  if (body.length === wanted && code <= 0x10ffff) return String.fromCodePoint(code);
  reject(lowering, span, `\\${body.charAt(0)} needs ${wanted - 1} hexadecimal digits of a character that exists`);
  return '';
}

/** Python reads every line break as `\n`. */
function lines(source: string): string {
  return source.includes('\r') ? source.replace(/\r\n?/g, '\n') : source;
}
