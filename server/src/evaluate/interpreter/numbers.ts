import { asciiDigits } from '../builtins/digits';

/** Numbers as Python writes them: exact decimal expansion of a double, ties to even. */

const GROUPS = 3;

/** `repr(float)`. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (Object.is(value, -0)) return '-0.0';
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e16 || size < 1e-4)) return exponentText(value.toExponential());
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

/** JavaScript's exponent with Python's two digits. */
function exponentText(text: string): string {
  return text.replace(/e([+-])(\d)$/, 'e$10$2');
}

/** A finite number as `numerator / denominator`. */
function fraction(value: number | bigint): { readonly numerator: bigint; readonly denominator: bigint } {
  if (typeof value === 'bigint') return { numerator: value, denominator: 1n };
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const raw = Number((bits >> 52n) & 0x7ffn);
  const mantissa = (bits & 0xfffffffffffffn) | (raw === 0 ? 0n : 0x10000000000000n);
  const exponent = (raw === 0 ? 1 : raw) - 1075;
  const signed = bits >> 63n === 1n ? -mantissa : mantissa;
  return exponent >= 0
    ? { numerator: signed << BigInt(exponent), denominator: 1n }
    : { numerator: signed, denominator: 1n << BigInt(-exponent) };
}

/** The integer nearest to `numerator / denominator`, the even one of two. */
function nearest(numerator: bigint, denominator: bigint): bigint {
  const negative = numerator < 0n;
  const size = negative ? -numerator : numerator;
  const whole = size / denominator;
  const twice = (size % denominator) * 2n;
  const up = twice > denominator || (twice === denominator && whole % 2n === 1n);
  const result = up ? whole + 1n : whole;
  return negative ? -result : result;
}

/** The value times ten to the power of `digits`, rounded to an integer. */
function scaled(value: number | bigint, digits: number): bigint {
  const { numerator, denominator } = fraction(value);
  return digits >= 0 ? nearest(numerator * 10n ** BigInt(digits), denominator) : nearest(numerator, denominator * 10n ** BigInt(-digits));
}

/** `round(value, digits)` of a finite number. */
export function rounded(value: number, digits: number): number {
  if (digits > 323 || digits < -308) return digits > 0 ? value : 0 * value;
  const result = scaled(value, digits);
  if (result === 0n) return 0 * value;
  return Number(`${result}e${-digits}`);
}

/** `round(value)`. */
export function roundedInteger(value: number | bigint, digits = 0): bigint {
  return scaled(value, digits) * 10n ** BigInt(-digits);
}

/** The digits of `format(value, ".<digits>f")` for a value that is not negative. */
function fixed(value: number | bigint, digits: number): string {
  const text = scaled(value, digits)
    .toString()
    .padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** Rounded to so many significant digits: the digits and the power of ten of the first one. Not negative. */
function significant(value: number | bigint, count: number): { readonly digits: string; readonly exponent: number } {
  if (Number(value) === 0) return { digits: '0'.repeat(count), exponent: 0 };
  let exponent = typeof value === 'bigint' ? value.toString().length - 1 : Number(value.toExponential().split('e')[1]);
  let digits = scaled(value, count - 1 - exponent).toString();
  if (digits.length > count) digits = scaled(value, count - 1 - ++exponent).toString();
  return { digits: digits.padEnd(count, '0').slice(0, count), exponent };
}

function scientific(value: number | bigint, precision: number): string {
  const { digits, exponent } = significant(value, precision + 1);
  return withExponent(digits, exponent);
}

function withExponent(digits: string, exponent: number): string {
  const mantissa = digits.length > 1 ? `${digits[0]}.${digits.slice(1)}` : digits;
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

/** The `g` format: so many significant digits, no zeros at the end. `point`: as `repr` does, an integer keeps its `.0`. */
function general(value: number | bigint, precision: number, point: boolean): string {
  const count = Math.max(1, precision);
  const { digits, exponent } = significant(value, count);
  const short = digits.replace(/0+$/, '') || '0';
  if (exponent < -4 || exponent >= (point ? Math.min(count, 16) : count)) return withExponent(short, exponent);
  if (exponent < 0) return `0.${'0'.repeat(-exponent - 1)}${short}`;
  const whole = short.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  const rest = short.slice(exponent + 1);
  return rest === '' ? `${whole}${point ? '.0' : ''}` : `${whole}.${rest}`;
}

export interface NumberFormat {
  /** `d`, `f`, …; undefined for none. */
  readonly type: string | undefined;
  readonly precision: number | undefined;
  readonly grouping: string | undefined;
  /** `#`. */
  readonly alternate: boolean;
}

/** A number in the parts of Python's format: sign, prefix and digits. Undefined where Python would refuse or it is not known. */
export function numberParts(
  value: number | bigint,
  format: NumberFormat,
): { readonly negative: boolean; readonly prefix: string; readonly digits: string } | undefined {
  const negative = value < 0 || Object.is(value, -0);
  const size = negative ? -value : value;
  const digits =
    typeof size === 'bigint' && !'eEfFgG%'.includes(format.type ?? 'd') ? integerDigits(size, format) : floatDigits(size, format);
  if (digits === undefined) return undefined;
  const prefix = format.alternate && /[xXob]/.test(format.type ?? '') ? `0${format.type}` : '';
  return { negative, prefix, digits: grouped(digits, format) };
}

const RADIX: Readonly<Record<string, number>> = { d: 10, n: 10, x: 16, X: 16, o: 8, b: 2 };

function integerDigits(size: bigint, { type = 'd', precision }: NumberFormat): string | undefined {
  if (precision !== undefined) return undefined;
  if (type === 'c') return size <= 0x10ffffn ? String.fromCodePoint(Number(size)) : undefined;
  const radix = RADIX[type];
  if (radix === undefined) return undefined;
  const text = size.toString(radix);
  return type === 'X' ? text.toUpperCase() : text;
}

function floatDigits(size: number | bigint, { type, precision, alternate }: NumberFormat): string | undefined {
  if (alternate || (precision ?? 0) > 300) return undefined;
  if (typeof size === 'number' && !Number.isFinite(size)) {
    const text = Number.isNaN(size) ? 'nan' : 'inf';
    return type === 'F' || type === 'E' || type === 'G' ? text.toUpperCase() : type === '%' ? `${text}%` : text;
  }
  switch (type) {
    case undefined:
      return precision === undefined ? floatText(Number(size)) : general(size, precision, true);
    case 'f':
    case 'F':
      return fixed(size, precision ?? 6);
    case 'e':
      return scientific(size, precision ?? 6);
    case 'E':
      return scientific(size, precision ?? 6).toUpperCase();
    case 'g':
    case 'n':
      return general(size, precision ?? 6, false);
    case 'G':
      return general(size, precision ?? 6, false).toUpperCase();
    case '%':
      return `${fixed(Number(size) * 100, precision ?? 6)}%`;
    default:
      return undefined;
  }
}

function grouped(text: string, { type, grouping }: NumberFormat): string {
  if (grouping === undefined) return text;
  const size = type !== undefined && 'xXob'.includes(type) ? 4 : GROUPS;
  const [whole = '', ...rest] = size === 4 ? [text] : text.split(/(?=[.e%])/);
  return whole.replace(new RegExp(`\\B(?=([0-9a-fA-F]{${size}})+$)`, 'g'), grouping) + rest.join('');
}

/** What `int(text, radix)` gives; undefined where Python refuses. */
export function parseInteger(text: string, radix: number): bigint | undefined {
  const match = /^([+-]?)(0[xXoObB])?(_?(?:[0-9a-zA-Z]_?)*[0-9a-zA-Z])$/.exec(asciiDigits(text.trim()));
  if (!match) return undefined;
  const [, sign, prefix, body = ''] = match;
  const wanted = prefix === undefined ? undefined : RADIX[prefix.slice(1).toLowerCase()];
  const matching = wanted !== undefined && (radix === 0 || radix === wanted);
  if (prefix === undefined && body.startsWith('_')) return undefined;
  const base = radix === 0 ? (wanted ?? 10) : radix;
  const digits = (matching ? body : `${prefix ?? ''}${body}`).replaceAll('_', '').toLowerCase();
  if (radix === 0 && !matching && /^0+[1-9]/.test(digits)) return undefined;
  let result = 0n;
  for (const digit of digits) {
    const value = Number.parseInt(digit, 36);
    if (Number.isNaN(value) || value >= base) return undefined;
    result = result * BigInt(base) + BigInt(value);
  }
  return sign === '-' ? -result : result;
}

/** What `float(text)` gives; undefined where Python refuses. */
export function parseFloatText(text: string): number | undefined {
  const plain = asciiDigits(text.trim());
  const special = /^([+-]?)(inf|infinity|nan)$/i.exec(plain);
  if (special) {
    if (special[2]?.toLowerCase() === 'nan') return Number.NaN;
    return special[1] === '-' ? -Infinity : Infinity;
  }
  const joined = plain.replace(/(?<=\d)_(?=\d)/g, '');
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(joined) ? Number(joined) : undefined;
}
