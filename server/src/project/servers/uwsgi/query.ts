import { uwsgiOption } from '../../../knowledge/uwsgi';
import type { UwsgiRun, UwsgiSetting } from './run';

/** Every setting of a name, under any of its names. */
export function settingsNamed({ settings }: UwsgiRun, name: string): readonly UwsgiSetting[] {
  return settings.filter((setting) => setting.name === name);
}

/** What counts of an option with one value: the last; undefined where none is given. */
export function lastOf(run: UwsgiRun, name: string): UwsgiSetting | undefined {
  return settingsNamed(run, name).at(-1);
}

/** Whether an option is switched on; undefined where the files do not tell it. */
export function isUwsgiOn(run: UwsgiRun, name: string): boolean | undefined {
  const last = lastOf(run, name);
  if (!last) return run.open === undefined ? false : undefined;
  if (last.conditional || (last.hasValue && last.value === undefined)) return undefined;
  return !isOff(last.value);
}

/** The number that counts of an option; undefined where it is not told, or not given. */
export function numberOf(run: UwsgiRun, name: string): number | undefined {
  const last = lastOf(run, name);
  if (!last || last.conditional) return undefined;
  if (!last.hasValue) return 1;
  // What stands behind the digits, uWSGI leaves out.
  const digits = /^\s*\d+/.exec(last.value ?? '')?.[0];
  return digits === undefined ? undefined : Number(digits);
}

/** Whether uWSGI has a master process: it is asked for, or by what needs one. */
export function hasMaster(run: UwsgiRun): boolean | undefined {
  const own = isUwsgiOn(run, 'master');
  if (own === true) return true;
  const needing = run.settings.filter(({ key }) => key !== 'master' && uwsgiOption(key)?.master === true);
  if (needing.some(({ conditional }) => !conditional)) return true;
  return needing.length > 0 ? undefined : own;
}

/** What uWSGI takes for no. */
function isOff(value: string | undefined): boolean {
  return value !== undefined && /^(false|off|no|0)$/i.test(value);
}
