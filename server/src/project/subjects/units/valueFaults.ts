import { type UnitValueKind, unitWordsOf } from '../../../knowledge/systemd';
import { isUnitAddress, isUnitSignal, unitBoolean, unitMode, unitSeconds } from '../../../syntax/systemd/values';
import { systemdWords } from '../../../syntax/systemd/words';

/** Whether systemd refuses a value. False where that is not certain: a specifier may become anything. Source: `load-fragment.c` of systemd. */
export function isRefusedValue(kind: UnitValueKind, value: string): boolean {
  if (kind === 'environment') return isRefusedEnvironment(value);
  if (value === '') return NEEDS_VALUE.has(kind);
  const words = unitWordsOf(kind);
  switch (kind) {
    case 'boolean':
      // What used to be yes or no has come to know further words in newer versions.
      return unitBoolean(value) === undefined && value !== 'disconnected';
    case 'preserve':
    case 'protectHome':
    case 'protectSystem':
      return unitBoolean(value) === undefined && words?.includes(value) === false;
    case 'type':
    case 'restart':
    case 'killMode':
    case 'notifyAccess':
    case 'oomPolicy':
      return words?.includes(value) === false;
    case 'output':
      return isRefusedOutput(value, words ?? []);
    case 'span':
    case 'timer':
      return unitSeconds(value) === undefined;
    case 'mode':
      return unitMode(value) === undefined;
    case 'number':
      return !/^\+?(\d+|0[xob][\da-f]+)$/i.test(value);
    case 'signal':
      return !isUnitSignal(value);
    case 'limit':
      return !/^(infinity|\d+)(:(infinity|\d+))?$/.test(value) && !/^[\d.]+[KMGTPE]?(:[\d.]+[KMGTPE]?)?$/.test(value);
    default:
      return isRefusedName(kind, value);
  }
}

function isRefusedName(kind: UnitValueKind, value: string): boolean {
  const path = value.replace(/^-/, '');
  switch (kind) {
    case 'account':
      return !value.includes('%') && /[:/]/.test(value);
    case 'calendar':
      return !isCalendar(value);
    case 'directories':
      return value.split(/\s+/).some((one) => !one.startsWith('%') && (one.startsWith('/') || /(^|\/)\.\.(\/|$)/.test(one)));
    case 'environmentFile':
      return !/^[/%]/.test(path);
    case 'workingDirectory':
      return !/^[/%]/.test(path) && path !== '~';
    case 'listen':
      return !value.includes('%') && !isUnitAddress(value);
    case 'unit':
      return !value.includes('%') && !/\.(service|socket|device|mount|automount|swap|target|path|timer|slice|scope)$/.test(value);
    default:
      return false;
  }
}

/** An empty text is no word, no yes and no number; elsewhere it takes back what was set before. */
const NEEDS_VALUE: ReadonlySet<UnitValueKind> = new Set(['boolean', 'type', 'restart', 'killMode', 'notifyAccess']);

/** Words that are no assignments with a name that systemd allows, or a quote that is not closed. */
function isRefusedEnvironment(value: string): boolean {
  const { words, isWhole } = systemdWords(value);
  return !isWhole || words.some(({ text }) => !/^[A-Za-z_]\w*=/.test(text) && !text.startsWith('%'));
}

function isRefusedOutput(value: string, words: readonly string[]): boolean {
  const path = /^(?:file|append|truncate):(.*)$/.exec(value)?.[1];
  if (path !== undefined) return !/^[/%]/.test(path);
  return !words.includes(value) && !/^fd(:|$)|^syslog(\+console)?$|%/.test(value);
}

const DAYS = '(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*';
const PART = '[\\d*.,/]+';
const CALENDAR = new RegExp(
  `^(?:${DAYS}(?:(?:,|\\.\\.|-)\\s*${DAYS})*,?)?\\s*(?:(?:${PART}-)?${PART}[-~]${PART})?[ \\tT]*(?:${PART}:${PART}(?::${PART})?)?(?:\\s+[a-z][\\w/+-]*)?$`,
  'i',
);

/** A calendar event of systemd.time(7), in broad outline: what it refuses, systemd does too. */
function isCalendar(value: string): boolean {
  if (/^(minutely|hourly|daily|monthly|weekly|(semi-?|bi-?)?annually|yearly|quarterly|anually|@\S+)$/i.test(value)) return true;
  return CALENDAR.test(value) && /[\d*]|mon|tue|wed|thu|fri|sat|sun/i.test(value);
}
