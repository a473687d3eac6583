/**
 * Numbers, sizes and times as nginx reads them, bounds and overflows included.
 * https://github.com/nginx/nginx/blob/master/src/core/ngx_parse.c, ngx_string.c
 */

const MAX = 9223372036854775807n;
const MAX_DIGITS = 19;

/** Digits only; undefined where nginx says no, also for what does not fit into 63 bits. */
export function parseNumber(text: string): number | undefined {
  const value = digits(text);
  return value === undefined ? undefined : Number(value);
}

/** `10`, `10k`, `10M`: bytes. */
export function parseSize(text: string): number | undefined {
  return scaled(text, { k: 1024n, m: 1024n ** 2n });
}

/** As a size, and `g`. */
export function parseOffset(text: string): number | undefined {
  return scaled(text, { k: 1024n, m: 1024n ** 2n, g: 1024n ** 3n });
}

function scaled(text: string, units: Readonly<Record<string, bigint>>): number | undefined {
  const scale = units[text.slice(-1).toLowerCase()];
  const value = digits(scale === undefined ? text : text.slice(0, -1));
  if (value === undefined || value * (scale ?? 1n) > MAX) return undefined;
  return Number(value * (scale ?? 1n));
}

function digits(text: string): bigint | undefined {
  if (!/^\d+$/.test(text)) return undefined;
  const significant = text.replace(/^0+(?=\d)/, '');
  if (significant.length > MAX_DIGITS) return undefined;
  const value = BigInt(significant);
  return value > MAX ? undefined : value;
}

interface Unit {
  readonly step: number;
  /** In seconds, or in milliseconds for `ms`. */
  readonly scale: number;
}

const UNITS: Readonly<Record<string, Unit>> = {
  y: { step: 1, scale: 31_536_000 },
  M: { step: 2, scale: 2_592_000 },
  w: { step: 3, scale: 604_800 },
  d: { step: 4, scale: 86_400 },
  h: { step: 5, scale: 3_600 },
  m: { step: 6, scale: 60 },
  s: { step: 7, scale: 1 },
  ms: { step: 8, scale: 1 },
  ' ': { step: 9, scale: 1 },
};

/**
 * `1h 30m`, `500ms`, `30`: units from the large to the small, each once.
 * @param unit what is counted: a directive in milliseconds knows no years, one in seconds no `ms`.
 * @returns in that unit.
 */
export function parseTime(text: string, unit: 's' | 'ms'): number | undefined {
  const inSeconds = unit === 's';
  let step = inSeconds ? 0 : 2;
  let total = 0n;
  let rest = text;
  while (rest !== '') {
    const part = /^(\d*)(ms|[yMwdhms ])? */.exec(rest);
    if (!part || part[0] === '') return undefined;
    const [whole, number = '', name] = part;
    const value = number === '' ? 0n : digits(number);
    if (value === undefined) return undefined;
    if (name === undefined) {
      // Only digits may be left without a unit, at the very end.
      if (whole.length !== rest.length) return undefined;
      total += value * (inSeconds ? 1n : 1000n);
      break;
    }
    const known = UNITS[name];
    if (!known || !mayFollow(name, known.step, step, inSeconds)) return undefined;
    step = known.step;
    total += value * BigInt(known.scale) * (inSeconds || name === 'ms' ? 1n : 1000n);
    rest = rest.slice(whole.length);
  }
  return /\d/.test(text) && total <= MAX ? Number(total) : undefined;
}

/** `M` may begin a time in milliseconds though nothing above it may; a blank stands for seconds. */
function mayFollow(name: string, step: number, before: number, inSeconds: boolean): boolean {
  if (name === 'ms') return !inSeconds && before < step;
  if (name === 'y') return before === 0;
  if (name === ' ') return before < 7;
  return before < step;
}

/** `12.5` with at most that many digits after the point, times ten to that power. */
export function parseFixed(text: string, places: number): number | undefined {
  const match = /^(\d*)(?:\.(\d*))?$/.exec(text);
  if (!match || text === '' || (match[2]?.length ?? 0) > places) return undefined;
  return Number(`${match[1] || '0'}${(match[2] ?? '').padEnd(places, '0')}`);
}
