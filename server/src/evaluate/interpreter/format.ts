import { disorder, type Item, isSequence, type R } from '../runtime/objects';
import { exceptionText } from './attributes';
import { floatText, numberParts } from './numbers';

export { floatText } from './numbers';

/** `str(value)`; undefined when it is not known. Choices are not accepted. */
export function toText(value: R): string | undefined {
  if (value.t === 'instance' && value.native?.fspath !== undefined) return value.native.fspath;
  if (value.t === 'opaque' && value.text !== undefined) return value.text;
  if (value.t === 'instance' && !value.native) return exceptionText(value);
  return value.t === 'str' || value.t === 'path' ? value.v : repr(value);
}

/** `repr(value)`; undefined when it is not known. */
export function repr(value: R, depth = 0): string | undefined {
  if (depth > 40) return undefined;
  switch (value.t) {
    case 'none':
      return 'None';
    case 'bool':
      return value.v ? 'True' : 'False';
    case 'int':
      return value.v.toString();
    case 'float':
      return floatText(value.v);
    case 'str':
      return quoted(value.v);
    case 'bytes':
      return `b${quotedBytes(value.v)}`;
    case 'path':
      return `PosixPath(${quoted(value.v)})`;
    case 'list':
    case 'tuple': {
      const parts = itemTexts(value.content, depth);
      if (!parts) return undefined;
      if (value.t === 'list') return `[${parts.join(', ')}]`;
      return parts.length === 1 ? `(${parts[0]},)` : `(${parts.join(', ')})`;
    }
    case 'set':
    case 'frozenset': {
      // The order of several items differs from process to process.
      const parts = value.content.length > 1 ? undefined : itemTexts(value.content, depth);
      if (!parts) return undefined;
      const inside = parts.length === 0 ? '' : `{${parts.join(', ')}}`;
      return value.t === 'frozenset' ? `frozenset(${inside})` : inside || 'set()';
    }
    case 'dict': {
      if (value.type !== undefined || disorder(value.content) !== undefined) return undefined;
      const parts: string[] = [];
      for (const entry of value.content.entries.values()) {
        const key = repr(entry.key, depth + 1);
        const shown = repr(entry.value, depth + 1);
        if (key === undefined || shown === undefined) return undefined;
        parts.push(`${key}: ${shown}`);
      }
      return `{${parts.join(', ')}}`;
    }
    case 'opaque':
      return value.name === 'NotImplemented' || value.name === 'Ellipsis' ? value.name : undefined;
    default:
      return undefined;
  }
}

function itemTexts(content: readonly Item[], depth: number): readonly string[] | undefined {
  const parts: string[] = [];
  for (const item of content) {
    const part = item.t === 'rest' || item.t === 'maybe' ? undefined : repr(item, depth + 1);
    if (part === undefined) return undefined;
    parts.push(part);
  }
  return parts;
}

const NAMED_ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text
    .replace(/[\\\n\r\t]/g, (character) => NAMED_ESCAPES[character] ?? character)
    .replaceAll(quote, `\\${quote}`)
    .replace(/(?! )[\p{C}\p{Z}]/gu, escapedCharacter);
  return quote + escaped + quote;
}

function quotedBytes(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text
    .replace(/[\\\n\r\t]/g, (character) => NAMED_ESCAPES[character] ?? character)
    .replaceAll(quote, `\\${quote}`)
    .replace(/[^\x20-\x7e]/g, escapedCharacter);
  return quote + escaped + quote;
}

function escapedCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\U${code.toString(16).padStart(8, '0')}`;
}

/** `ascii(value)`. */
export function asciiText(value: R): string | undefined {
  return repr(value)?.replace(/[^\x00-\x7f]/gu, escapedCharacter);
}

/** `format(value, spec)` for what settings do; undefined when it is not known. */
export function formatValue(value: R, spec: string): string | undefined {
  if (spec === '') return toText(value);
  const match = /^(?:(.)?([<>=^]))?([+\- ])?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([a-zA-Z%])?$/su.exec(spec);
  if (!match) return undefined;
  const [, fill, align, sign, alternate, zero, width = '0', grouping, precision, type] = match;
  if (Number(width) > 10_000 || (zero && grouping)) return undefined;
  const limit = precision === undefined ? undefined : Number(precision);
  if (value.t === 'int' || value.t === 'float' || value.t === 'bool') {
    const number = value.t === 'bool' ? BigInt(value.v) : value.v;
    const parts = numberParts(number, { type, precision: limit, grouping, alternate: alternate !== undefined });
    if (!parts) return undefined;
    const lead = (parts.negative ? '-' : sign && sign !== '-' ? sign : '') + parts.prefix;
    return padded(lead, parts.digits, Number(width), fill ?? (zero ? '0' : ' '), align ?? (zero ? '=' : '>'));
  }
  if (value.t !== 'str' || (type !== undefined && type !== 's') || sign || alternate || grouping || align === '=') return undefined;
  const body = limit === undefined ? value.v : [...value.v].slice(0, limit).join('');
  return padded('', body, Number(width), fill ?? (zero ? '0' : ' '), align ?? '<');
}

function padded(lead: string, body: string, width: number, fill: string, align: string): string {
  const missing = width - [...lead, ...body].length;
  if (missing <= 0) return lead + body;
  const padding = fill.repeat(missing);
  if (align === '<') return lead + body + padding;
  if (align === '>') return padding + lead + body;
  if (align === '=') return lead + padding + body;
  const left = Math.floor(missing / 2);
  return fill.repeat(left) + lead + body + fill.repeat(missing - left);
}

/** Whether every part of a container is known, so that its text is. */
export function isConcrete(value: R, depth = 0): boolean {
  if (depth > 40) return false;
  if (value.t === 'unknown' || value.t === 'choice' || value.t === 'unbound') return false;
  if (isSequence(value)) return value.content.every((item) => item.t !== 'rest' && item.t !== 'maybe' && isConcrete(item, depth + 1));
  if (value.t === 'dict') {
    return value.content.rest === undefined && [...value.content.entries.values()].every((entry) => isConcrete(entry.value, depth + 1));
  }
  return true;
}
