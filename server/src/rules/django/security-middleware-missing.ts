import { doubt } from '../judge';
import { presence, SECURITY_MIDDLEWARE } from '../presence';
import { insertMiddleware } from '../remedy';
import { settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/security-middleware-missing',
    title: 'SecurityMiddleware is not installed',
    category: 'middleware and apps',
    severity: 'warning',
    scope: 'production',
    fix: 'safe',
    references: ['security.W001', 'CWE-693'],
    summary: 'Without SecurityMiddleware no SECURE_ setting for HTTPS and headers has any effect.',
    settings: ['MIDDLEWARE'],
  },
  messages: {
    missing:
      'SecurityMiddleware is not in MIDDLEWARE.\nThe HTTPS redirect, HSTS, nosniff, referrer and opener policy are then off, whatever their settings say.\nPut it first in the list.',
  },
  check(context) {
    const found = presence(context, SECURITY_MIDDLEWARE);
    if (found === 'unknown') return context.unknown(doubt('MIDDLEWARE', context.value('MIDDLEWARE')));
    if (found !== 'absent') return;
    context.report({
      message: 'missing',
      place: context.place('MIDDLEWARE'),
      fixes: insertMiddleware(context, SECURITY_MIDDLEWARE, ['start']),
    });
  },
});
