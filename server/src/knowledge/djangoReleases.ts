import { compareVersions, parseVersion, type Version } from '../base/version';
import data from './data/django-releases.json';

/** A line of Django releases. */
export interface DjangoRelease {
  readonly line: Version;
  /** The month in which its security releases end: `2026-04`. */
  readonly ends: string;
  readonly isLts: boolean;
  /** That month is over, by the date of the table. */
  readonly isOver: boolean;
}

/** The lines of Django, the oldest first. Source: https://www.djangoproject.com/download/#supported-versions */
export const DJANGO_RELEASES: readonly DjangoRelease[] = data.releases
  .flatMap(({ line, ends, lts }) => {
    const version = parseVersion(line);
    return version ? [{ line: version, ends, isLts: lts, isOver: ends < data.meta.asOf }] : [];
  })
  .sort((a, b) => compareVersions(a.line, b.line));
