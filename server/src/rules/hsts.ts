import { alternatives, type Value } from '../evaluate/value';

/** What the list that browsers ship with asks of max-age. https://hstspreload.org/#requirements */
const ONE_YEAR = 31_536_000n;

/**
 * Whether SECURE_HSTS_SECONDS has reached a year on every way. Before that, subdomains and preload would make a promise
 * that a mistake cannot be taken back from, and the list would refuse the domain.
 */
export function rampIsOver(seconds: Value): boolean {
  return alternatives(seconds).every((value) => value.kind === 'int' && value.value >= ONE_YEAR);
}

/** For `judge`: whether a max-age is below what the list asks for. */
export function isTooShort(seconds: Value): boolean | undefined {
  if (seconds.kind === 'int') return seconds.value < ONE_YEAR;
  return seconds.kind === 'float' ? seconds.value < Number(ONE_YEAR) : undefined;
}
