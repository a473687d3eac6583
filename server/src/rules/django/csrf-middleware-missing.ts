import type { ItemPlace } from '../edit';
import { doubt } from '../judge';
import { CSRF_MIDDLEWARE, presence } from '../presence';
import { insertMiddleware } from '../remedy';
import { settingsRule } from '../rule';

const PLACES: readonly ItemPlace[] = [
  { after: 'django.middleware.common.CommonMiddleware' },
  { before: 'django.contrib.auth.middleware.AuthenticationMiddleware' },
  { after: 'django.contrib.sessions.middleware.SessionMiddleware' },
  'end',
];

export const rule = settingsRule({
  meta: {
    id: 'django/csrf-middleware-missing',
    title: 'CsrfViewMiddleware is not installed',
    category: 'middleware and apps',
    severity: 'warning',
    scope: 'production',
    fix: 'quick',
    references: ['security.W003', 'CWE-352'],
    summary: 'Without CsrfViewMiddleware another site can post forms in the name of a visitor who is logged in.',
    settings: ['MIDDLEWARE'],
  },
  messages: {
    missing:
      'CsrfViewMiddleware is not in MIDDLEWARE.\nAnother site can then post to every view that does not protect itself, in the name of whoever is logged in.\nAdd it after CommonMiddleware, and exempt the views that use tokens instead of cookies.',
  },
  check(context) {
    const found = presence(context, CSRF_MIDDLEWARE);
    if (found === 'unknown') return context.unknown(doubt('MIDDLEWARE', context.value('MIDDLEWARE')));
    if (found !== 'absent') return;
    context.report({
      message: 'missing',
      place: context.place('MIDDLEWARE'),
      // Forms that carry no token yet would be refused from then on.
      fixes: insertMiddleware(context, CSRF_MIDDLEWARE, PLACES, false),
    });
  },
});
