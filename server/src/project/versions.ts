import { compareVersions, formatVersion, parseVersion, type Version } from '../base/version';
import type { ProductVersion } from './project';
import type { Requirement } from './requirements';

export const DJANGO_LINES: readonly Version[] = lines('3.2 4.0 4.1 4.2 5.0 5.1 5.2 6.0 6.1');
export const GUNICORN_LINES: readonly Version[] = lines('20.0 20.1 21.2 22.0 23.0 24.1 25.0 25.1 25.3 26.2 27.0');

/**
 * The release line of a product: a lock file or a pin wins, else the newest known line that the requirement allows, else
 * the newest. `source` says in words where it comes from. Of several files that say something the one nearest to the
 * root counts, and one for production before one for development.
 */
export function productVersion(name: string, known: readonly Version[], requirements: readonly Requirement[]): ProductVersion {
  const newest = known.at(-1) ?? { major: 0, minor: 0 };
  const asked = requirements.filter((one) => one.name === name).sort(byWeight);
  for (const one of asked) {
    const pinned = pin(one.specifier);
    if (pinned) return { version: pinned, source: one.locked ? `locked in ${one.file}` : `${one.specifier} in ${one.file}` };
  }
  const first = asked.find((one) => one.specifier !== '') ?? asked[0];
  if (!first) return { version: newest, source: `assumed: nothing names a version, so the newest (${formatVersion(newest)})` };
  const allowed = known.filter((line) => allows(first.specifier, line)).at(-1) ?? parseVersion(first.specifier) ?? newest;
  const asks = first.specifier === '' ? 'any version' : first.specifier;
  return { version: allowed, source: `the newest that ${first.file} allows (${asks})` };
}

/** The release line that a specifier names exactly; undefined where it leaves a choice of lines. */
export function pin(specifier: string): Version | undefined {
  const match = /(?:^|,)(?:={2,3}|~=(?=\d+\.\d+\.\d)|~(?=\d+\.\d))?v?(\d+\.\d+)[\w.*]*$/.exec(
    specifier.split(',').find((one) => /^(==|~|\d)/.test(one)) ?? '',
  );
  return match ? parseVersion(match[1] ?? '') : undefined;
}

/** Whether some release of a line satisfies a specifier: PEP 440 clauses, and Poetry's `^` and `~`. `||` is not known: it allows all. */
export function allows(specifier: string, line: Version): boolean {
  if (specifier.includes('|')) return true;
  return specifier
    .split(',')
    .filter((clause) => clause !== '')
    .every((clause) => clauseAllows(clause, line));
}

function clauseAllows(clause: string, line: Version): boolean {
  const match = /^(={2,3}|~=|>=|<=|!=|<|>|\^|~|)v?(\d+)(?:\.(\d+|\*))?(?:\.(\d+|\*))?/.exec(clause);
  if (!match) return true;
  const [, operator, major, minor, patch] = match;
  const bound = { major: Number(major), minor: Number(minor ?? 0) || 0 };
  const order = compareVersions(line, bound);
  const wholeMajor = minor === undefined || minor === '*';
  switch (operator) {
    case '>=':
    case '>':
      return order >= 0;
    case '<':
      return order < 0 || (order === 0 && Number(patch ?? 0) > 0);
    case '<=':
      return order <= 0;
    case '!=':
      return order !== 0 || patch !== '*';
    case '^':
      return order >= 0 && line.major === bound.major;
    case '~=':
      return order >= 0 && line.major === bound.major && (patch === undefined || line.minor === bound.minor);
    default:
      return wholeMajor ? line.major === bound.major : order === 0;
  }
}

function byWeight(a: Requirement, b: Requirement): number {
  return weight(a) - weight(b) || (a.file < b.file ? -1 : a.file > b.file ? 1 : 0);
}

function weight(one: Requirement): number {
  const depth = one.file.split('/').length;
  const aside = /(^|[/_.-])(dev|test|tests|doc|docs|local|ci|lint)/.test(one.file) ? 3 : 0;
  return depth * 2 + aside - (one.locked ? 1 : 0);
}

function lines(text: string): readonly Version[] {
  return text.split(' ').flatMap((one) => parseVersion(one) ?? []);
}
