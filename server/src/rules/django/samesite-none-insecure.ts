import { atLeast } from '../../base/version';
import type { Value } from '../../evaluate/value';
import { COOKIES, isInUse } from '../cookies';
import { holds, isFalsy } from '../judge';
import { setTo } from '../remedy';
import { settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/samesite-none-insecure',
    title: 'A cookie for other sites lacks the Secure attribute',
    category: 'https and headers',
    severity: 'error',
    scope: 'any',
    fix: 'quick',
    references: ['CWE-614'],
    summary: 'Browsers refuse a cookie with SameSite=None that is not Secure, so that it is never kept.',
    settings: [
      'SESSION_COOKIE_SAMESITE',
      'SESSION_COOKIE_SECURE',
      'CSRF_COOKIE_SAMESITE',
      'CSRF_COOKIE_SECURE',
      'CSRF_USE_SESSIONS',
      'LANGUAGE_COOKIE_SAMESITE',
      'LANGUAGE_COOKIE_SECURE',
      'MIDDLEWARE',
    ],
  },
  messages: {
    insecure:
      '{name} is "None", and {secure} is off.\nBrowsers refuse a cookie with SameSite=None that is not Secure: {loss}.\nSet {secure} to True.',
  },
  check(context) {
    if (!atLeast(context.django, '3.1')) return context.notApplicable('before Django 3.1 no cookie could have SameSite=None');
    for (const cookie of COOKIES) {
      const name = `${cookie.prefix}_COOKIE_SAMESITE`;
      const secure = `${cookie.prefix}_COOKIE_SECURE`;
      if (!context.setting(name) || !holds(context, name, isForAll) || !isInUse(context, cookie)) continue;
      if (!holds(context, secure, isFalsy)) continue;
      context.report({
        message: 'insecure',
        data: { name, secure, loss: cookie.loss },
        place: context.place(name),
        fixes: [setTo(context, secure, 'True', false)],
      });
    }
  },
});

/** The text "None"; the value None leaves the attribute out. */
function isForAll(value: Value): boolean | undefined {
  if (value.kind === 'unknown' || value.kind === 'opaque') return undefined;
  return value.kind === 'str' && value.value.toLowerCase() === 'none';
}
