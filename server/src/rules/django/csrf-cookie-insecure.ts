import { doubt, holds, isFalsy, isNotTrue, judge } from '../judge';
import { actsThrough, CSRF_MIDDLEWARE } from '../presence';
import { setTo } from '../remedy';
import { settingsRule } from '../rule';
import { stateOf } from '../state';

export const rule = settingsRule({
  meta: {
    id: 'django/csrf-cookie-insecure',
    title: 'The CSRF cookie travels over plain HTTP',
    category: 'https and headers',
    severity: 'warning',
    scope: 'production',
    fix: 'safe',
    references: ['security.W016', 'CWE-614'],
    summary: 'Without the Secure attribute the CSRF token can be read on the way, and forged posts pass.',
    settings: ['CSRF_COOKIE_SECURE', 'CSRF_USE_SESSIONS', 'MIDDLEWARE'],
  },
  messages: {
    insecure:
      'CSRF_COOKIE_SECURE {state}.\nBrowsers then send the CSRF token over plain HTTP too; who reads it there can make posts pass as the visitor’s own.\nSet it to True.',
  },
  check(context) {
    const inCookie = judge(context.value('CSRF_USE_SESSIONS'), isFalsy);
    if (inCookie === 'never') return context.notApplicable('CSRF_USE_SESSIONS keeps the token in the session; there is no cookie');
    if (inCookie !== 'always') return context.unknown(doubt('CSRF_USE_SESSIONS', context.value('CSRF_USE_SESSIONS')));
    const acting = actsThrough(context, CSRF_MIDDLEWARE);
    if (!acting || !holds(context, 'CSRF_COOKIE_SECURE', isNotTrue)) return;
    context.report({
      message: 'insecure',
      data: { state: stateOf(context, 'CSRF_COOKIE_SECURE', 'is not True') },
      place: context.place('CSRF_COOKIE_SECURE'),
      fixes: [setTo(context, 'CSRF_COOKIE_SECURE', 'True')],
      ...acting,
    });
  },
});
