import type { StatusDto } from '../../server/src/protocol';

/**
 * The context keys that hold for these results; all others are false.
 *
 * - `djangoPreflight.active`: there is something to judge.
 * - `djangoPreflight.settled.<section>`: a rule came to a verdict in that section of the checklist, and no error or warning is open in it.
 * - `djangoPreflight.ready`: no error or warning is open at all.
 */
export function contextKeys(results: StatusDto): ReadonlySet<string> {
  if (!results.active) return new Set();
  const settled = results.judged.filter((section) => !results.failing.includes(section));
  const ready = results.failing.length === 0 && results.judged.length > 0;
  return new Set([
    'djangoPreflight.active',
    ...(ready ? ['djangoPreflight.ready'] : []),
    ...settled.map((section) => `djangoPreflight.settled.${section}`),
  ]);
}

/** What has to be set, and to what, to come from one set of keys to another. */
export function changedKeys(before: ReadonlySet<string>, after: ReadonlySet<string>): ReadonlyMap<string, boolean> {
  const all = [...new Set([...before, ...after])];
  return new Map(all.filter((key) => before.has(key) !== after.has(key)).map((key) => [key, after.has(key)]));
}
