/** A release line of a product: `5.2`, `26.2`. Patch releases do not matter to us. */
export interface Version {
  readonly major: number;
  readonly minor: number;
}

/** The first `major[.minor]` of a text; undefined when there is none. */
export function parseVersion(text: string): Version | undefined {
  const match = /(\d{1,4})(?:\.(\d{1,4}))?/.exec(text);
  return match ? { major: Number(match[1]), minor: Number(match[2] ?? 0) } : undefined;
}

export function compareVersions(a: Version, b: Version): number {
  return a.major - b.major || a.minor - b.minor;
}

/** `version` is `since` or newer; `since` as text (`4.2`). A missing `since` is met by every version. */
export function atLeast(version: Version, since: string | null | undefined): boolean {
  const bound = since ? parseVersion(since) : undefined;
  return bound === undefined || compareVersions(version, bound) >= 0;
}

export function formatVersion(version: Version): string {
  return `${version.major}.${version.minor}`;
}
