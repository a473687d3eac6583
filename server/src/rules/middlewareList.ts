import type { Place } from '../base/text';
import { alternatives, text, truth, type Value } from '../evaluate/value';
import { type MiddlewareRelation, middleware, middlewareRelations } from '../knowledge/middleware';
import type { SettingsContext } from './rule';

/** A middleware in the list. */
export interface Listed {
  readonly path: string;
  /** Where its text stands; undefined where nobody wrote it. */
  readonly at: Place | undefined;
}

/** One order that MIDDLEWARE may have; undefined stands for what is not known. */
export type Listing = readonly (Listed | undefined)[];

/** Every order that a value of MIDDLEWARE may have; undefined when one of them is no list at all, or is not known. */
export function listings(value: Value): readonly Listing[] | undefined {
  const found: Listing[] = [];
  for (const alternative of alternatives(value)) {
    if (alternative.kind !== 'list' && alternative.kind !== 'tuple') return undefined;
    found.push(
      alternative.items.map((item) => {
        const path = item.kind === 'rest' ? undefined : text(item);
        return path === undefined ? undefined : { path, at: item.at };
      }),
    );
  }
  return found;
}

/** Position of a path in a listing, an older path of the same class included; undefined when it is not there exactly once. */
export function positionOf(listing: Listing, path: string): number | undefined {
  const found = listing.flatMap((listed, index) => (listed && canonical(listed.path) === path ? [index] : []));
  return found.length === 1 ? found[0] : undefined;
}

/** The path under which the facts know a class. */
export function canonical(path: string): string {
  return middleware(path)?.path ?? path;
}

export function className(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/** The documented orders that hold for this project: conditions that are not certainly met drop out, and so do mere examples. */
export function relationsInForce(context: SettingsContext): readonly MiddlewareRelation[] {
  return middlewareRelations().filter(
    (relation) => relation.strength !== 'example' && meets(context, relation.when) && !isNeedless(context, relation),
  );
}

/** By default WhiteNoise lets every origin read static files by a header of its own: then nothing is missing below it. */
function isNeedless(context: SettingsContext, { first, second }: MiddlewareRelation): boolean {
  const isPair = className(first) === 'CorsMiddleware' && className(second) === 'WhiteNoiseMiddleware';
  return isPair && truth(context.setting('WHITENOISE_ALLOW_ALL_ORIGINS')?.value ?? ALLOWED) !== false;
}

const ALLOWED: Value = { kind: 'bool', value: true };

/** The relations that an order breaks. */
export function brokenRelations(paths: readonly string[], relations: readonly MiddlewareRelation[]): readonly MiddlewareRelation[] {
  const places = new Map(paths.map((path, index) => [canonical(path), index]));
  return relations.filter(({ first, second }) => {
    const above = places.get(first);
    const below = places.get(second);
    return above !== undefined && below !== undefined && above > below;
  });
}

const SESSION_STORAGES: ReadonlySet<string> = new Set([
  'django.contrib.messages.storage.fallback.FallbackStorage',
  'django.contrib.messages.storage.session.SessionStorage',
]);

function meets(context: SettingsContext, when: string | undefined): boolean {
  switch (when) {
    case undefined:
      return true;
    case 'CSRF_USE_SESSIONS is True':
      return truth(context.value('CSRF_USE_SESSIONS')) === true;
    case 'MESSAGE_STORAGE is FallbackStorage (default) or SessionStorage':
      return SESSION_STORAGES.has(text(context.value('MESSAGE_STORAGE')) ?? '');
    case 'RemoteUserMiddleware in use':
      return (listings(context.value('MIDDLEWARE')) ?? []).every(
        (listing) => positionOf(listing, 'django.contrib.auth.middleware.RemoteUserMiddleware') !== undefined,
      );
    default:
      return false;
  }
}
