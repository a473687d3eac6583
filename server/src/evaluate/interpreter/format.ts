import { isSequence, type R, str } from '../runtime/objects';
import { PythonError } from './errors';
import type { Machine } from './machine';

/** `str(value)`; undefined when it is not known. Choices are not accepted. */
export function toText(value: R): string | undefined {
  if (value.t === 'instance' && value.native?.fspath !== undefined) return value.native.fspath;
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
    case 'path':
      return `PosixPath(${quoted(value.v)})`;
    case 'list':
    case 'tuple': {
      const parts: string[] = [];
      for (const item of value.content) {
        const part = item.t === 'rest' || item.t === 'maybe' ? undefined : repr(item, depth + 1);
        if (part === undefined) return undefined;
        parts.push(part);
      }
      if (value.t === 'list') return `[${parts.join(', ')}]`;
      return parts.length === 1 ? `(${parts[0]},)` : `(${parts.join(', ')})`;
    }
    case 'dict': {
      if (value.content.rest !== undefined) return undefined;
      const parts: string[] = [];
      for (const entry of value.content.entries.values()) {
        const key = repr(entry.key, depth + 1);
        const shown = repr(entry.value, depth + 1);
        if (key === undefined || shown === undefined) return undefined;
        parts.push(`${key}: ${shown}`);
      }
      return `{${parts.join(', ')}}`;
    }
    default:
      return undefined;
  }
}

export function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (Number.isInteger(value) && Math.abs(value) < 1e16) return `${Object.is(value, -0) ? '-0' : value}.0`;
  const text = String(value);
  const match = /^(-?[\d.]+)e([+-])(\d+)$/.exec(text);
  if (match) return `${match[1]}e${match[2]}${(match[3] ?? '').padStart(2, '0')}`;
  if (Math.abs(value) < 1e-4) return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
  return text;
}

function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replaceAll(quote, `\\${quote}`);
  return quote + escaped + quote;
}

/** `format(value, spec)` for what settings do; undefined when it is not known. */
export function formatValue(value: R, spec: string): string | undefined {
  if (spec === '') return toText(value);
  const match = /^(?:(.)?([<>=^]))?([+\- ])?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([a-zA-Z%])?$/su.exec(spec);
  if (!match) return undefined;
  const [, fill, align, sign, alternate, zero, width, grouping, precision, type] = match;
  if (alternate) return undefined;
  const number = value.t === 'int' || value.t === 'float' || value.t === 'bool';
  let body: string | undefined;
  if (number && type !== 's') body = formatNumber(Number(value.v), value.t, type, precision, grouping);
  else if (type === undefined || type === 's') {
    body = value.t === 'str' ? value.v : undefined;
    if (body !== undefined && precision !== undefined) body = [...body].slice(0, Number(precision)).join('');
  }
  if (body === undefined) return undefined;
  if (number && sign && sign !== '-' && !body.startsWith('-')) body = sign + body;
  const missing = Number(width ?? 0) - [...body].length;
  if (missing <= 0) return body;
  if (missing > 10_000) return undefined;
  const padding = (fill ?? (zero ? '0' : ' ')).repeat(missing);
  const side = align ?? (zero ? '=' : number ? '>' : '<');
  if (side === '<') return body + padding;
  if (side === '>') return padding + body;
  if (side === '=') return /^[+\- ]/.test(body) ? body[0] + padding + body.slice(1) : padding + body;
  const left = Math.floor(missing / 2);
  return padding.slice(0, left) + body + padding.slice(left);
}

function formatNumber(
  value: number,
  kind: 'int' | 'float' | 'bool',
  type: string | undefined,
  precision: string | undefined,
  grouping: string | undefined,
): string | undefined {
  if (!Number.isSafeInteger(value) && kind !== 'float') return undefined;
  let text: string;
  if (type === undefined && precision === undefined) text = kind === 'float' ? floatText(value) : String(value);
  else if (type === 'd') text = kind === 'float' ? '' : String(value);
  else if (type === 'f' || type === 'F') text = value.toFixed(Number(precision ?? 6));
  else if (type === '%') text = `${(value * 100).toFixed(Number(precision ?? 6))}%`;
  else if (type === 'x' && kind !== 'float') text = value.toString(16);
  else if (type === 'X' && kind !== 'float') text = value.toString(16).toUpperCase();
  else if (type === 'o' && kind !== 'float') text = value.toString(8);
  else if (type === 'b' && kind !== 'float') text = value.toString(2);
  else return undefined;
  if (text === '') return undefined;
  return grouping ? text.replace(/\B(?=(\d{3})+(?!\d))/g, grouping) : text;
}

/** `template % value`. */
export function formatPercent(machine: Machine, template: string, value: R): R {
  const values = value.t === 'tuple' ? value.content : [value];
  if (values.some((item) => item.t === 'rest' || item.t === 'maybe'))
    return machine.unknown('the values of a format are not known', { type: 'str' });
  let next = 0;
  let failed: R | undefined;
  const result = template.replace(
    /%(?:\(([^)]*)\))?([-#0 +]*)(\d+|\*)?(?:\.(\d+))?([a-zA-Z%])/g,
    (whole, key, flags, width, precision, type) => {
      if (type === '%') return '%';
      const item = key === undefined ? values[next++] : value.t === 'dict' ? value.content.entries.get(`s${key}`)?.value : undefined;
      if (!item || item.t === 'rest' || item.t === 'maybe' || item.t === 'unknown' || item.t === 'choice') {
        failed = item && item.t === 'unknown' ? item : machine.unknown('a value of a format is not known', { type: 'str' });
        return whole;
      }
      const shown = percentItem(item, flags, width, precision, type);
      if (shown === undefined) failed = machine.unknown('a format is not evaluated', { type: 'str' });
      return shown ?? whole;
    },
  );
  if (failed) return machine.unknownFrom([failed], 'a format is not evaluated', { type: 'str' });
  if (value.t === 'tuple' && next < values.length)
    throw new PythonError('TypeError', 'not all arguments converted during string formatting');
  return str(result);
}

function percentItem(item: R, flags: string, width: string | undefined, precision: string | undefined, type: string): string | undefined {
  if (width === '*') return undefined;
  const align = flags.includes('-') ? '<' : '';
  const zero = flags.includes('0') && !align ? '0' : '';
  if (type === 's') return pad(toText(item), precision, width, align);
  if (type === 'r') return pad(repr(item), precision, width, align);
  if (type === 'd' || type === 'i')
    return item.t === 'int' || item.t === 'bool' ? formatValue(item, `${align}${zero}${width ?? ''}d`) : undefined;
  if (type === 'f') return formatValue(item, `${align}${zero}${width ?? ''}.${precision ?? 6}f`);
  if (type === 'x' || type === 'o') return formatValue(item, `${align}${zero}${width ?? ''}${type}`);
  return undefined;
}

function pad(text: string | undefined, precision: string | undefined, width: string | undefined, align: string): string | undefined {
  if (text === undefined) return undefined;
  const cut = precision === undefined ? text : [...text].slice(0, Number(precision)).join('');
  return align === '<' ? cut.padEnd(Number(width ?? 0)) : cut.padStart(Number(width ?? 0));
}

/**
 * `template.format(*positional, **keywords)`; `resolve` gives the value of a field name's first part, then attributes and items follow.
 */
export function formatBraces(machine: Machine, template: string, positional: readonly R[], keywords: ReadonlyMap<string, R>): R {
  let result = '';
  let next = 0;
  let at = 0;
  while (at < template.length) {
    const open = /[{}]/.exec(template.slice(at));
    if (!open) break;
    const brace = at + open.index;
    result += template.slice(at, brace);
    if (template[brace + 1] === template[brace]) {
      result += template[brace];
      at = brace + 2;
      continue;
    }
    const field = /^\{([^{}!:]*)(?:!([rsa]))?(?::([^{}]*))?\}/.exec(template.slice(brace));
    if (!field) {
      if (template.slice(brace).includes('{', 1)) return machine.unknown('a nested format is not evaluated', { type: 'str' });
      throw new PythonError('ValueError', 'a brace of a format string has no partner');
    }
    const [whole, name = '', conversion, spec = ''] = field;
    const key = name === '' ? String(next++) : name;
    const value = /^\d+$/.test(key) ? positional[Number(key)] : keywords.get(key);
    if (!value) {
      if (/[.[]/.test(key)) return machine.unknown('a format field is not evaluated', { type: 'str' });
      throw new PythonError(/^\d+$/.test(key) ? 'IndexError' : 'KeyError', key);
    }
    if (value.t === 'unknown' || value.t === 'choice')
      return machine.unknownFrom([value], 'a value of a format is not known', { type: 'str' });
    const shown = conversion === 'r' ? repr(value) : formatValue(value, spec);
    if (shown === undefined) return machine.unknown('a format is not evaluated', { type: 'str' });
    result += shown;
    at = brace + whole.length;
  }
  return str(result + template.slice(at));
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
