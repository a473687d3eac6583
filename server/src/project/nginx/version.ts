/** A release of nginx. Patch releases matter: mainline brings its changes in them. */
export interface NginxVersion {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  /** In words, where it comes from. */
  readonly source: string;
  /** False where nothing says it and the newest is assumed: then nothing may be said that hangs on it. */
  readonly known: boolean;
}

const NEWEST = '1.31.5';

/** The version that a text like `1.25`, `1.25.3` or `1.27-alpine` names; a line without a patch is its last release. */
export function nginxVersion(text: string, source: string): NginxVersion | undefined {
  const match = /^v?(\d{1,3})\.(\d{1,3})(?:\.(\d{1,3}))?(?![\d.])/.exec(text);
  if (!match) return undefined;
  const [, major, minor, patch] = match;
  return {
    major: Number(major),
    minor: Number(minor),
    patch: patch === undefined ? Number.POSITIVE_INFINITY : Number(patch),
    source,
    known: true,
  };
}

export const ASSUMED_VERSION: NginxVersion = {
  ...(nginxVersion(NEWEST, '') as NginxVersion),
  source: `assumed: nothing names a version, so the newest (${NEWEST})`,
  known: false,
};

/** `version` is `since` (`1.25.1`) or newer. */
export function nginxAtLeast(version: NginxVersion, since: string): boolean {
  const [major = 0, minor = 0, patch = 0] = since.split('.').map(Number);
  return (version.major - major || version.minor - minor || version.patch - patch) >= 0;
}

/** Certainly older: false where the version is only assumed. */
export function nginxIsOlder(version: NginxVersion, than: string): boolean {
  return version.known && !nginxAtLeast(version, than);
}

/** Certainly so new: false where the version is only assumed. */
export function nginxIsSince(version: NginxVersion, since: string): boolean {
  return version.known && nginxAtLeast(version, since);
}

export function formatNginxVersion({ major, minor, patch }: NginxVersion): string {
  return Number.isFinite(patch) ? `${major}.${minor}.${patch}` : `${major}.${minor}`;
}

/** What a comment of a configuration says: `# nginx 1.24.0`, `# nginx version: 1.25`, the head of Mozilla's generator. */
export function versionInComment(text: string): string | undefined {
  return /\bnginx(?:\s+version)?\s*[:/=]?\s*v?(\d+\.\d+(?:\.\d+)?)\b/i.exec(text)?.[1];
}

/** What the reference of an image says: `nginx:1.25-alpine`; undefined for other images, digests and moving tags. */
export function versionOfImage(image: string, file: string): NginxVersion | undefined {
  const match = /(?:^|\/)(?:nginx|nginx-unprivileged|openresty)(?:@|:)v?(\d[\w.-]*)$/i.exec(image);
  return match ? nginxVersion(match[1] ?? '', `image ${image} in ${file}`) : undefined;
}

/** Whether an image is nginx's by its name. */
export function isNginxImage(image: string): boolean {
  return /(?:^|[/_-])(?:nginx|openresty)(?:[_-][\w-]+)?(?:[:@]|$)/i.test(image);
}
