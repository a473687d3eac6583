import { normalizedName, type WrittenRequirement } from './requirement';

/**
 * poetry.lock, uv.lock, pdm.lock, pylock.toml. They are written by programs, in one shape: reading their lines costs a hundredth of a TOML
 * tree.
 */
export function readPackageLock(text: string): readonly WrittenRequirement[] {
  return [...text.matchAll(/^name = "([^"]+)"\r?\nversion = "([^"]+)"/gm)].map((match) => {
    const [whole, name = '', version = ''] = match;
    const start = match.index + 'name = "'.length;
    const end = match.index + whole.length - 1;
    return locked(name, `==${version}`, { nameAt: start, versionAt: end - version.length, versionEnd: end });
  });
}

/** Pipfile.lock. Of one that is no JSON, or has another shape, nothing is read. */
export function readPipfileLock(text: string): readonly WrittenRequirement[] {
  const root = parsed(text);
  return ['default', 'develop'].flatMap((section) => {
    const from = Math.max(0, text.indexOf(`"${section}"`));
    return Object.entries(objectAt(root, section)).map(([name, entry]) => {
      const version = objectOf(entry).version;
      const nameAt = Math.max(from, text.indexOf(`"${name}"`, from)) + 1;
      const specifier = typeof version === 'string' ? version.replace(/\s/g, '') : '';
      const found = typeof version === 'string' ? text.indexOf(`"${version}"`, nameAt) + 1 : nameAt + name.length;
      const place = { nameAt, versionAt: found, versionEnd: found + (typeof version === 'string' ? version.length : 0) };
      return { ...locked(name, specifier, place), group: section === 'develop' ? 'dev' : undefined };
    });
  });
}

interface LockedPlace {
  readonly nameAt: number;
  readonly versionAt: number;
  readonly versionEnd: number;
}

function locked(name: string, specifier: string, { nameAt, versionAt, versionEnd }: LockedPlace): WrittenRequirement {
  return {
    name: normalizedName(name),
    specifier,
    span: { start: nameAt, end: versionEnd },
    nameSpan: { start: nameAt, end: nameAt + name.length },
    specifierSpan: { start: versionAt, end: versionEnd },
    extras: [],
    marker: '',
    url: undefined,
    group: undefined,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function objectAt(value: unknown, key: string): Readonly<Record<string, unknown>> {
  return objectOf(objectOf(value)[key]);
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
