import type { Place } from '../../base/text';
import { type Item, int, NONE, type R, str } from '../runtime/objects';
import { attributeOf } from './attributes';
import { keyError, presentEntry } from './dicts';
import { PythonError } from './errors';
import { asciiText, formatValue, repr, toText } from './format';
import type { Machine } from './machine';
import { subscript } from './subscripts';

const MAX_TEXT = 200_000;

/** A value in a field, with its conversion (`!r`) and format; undefined when it is not known. */
export function fieldText(value: R, conversion: string | undefined, spec: string): string | undefined {
  if (conversion === undefined) return formatValue(value, spec);
  const converted = conversion === 'r' ? repr(value) : conversion === 'a' ? asciiText(value) : toText(value);
  return converted === undefined ? undefined : formatValue(str(converted), spec);
}

/** `template % value`. */
export function formatPercent(machine: Machine, template: string, value: R): R {
  const values: readonly Item[] = value.t === 'tuple' ? value.content : [value];
  const unknown = (reason: string) => machine.unknown(reason, { type: 'str' });
  if (values.some((item) => item.t === 'rest' || item.t === 'maybe')) return unsure(machine, 'the values of a format are not known');
  let next = 0;
  let failed: R | undefined;
  const take = (): R => {
    const item = values[next++];
    if (!item) throw new PythonError('TypeError', 'not enough arguments for format string');
    if (item.t === 'rest' || item.t === 'maybe') return unknown('a value of a format is not known');
    return machine.refined(item);
  };
  const named = (key: string): R => {
    const item = value.t === 'dict' ? presentEntry(machine, value, str(key)) : undefined;
    if (!item && value.t === 'dict' && value.content.rest === undefined) throw keyError(str(key));
    return item ? machine.refined(item) : unsure(machine, 'a value of a format is not known');
  };
  let rest = 0;
  let unsafe = false;
  const result = template.replace(
    /%(?:\(([^)]*)\))?([-#0 +]*)(\d+|\*)?(?:\.(\d+|\*))?[hlL]?([a-zA-Z%])/g,
    (whole, key: string | undefined, flags: string, width: string | undefined, precision: string | undefined, type: string) => {
      if (type === '%') return '%';
      rest++;
      const wide = width === '*' ? take() : undefined;
      const exact = precision === '*' ? take() : undefined;
      const item = key === undefined ? take() : named(key);
      const bad = [wide, exact].find((part) => part !== undefined && part.t !== 'int');
      if (bad || item.t === 'unknown' || item.t === 'choice') {
        failed = bad ?? item;
        unsafe ||= bad !== undefined || !'sra'.includes(type);
        return whole;
      }
      const shown = percentItem(
        item,
        flags,
        wide?.t === 'int' ? String(wide.v) : width,
        exact?.t === 'int' ? String(exact.v) : precision,
        type,
      );
      if (shown === undefined) {
        failed = unknown('a format is not evaluated');
        unsafe = true;
      }
      return shown ?? whole;
    },
  );
  if (unsafe) machine.mayRaise(new PythonError('*', 'a format that is not evaluated'));
  if (failed) return machine.unknownFrom([failed], 'a format is not evaluated', { type: 'str' });
  if (/%/.test(template.replaceAll('%%', '')) && rest === 0) return unsure(machine, 'a format is not evaluated');
  if (value.t === 'tuple' && next < values.length)
    throw new PythonError('TypeError', 'not all arguments converted during string formatting');
  return result.length > MAX_TEXT ? unknown('the text is too long') : str(result);
}

/** The text of a format that is not evaluated, and may also fail. */
export function unsure(machine: Machine, reason: string): R {
  machine.mayRaise(new PythonError('*', reason));
  return machine.unknown(reason, { type: 'str' });
}

function percentItem(item: R, flags: string, width: string | undefined, precision: string | undefined, type: string): string | undefined {
  const columns = Number(width ?? 0);
  if (columns < 0) return undefined;
  const left = flags.includes('-');
  if (type === 's' || type === 'r' || type === 'a') {
    const text = type === 's' ? toText(item) : type === 'r' ? repr(item) : asciiText(item);
    return text === undefined
      ? undefined
      : formatValue(str(text), `${left ? '<' : '>'}${columns}${precision === undefined ? '' : `.${precision}`}`);
  }
  if (type === 'c') {
    const text =
      item.t === 'int' ? String.fromCodePoint(Number(item.v)) : item.t === 'str' && [...item.v].length === 1 ? item.v : undefined;
    return text === undefined ? undefined : formatValue(str(text), `${left ? '<' : '>'}${columns}`);
  }
  const whole = 'diuxXo'.includes(type);
  if (item.t !== 'int' && item.t !== 'float' && item.t !== 'bool') {
    if (item.t === 'str' || item.t === 'none' || item.t === 'list' || item.t === 'dict')
      throw new PythonError('TypeError', `%${type} format: a number is required`);
    return undefined;
  }
  if (whole && (precision !== undefined || (item.t === 'float' && !'diu'.includes(type)) || !Number.isFinite(Number(item.v))))
    return undefined;
  const sign = flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  const zero = flags.includes('0') && !left ? '0' : '';
  const number = whole && item.t === 'float' ? int(BigInt(Math.trunc(item.v))) : item;
  const shape = `${left ? '<' : ''}${sign}${flags.includes('#') ? '#' : ''}${zero}${columns || ''}`;
  if (whole) return formatValue(number, `${shape}${'iu'.includes(type) ? 'd' : type}`);
  return 'eEfFgG'.includes(type) ? formatValue(number, `${shape}.${precision ?? 6}${type}`) : undefined;
}

/** What a template has for `{}`: `take(name)` gives the value of the first part of a field's name. */
interface Fields {
  readonly positional: readonly R[];
  readonly keywords: ReadonlyMap<string, R>;
  next: number;
}

/** `template.format(*positional, **keywords)`. */
export function formatBraces(machine: Machine, template: string, positional: readonly R[], keywords: ReadonlyMap<string, R>, at: Place): R {
  const text = braces(machine, template, { positional, keywords, next: 0 }, at, 0);
  if (typeof text !== 'string') return text;
  return text.length > MAX_TEXT ? machine.unknown('the text is too long', { type: 'str' }) : str(text);
}

function braces(machine: Machine, template: string, fields: Fields, at: Place, depth: number): string | R {
  let result = '';
  for (let from = 0; from < template.length; ) {
    const character = template[from] ?? '';
    if (character !== '{' && character !== '}') {
      result += character;
      from++;
    } else if (template[from + 1] === character && depth === 0) {
      result += character;
      from += 2;
    } else {
      const end = character === '{' ? closing(template, from) : -1;
      if (end < 0) throw new PythonError('ValueError', 'a brace of a format string has no partner');
      const shown = field(machine, template.slice(from + 1, end), fields, at, depth);
      if (typeof shown !== 'string') return shown;
      result += shown;
      from = end + 1;
    }
  }
  return result;
}

/** Where the brace that opens at `from` closes; -1 when it does not. */
function closing(template: string, from: number): number {
  let depth = 0;
  for (let at = from; at < template.length; at++) {
    if (template[at] === '{') depth++;
    else if (template[at] === '}' && --depth === 0) return at;
  }
  return -1;
}

function field(machine: Machine, source: string, fields: Fields, at: Place, depth: number): string | R {
  const match = /^([^!:{}]*)(?:!([rsa]))?(?::(.*))?$/s.exec(source);
  if (!match || depth > 1) return unsure(machine, 'a format field is not evaluated');
  const [, path = '', conversion, template = ''] = match;
  const value = machine.refined(resolve(machine, path, fields, at));
  const spec = template.includes('{') ? braces(machine, template, fields, at, depth + 1) : template;
  if (typeof spec !== 'string') return spec;
  if (value.t === 'unknown' || value.t === 'choice') {
    if (spec !== '') machine.mayRaise(new PythonError('*', 'a format of a value that is not known'));
    return machine.unknownFrom([value], 'a value of a format is not known', { type: 'str' });
  }
  return fieldText(value, conversion, spec) ?? unsure(machine, 'a format is not evaluated');
}

/** `0.name[key]`. */
function resolve(machine: Machine, path: string, fields: Fields, at: Place): R {
  const first = /^[^.[]*/.exec(path)?.[0] ?? '';
  const key = first === '' ? String(fields.next++) : first;
  const isNumber = /^\d+$/.test(key);
  let value = isNumber ? fields.positional[Number(key)] : fields.keywords.get(key);
  if (!value) throw new PythonError(isNumber ? 'IndexError' : 'KeyError', key, isNumber ? NONE : str(key));
  for (const [, attribute, index] of path.slice(first.length).matchAll(/\.([^.[]+)|\[([^\]]+)\]/g)) {
    if (attribute !== undefined) value = attributeOf(machine, value, attribute, at);
    else if (index !== undefined) value = subscript(machine, value, /^\d+$/.test(index) ? int(BigInt(index)) : str(index), at);
  }
  return value;
}
