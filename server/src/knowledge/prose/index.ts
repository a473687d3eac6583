import { APPS } from './django/apps';
import { COOKIES } from './django/cookies';
import { DATA } from './django/data';
import { FILES } from './django/files';
import { HOSTS } from './django/hosts';
import { HTTPS } from './django/https';
import { LOCALE } from './django/locale';
import { MAIL } from './django/mail';
import { OPTIONS } from './django/options';
import { DEBUGGING } from './gunicorn/debugging';
import { HOOKS } from './gunicorn/hooks';
import { SECURITY } from './gunicorn/security';
import { WORKERS } from './gunicorn/workers';
import { MIDDLEWARE, type MiddlewareProse } from './middleware';
import type { Prose } from './prose';
import { THIRD_PARTY } from './thirdParty';

export type { MiddlewareProse } from './middleware';
export type { Prose } from './prose';

const DJANGO: ReadonlyMap<string, Prose> = new Map(
  [HOSTS, HTTPS, COOKIES, APPS, DATA, FILES, MAIL, LOCALE, OPTIONS].flatMap((table) => Object.entries(table)),
);
const GUNICORN: ReadonlyMap<string, Prose> = new Map([WORKERS, DEBUGGING, SECURITY, HOOKS].flatMap((table) => Object.entries(table)));
const OTHERS: ReadonlyMap<string, Prose> = new Map(Object.entries(THIRD_PARTY));
const CLASSES: ReadonlyMap<string, MiddlewareProse> = new Map(Object.entries(MIDDLEWARE));

/** What we say about a setting of Django, by its full name (`DATABASES.*.CONN_MAX_AGE`). */
export function djangoProse(name: string): Prose | undefined {
  return DJANGO.get(name);
}

export function gunicornProse(name: string): Prose | undefined {
  return GUNICORN.get(name);
}

/** What we say about a setting that a package reads: WhiteNoise’s, `ASGI_APPLICATION`. */
export function thirdPartyProse(name: string): Prose | undefined {
  return OTHERS.get(name);
}

export function middlewareProse(path: string): MiddlewareProse | undefined {
  return CLASSES.get(path);
}

/** Every text with its name, for lists and tests. */
export function allProse(kind: 'django' | 'gunicorn' | 'thirdParty'): ReadonlyMap<string, Prose> {
  return { django: DJANGO, gunicorn: GUNICORN, thirdParty: OTHERS }[kind];
}

export function allMiddlewareProse(): ReadonlyMap<string, MiddlewareProse> {
  return CLASSES;
}
