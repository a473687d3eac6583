import { holds, isNotTrue } from '../judge';
import { setTo } from '../remedy';
import { settingsRule } from '../rule';
import { sessionsInUse } from '../sessions';
import { stateOf } from '../state';

export const rule = settingsRule({
  meta: {
    id: 'django/session-cookie-insecure',
    title: 'The session cookie travels over plain HTTP',
    category: 'https and headers',
    severity: 'warning',
    scope: 'production',
    fix: 'safe',
    references: ['security.W010', 'security.W011', 'security.W012', 'CWE-614'],
    summary: 'Without the Secure attribute browsers send the session cookie over plain HTTP too, where anyone on the way can take it.',
    settings: ['SESSION_COOKIE_SECURE', 'INSTALLED_APPS', 'MIDDLEWARE'],
  },
  messages: {
    insecure:
      'SESSION_COOKIE_SECURE {state}.\nBrowsers then send the session cookie over plain HTTP too, where anyone on the way can take it and be that user.\nSet it to True.',
  },
  check(context) {
    const references = sessionsInUse(context, { app: 'security.W010', middleware: 'security.W011', both: 'security.W012' }, 'CWE-614');
    if (!references || !holds(context, 'SESSION_COOKIE_SECURE', isNotTrue)) return;
    context.report({
      message: 'insecure',
      data: { state: stateOf(context, 'SESSION_COOKIE_SECURE', 'is not True') },
      place: context.place('SESSION_COOKIE_SECURE'),
      references,
      fixes: [setTo(context, 'SESSION_COOKIE_SECURE', 'True')],
    });
  },
});
