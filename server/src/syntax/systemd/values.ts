/** What systemd takes for yes and no; undefined for anything else. Source: systemd.syntax(7), “Boolean arguments”. */
export function unitBoolean(value: string): boolean | undefined {
  if (/^(1|yes|y|true|t|on)$/i.test(value)) return true;
  return /^(0|no|n|false|f|off)$/i.test(value) ? false : undefined;
}

/** Seconds of the units that time spans are written in. Source: systemd.time(7), “Displaying time spans”. */
const SECONDS: Readonly<Record<string, number>> = {
  '': 1,
  usec: 1e-6,
  us: 1e-6,
  µs: 1e-6,
  μs: 1e-6,
  msec: 1e-3,
  ms: 1e-3,
  seconds: 1,
  second: 1,
  sec: 1,
  s: 1,
  minutes: 60,
  minute: 60,
  min: 60,
  m: 60,
  hours: 3600,
  hour: 3600,
  hr: 3600,
  h: 3600,
  days: 86_400,
  day: 86_400,
  d: 86_400,
  weeks: 604_800,
  week: 604_800,
  w: 604_800,
  months: 2_629_800,
  month: 2_629_800,
  M: 2_629_800,
  years: 31_557_600,
  year: 31_557_600,
  y: 31_557_600,
};

/** A time span in seconds: `1min 30s`, `90`, `infinity`. Undefined for what systemd does not take. */
export function unitSeconds(value: string): number | undefined {
  const text = value.trim();
  if (text === 'infinity') return Number.POSITIVE_INFINITY;
  let seconds = 0;
  let rest = text;
  if (rest === '') return undefined;
  while (rest !== '') {
    const [whole = '', number = '', unit = ''] = /^(\d+(?:\.\d*)?|\.\d+)[ \t]*([A-Za-zµμ]*)[ \t]*/.exec(rest) ?? [];
    const each = Object.hasOwn(SECONDS, unit) ? SECONDS[unit] : undefined;
    if (whole === '' || each === undefined) return undefined;
    seconds += Number(number) * each;
    rest = rest.slice(whole.length);
  }
  return seconds;
}

/** Permission bits in octal digits. Undefined for anything else, and for more than there are. */
export function unitMode(value: string): number | undefined {
  const mode = /^[0-7]+$/.test(value) ? Number.parseInt(value, 8) : undefined;
  return mode !== undefined && mode <= 0o7777 ? mode : undefined;
}

const SIGNALS: ReadonlySet<string> = new Set(
  'HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS IOT POLL'.split(
    ' ',
  ),
);

/** A signal by name, with or without `SIG`, or by number. */
export function isUnitSignal(value: string): boolean {
  if (/^\d+$/.test(value)) return Number(value) > 0 && Number(value) <= 64;
  const name = value.replace(/^SIG/, '');
  return SIGNALS.has(name) || /^RT(MIN|MAX)([+-]\d+)?$/.test(name);
}

/** What a stream socket listens on: a path, an abstract name, a port, an address with one. Sources: systemd.socket(5), `ListenStream=`. */
export function isUnitAddress(value: string): boolean {
  if (/^[/@]./.test(value)) return true;
  if (/^vsock:|^vsock-/.test(value)) return true;
  const port = /^(?:(\d{1,3}(?:\.\d{1,3}){3}):|\[[0-9A-Fa-f:.]+(?:%[\w.-]+)?\]:)?(\d+)(?:%[\w.-]+)?$/.exec(value)?.[2];
  return port !== undefined && Number(port) > 0 && Number(port) < 65_536;
}
