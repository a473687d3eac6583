import { native, rawNative } from '../interpreter/calls';
import type { Machine } from '../interpreter/machine';
import { float, type Instance, NONE, opaque, type R } from '../runtime/objects';
import { type LibraryFactory, library, makeObject } from './library';

const UNITS: readonly (readonly [string, number])[] = [
  ['days', 86_400],
  ['seconds', 1],
  ['microseconds', 1e-6],
  ['milliseconds', 1e-3],
  ['minutes', 60],
  ['hours', 3_600],
  ['weeks', 604_800],
];

/** `timedelta(…)`: opaque, but for `total_seconds()` and `days`. */
export function timedelta(seconds: number): R {
  return makeObject('timedelta', (_machine: Machine, _self: Instance, name) => {
    if (name === 'total_seconds') return native('total_seconds', () => float(seconds));
    if (name === 'days') return { t: 'int', v: BigInt(Math.floor(seconds / 86_400)) };
    if (name === 'seconds') return { t: 'int', v: BigInt(Math.floor(((seconds % 86_400) + 86_400) % 86_400)) };
    return undefined;
  });
}

const makeTimedelta = native('timedelta', (machine, args) => {
  let total = 0;
  for (const [at, [unit, factor]] of UNITS.entries()) {
    const value = args.positional[at] ?? args.keywords.get(unit);
    if (value === undefined) continue;
    if (value.t !== 'int' && value.t !== 'float') return machine.unknown('a duration is not known');
    total += Number(value.v) * factor;
  }
  return timedelta(total);
});

const now = rawNative('now', (machine) => machine.unknown('it depends on the clock'));
const clock = (): R =>
  makeObject('datetime', (_machine: Machine, _self: Instance, name) => (['now', 'utcnow', 'today'].includes(name) ? now : undefined));

const datetimeModule: LibraryFactory = (machine, name) =>
  library(machine, name, { timedelta: makeTimedelta, datetime: clock(), date: clock(), timezone: opaque('class', 'datetime.timezone') });
const timeModule: LibraryFactory = (machine, name) =>
  library(machine, name, { time: now, sleep: rawNative('sleep', () => NONE), strftime: now });

export const timeModules: Readonly<Record<string, LibraryFactory>> = { datetime: datetimeModule, time: timeModule };
