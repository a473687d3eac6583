import data from './data/container-images.json';

export type ImageSort = 'base' | 'database' | 'cache' | 'broker' | 'search' | 'proxy';

/** What is known of an image from elsewhere. */
export interface ImageFacts {
  readonly sort: ImageSort;
  /** In words: `PostgreSQL`. */
  readonly title: string | undefined;
  /** Ports that it listens on. */
  readonly ports: readonly number[];
  /** Where it keeps what must survive; undefined where that is not known, or where it keeps nothing. */
  readonly data: string | undefined;
  /** The environment variable that moves it. */
  readonly dataVariable: string | undefined;
  /** A `healthcheck.test` of compose for it. */
  readonly check: readonly string[] | undefined;
  /** Whom a container runs as; undefined where that is not known. */
  readonly user: 'root' | undefined;
  /** It comes with Python. */
  readonly python: boolean;
}

interface Entry {
  readonly names: readonly string[];
  readonly sort: string;
  readonly title?: string;
  readonly ports?: readonly number[];
  readonly data?: string;
  readonly dataVariable?: string;
  readonly dataFrom?: readonly { readonly major: number; readonly path: string }[];
  readonly check?: readonly string[];
  readonly user?: string;
  readonly python?: boolean;
}

/**
 * Facts about an image, by its name and tag.
 * @param name without `docker.io/library/`: `postgres`, `bitnami/redis`.
 * @param tag where it tells a major version, the facts of that version; `latest` and none are the newest.
 */
export function imageFacts(name: string, tag: string | undefined): ImageFacts | undefined {
  const entries: readonly Entry[] = data.images;
  const entry = entries.find(({ names }) => names.includes(name));
  if (!entry) return undefined;
  return {
    sort: entry.sort as ImageSort,
    title: entry.title,
    ports: entry.ports ?? [],
    data: dataOf(entry, tag),
    dataVariable: entry.dataVariable,
    check: entry.check,
    user: entry.user === 'root' ? 'root' : undefined,
    python: entry.python === true,
  };
}

/** Undefined too where the tag does not tell which version's path holds. */
function dataOf({ data: path, dataFrom }: Entry, tag: string | undefined): string | undefined {
  if (!dataFrom || path === undefined) return path;
  const major = tag === undefined || tag === 'latest' ? Number.POSITIVE_INFINITY : Number.parseInt(tag, 10);
  if (Number.isNaN(major)) return undefined;
  return dataFrom.findLast((one) => major >= one.major)?.path ?? path;
}

/** What `/bin/sh` is in an image that is known, as far as its name and tag tell. */
export function shellOf(name: string, tag: string | undefined): 'dash' | 'busybox' | undefined {
  if (name === 'alpine') return 'busybox';
  if (name === 'debian' || name === 'ubuntu' || name === 'buildpack-deps') return 'dash';
  if (name !== 'python' && name !== 'node') return undefined;
  if (tag !== undefined && /alpine/.test(tag)) return 'busybox';
  return tag !== undefined && /windows|nanoserver/.test(tag) ? undefined : 'dash';
}
