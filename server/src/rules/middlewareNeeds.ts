import { text } from '../evaluate/value';
import { foreignMiddleware, ownMiddleware } from './foreignMiddleware';
import { isInstalled } from './installedApps';
import { hasItem, judge, type Verdict } from './judge';
import { CSRF_MIDDLEWARE, presence, SESSION_MIDDLEWARE } from './presence';
import type { SettingsContext } from './rule';

export const AUTHENTICATION = 'django.contrib.auth.middleware.AuthenticationMiddleware';
export const MESSAGES = 'django.contrib.messages.middleware.MessageMiddleware';

/** What a middleware cannot work without. */
export interface Need {
  /** The middleware that is listed. */
  readonly middleware: string;
  readonly kind: 'middleware' | 'app';
  readonly name: string;
  /** What happens otherwise, as a sentence. */
  readonly effect: string;
  /** What another middleware would have to set on a request to stand in for the one that is missing. */
  readonly attribute?: string;
  readonly reference?: string;
  /** Whether it holds for this project; missing: always. */
  readonly when?: (context: SettingsContext) => Verdict;
}

const FAILS = 'Every request fails with an ImproperlyConfigured error.';

/** Each from the source of the class: the imports at its top, and what it asks of a request. */
export const NEEDS: readonly Need[] = [
  { middleware: AUTHENTICATION, kind: 'middleware', name: SESSION_MIDDLEWARE, attribute: 'session', effect: FAILS },
  { middleware: MESSAGES, kind: 'middleware', name: SESSION_MIDDLEWARE, attribute: 'session', effect: FAILS, when: keepsMessagesInSession },
  {
    middleware: CSRF_MIDDLEWARE,
    kind: 'middleware',
    name: SESSION_MIDDLEWARE,
    attribute: 'session',
    effect: FAILS,
    when: keepsTokenInSession,
  },
  {
    middleware: 'django.contrib.auth.middleware.LoginRequiredMiddleware',
    kind: 'middleware',
    name: AUTHENTICATION,
    attribute: 'user',
    effect: 'It asks every request for its user, whom nobody has set: every page fails.',
    reference: 'auth.E013',
  },
  {
    middleware: 'django.contrib.auth.middleware.RemoteUserMiddleware',
    kind: 'middleware',
    name: AUTHENTICATION,
    attribute: 'user',
    effect: FAILS,
  },
  {
    middleware: 'django.contrib.auth.middleware.PersistentRemoteUserMiddleware',
    kind: 'middleware',
    name: AUTHENTICATION,
    attribute: 'user',
    effect: FAILS,
  },
  {
    middleware: AUTHENTICATION,
    kind: 'app',
    name: 'django.contrib.auth',
    effect: 'The first view that asks who is logged in fails with a RuntimeError: the model of the user belongs to no application.',
  },
  {
    middleware: SESSION_MIDDLEWARE,
    kind: 'app',
    name: 'django.contrib.sessions',
    effect: 'Sessions are kept in the database, and their model belongs to no application: the first session that is opened fails.',
    when: keepsSessionsInDatabase,
  },
  {
    middleware: 'django.contrib.flatpages.middleware.FlatpageFallbackMiddleware',
    kind: 'app',
    name: 'django.contrib.flatpages',
    effect: 'Its model belongs to no application: Django stops at start.',
  },
  {
    middleware: 'django.contrib.redirects.middleware.RedirectFallbackMiddleware',
    kind: 'app',
    name: 'django.contrib.redirects',
    effect: 'Its model belongs to no application: Django stops at start.',
  },
  {
    middleware: 'django.contrib.redirects.middleware.RedirectFallbackMiddleware',
    kind: 'app',
    name: 'django.contrib.sites',
    effect: 'It refuses to start without the application.',
  },
];

/** Whether what a middleware needs is missing; `unknown` where another class may stand in for it. */
export function isMissing(context: SettingsContext, { kind, name, attribute }: Need): Verdict {
  return kind === 'app' ? inverse(isInstalled(context, name)) : isMiddlewareMissing(context, name, attribute);
}

/**
 * Whether MIDDLEWARE certainly lacks a class and whatever extends it. A class that nobody here knows may extend it, or do its work.
 *
 * @param attribute what its work leaves on a request: own classes that speak of it may do it instead.
 */
export function isMiddlewareMissing(context: SettingsContext, path: string, attribute?: string): Verdict {
  // A project with the old list alone is for a Django that reads it.
  if (!context.setting('MIDDLEWARE') && context.setting('MIDDLEWARE_CLASSES')) return 'unknown';
  const found = presence(context, path);
  if (found !== 'absent') return found === 'unknown' ? 'unknown' : 'never';
  if (foreignMiddleware(context) !== undefined) return 'unknown';
  const stands = ownMiddleware(context).some(
    ({ file }) => attribute !== undefined && new RegExp(`\\b${attribute}\\b`).test(context.project.source(file)?.text ?? ''),
  );
  return stands ? 'unknown' : 'always';
}

function inverse(verdict: Verdict): Verdict {
  if (verdict === 'always') return 'never';
  return verdict === 'never' ? 'always' : 'unknown';
}

function keepsMessagesInSession(context: SettingsContext): Verdict {
  const storages = ['fallback.FallbackStorage', 'session.SessionStorage'].map((name) => `django.contrib.messages.storage.${name}`);
  return oneOf(context, 'MESSAGE_STORAGE', storages);
}

function keepsSessionsInDatabase(context: SettingsContext): Verdict {
  return oneOf(context, 'SESSION_ENGINE', ['django.contrib.sessions.backends.db', 'django.contrib.sessions.backends.cached_db']);
}

function oneOf(context: SettingsContext, name: string, texts: readonly string[]): Verdict {
  return judge(context.value(name), (value) => {
    const found = text(value);
    return found === undefined ? undefined : texts.includes(found);
  });
}

function keepsTokenInSession(context: SettingsContext): Verdict {
  return judge(context.value('CSRF_USE_SESSIONS'), (value) => (value.kind === 'bool' ? value.value : undefined));
}

/** Whether a middleware is certainly listed by this very path. */
export function isListed(context: SettingsContext, path: string): boolean {
  return judge(context.value('MIDDLEWARE'), hasItem(path)) === 'always';
}
