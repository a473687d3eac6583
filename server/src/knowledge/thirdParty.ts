import { lazy } from '../base/lazy';
import data from './data/third-party-settings.json';

/** A setting that Django does not read. */
export interface ThirdPartySetting {
  readonly name: string;
  /** The distribution that reads it; `project` for a name that projects commonly give to something of their own. */
  readonly package: string;
  /** The Python type in words, where the name itself is known and not only its prefix. */
  readonly kind?: string;
}

interface Package {
  readonly package: string;
  readonly prefixes?: readonly string[];
  readonly settings?: Readonly<Record<string, string | undefined>>;
}

const PACKAGES = data.packages as readonly Package[];
const PROJECT = data.project as Readonly<Record<string, string | undefined>>;

/** Every name that is listed as itself; of two packages that read it, the first. */
const byName = lazy(() => {
  const known = new Map(
    Object.entries(PROJECT).map(([name, kind]) => [name, { name, package: 'project', ...(kind !== undefined && { kind }) }]),
  );
  for (const each of [...PACKAGES].reverse())
    for (const [name, kind] of Object.entries(each.settings ?? {}))
      if (kind !== undefined) known.set(name, { name, package: each.package, kind });
  return known;
});

/** Who reads a setting that is not Django's, by its exact name or by a prefix that belongs to one package (`CORS_`). */
export function thirdPartySetting(name: string): ThirdPartySetting | undefined {
  const listed = byName().get(name);
  if (listed) return listed;
  const byPrefix = PACKAGES.find((each) => each.prefixes?.some((prefix) => name.startsWith(prefix) && name.length > prefix.length));
  return byPrefix ? { name, package: byPrefix.package } : undefined;
}
