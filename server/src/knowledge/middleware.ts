import { atLeast, type Version } from '../base/version';
import data from './data/django-middleware.json';
import { djangoDocs } from './django';

export interface Requirement {
  readonly kind: 'app' | 'middleware' | 'auth-backend' | 'auth-backend-first' | 'db-engine' | 'db-router';
  readonly name: string;
  /** In words, when it is needed; missing: always. */
  readonly when?: string;
}

/** A middleware class. A field that is not there is not known, or is false. */
export interface Middleware {
  /** Dotted path, as in MIDDLEWARE. */
  readonly path: string;
  /** The distribution that brings it; missing: Django. */
  readonly package?: string;
  /** Older dotted paths of the same class. */
  readonly aliases?: readonly string[];
  /** Place in Django's own list of an order that works; 1 is first. */
  readonly rank?: number;
  /** In words: `top`, `near bottom`, `directly after SecurityMiddleware`. */
  readonly position?: string;
  readonly positionWhen?: string;
  readonly requires?: readonly Requirement[];
  /** Settings that it reads. */
  readonly settings?: readonly string[];
  readonly addedIn?: string;
  readonly removedIn?: string;
  /** The other half of a pair that is listed first and last. */
  readonly pairWith?: string;
  readonly beforeAllOthers?: boolean;
  readonly afterAllOthers?: boolean;
  readonly developmentOnly?: boolean;
  readonly note?: string;
}

/** `first` stands above `second` in MIDDLEWARE. `example`: seen in a document, not said. */
export interface MiddlewareRelation {
  readonly first: string;
  readonly second: string;
  readonly strength: 'must' | 'should' | 'example';
  /** In words, the condition under which it holds; missing: always. */
  readonly when?: string;
  /** Catchword: `Vary`, … */
  readonly reason?: string;
  /** The package whose documentation says so. */
  readonly source: string;
}

const BUILTIN = data.builtin as readonly Middleware[];
const THIRD_PARTY = data.thirdParty as readonly Middleware[];
const RELATIONS = data.relations as readonly MiddlewareRelation[];
const BY_PATH: ReadonlyMap<string, Middleware> = new Map(
  [...BUILTIN, ...THIRD_PARTY].flatMap((each) => [each.path, ...(each.aliases ?? [])].map((path): [string, Middleware] => [path, each])),
);

/** A middleware by its dotted path or an older one; removed ones too. */
export function middleware(path: string): Middleware | undefined {
  return BY_PATH.get(path);
}

/** Django's own, sorted by path, removed ones too. */
export function builtinMiddleware(): readonly Middleware[] {
  return BUILTIN;
}

export function thirdPartyMiddleware(): readonly Middleware[] {
  return THIRD_PARTY;
}

/** Every known order of two middleware. */
export function middlewareRelations(): readonly MiddlewareRelation[] {
  return RELATIONS;
}

/** Whether this version of Django has the (built-in) middleware. */
export function middlewareExists(each: Middleware, version: Version): boolean {
  return atLeast(version, each.addedIn) && (each.removedIn === undefined || !atLeast(version, each.removedIn));
}

/** The paragraph of Django's documentation; undefined for what it does not describe. */
export function middlewareUrl(each: Middleware, version: Version): string | undefined {
  if (each.package !== undefined || !middlewareExists(each, version)) return undefined;
  const page =
    PAGES[each.path.split('.').slice(0, 3).join('.')] ??
    (each.rank === undefined && !LISTED.has(each.path) ? undefined : 'ref/middleware/');
  return page && `${djangoDocs(version)}/${page}#${each.path}`;
}

const PAGES: Readonly<Record<string, string | undefined>> = {
  'django.contrib.flatpages': 'ref/contrib/flatpages/',
  'django.contrib.redirects': 'ref/contrib/redirects/',
};

/** Described on the middleware page although its list of an order does not have them. */
const LISTED: ReadonlySet<string> = new Set([
  'django.contrib.auth.middleware.PersistentRemoteUserMiddleware',
  'django.contrib.auth.middleware.RemoteUserMiddleware',
  'django.contrib.sites.middleware.CurrentSiteMiddleware',
  'django.middleware.clickjacking.XFrameOptionsMiddleware',
  'django.middleware.common.BrokenLinkEmailsMiddleware',
]);
