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

/** Who reads a setting that is not Django's, by its exact name or by a prefix that belongs to one package (`CORS_`). */
export function thirdPartySetting(name: string): ThirdPartySetting | undefined {
  for (const each of PACKAGES) {
    const kind = own(each.settings, name);
    if (kind !== undefined) return { name, package: each.package, kind };
  }
  const kind = own(PROJECT, name);
  if (kind !== undefined) return { name, package: 'project', kind };
  const byPrefix = PACKAGES.find((each) => each.prefixes?.some((prefix) => name.startsWith(prefix) && name.length > prefix.length));
  return byPrefix ? { name, package: byPrefix.package } : undefined;
}

function own(names: Readonly<Record<string, string | undefined>> | undefined, name: string): string | undefined {
  return names && Object.hasOwn(names, name) ? names[name] : undefined;
}
