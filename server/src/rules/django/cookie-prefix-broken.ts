import type { Value } from '../../evaluate/value';
import { COOKIES, type Cookie, isInUse } from '../cookies';
import { holds, isFalsy, isTruthy, type Predicate } from '../judge';
import { setTo } from '../remedy';
import { type SettingsContext, settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/cookie-prefix-broken',
    title: 'A cookie lacks what the prefix of its name promises',
    category: 'https and headers',
    severity: 'error',
    scope: 'any',
    fix: 'quick',
    references: [],
    summary: 'A cookie named __Secure-… or __Host-… is refused by browsers unless it has the attributes that go with the prefix.',
    settings: [
      'SESSION_COOKIE_NAME',
      'SESSION_COOKIE_SECURE',
      'SESSION_COOKIE_DOMAIN',
      'SESSION_COOKIE_PATH',
      'CSRF_COOKIE_NAME',
      'CSRF_COOKIE_SECURE',
      'CSRF_COOKIE_DOMAIN',
      'CSRF_COOKIE_PATH',
      'CSRF_USE_SESSIONS',
      'LANGUAGE_COOKIE_NAME',
      'MIDDLEWARE',
    ],
  },
  messages: {
    secure:
      '{name} begins with {prefix}, and {other} is off.\nBrowsers refuse a cookie of that name without the Secure attribute: {loss}.\nSet {other} to True.',
    domain:
      '{name} begins with __Host-, and {other} is set.\nBrowsers refuse a cookie of that name that has a domain: {loss}.\nLeave {other} unset, or name the cookie __Secure-….',
    path: '{name} begins with __Host-, and {other} is not "/".\nBrowsers refuse a cookie of that name for any other path: {loss}.\nSet {other} to "/", or name the cookie __Secure-….',
  },
  check(context) {
    for (const cookie of COOKIES) {
      const name = `${cookie.prefix}_COOKIE_NAME`;
      if (!context.setting(name) || !holds(context, name, beginsWith(/^__(Secure|Host)-/)) || !isInUse(context, cookie)) continue;
      const isHost = holds(context, name, beginsWith(/^__Host-/));
      const prefix = isHost ? '__Host-' : '__Secure-';
      for (const { message, setting, isBroken, mended } of demands(cookie, isHost)) {
        if (!holds(context, setting, isBroken)) continue;
        context.report({
          message,
          data: { name, prefix, other: setting, loss: cookie.loss },
          place: context.place(isSet(context, setting) ? setting : name),
          fixes: [setTo(context, setting, mended, false)],
        });
      }
    }
  },
});

interface Demand {
  readonly message: 'secure' | 'domain' | 'path';
  readonly setting: string;
  readonly isBroken: Predicate;
  readonly mended: string;
}

/** https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Set-Cookie#cookie_prefixes */
function demands({ prefix }: Cookie, isHost: boolean): readonly Demand[] {
  const secure: Demand = { message: 'secure', setting: `${prefix}_COOKIE_SECURE`, isBroken: isFalsy, mended: 'True' };
  if (!isHost) return [secure];
  return [
    secure,
    { message: 'domain', setting: `${prefix}_COOKIE_DOMAIN`, isBroken: isTruthy, mended: 'None' },
    { message: 'path', setting: `${prefix}_COOKIE_PATH`, isBroken: isOtherPath, mended: '"/"' },
  ];
}

function isOtherPath(value: Value): boolean | undefined {
  return value.kind === 'str' ? value.value !== '/' : undefined;
}

function beginsWith(pattern: RegExp): Predicate {
  return (value) => (value.kind === 'str' ? pattern.test(value.value) : undefined);
}

function isSet(context: SettingsContext, name: string): boolean {
  return (context.setting(name)?.assignments.length ?? 0) > 0;
}
