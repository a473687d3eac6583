import { holds, isNotTrue } from '../judge';
import { setTo } from '../remedy';
import { settingsRule } from '../rule';
import { sessionsInUse } from '../sessions';

export const rule = settingsRule({
  meta: {
    id: 'django/session-cookie-script-readable',
    title: 'Scripts can read the session cookie',
    category: 'https and headers',
    severity: 'warning',
    scope: 'production',
    fix: 'safe',
    references: ['security.W013', 'security.W014', 'security.W015', 'CWE-1004'],
    summary: 'Without HttpOnly, one cross-site scripting hole is enough to carry every visitor’s session away.',
    settings: ['SESSION_COOKIE_HTTPONLY', 'INSTALLED_APPS', 'MIDDLEWARE'],
  },
  messages: {
    readable:
      'SESSION_COOKIE_HTTPONLY is not True.\nAny script on a page can then read the session cookie, so that one injected script carries sessions away.\nLeave it at True, its default.',
  },
  check(context) {
    const references = sessionsInUse(context, { app: 'security.W013', middleware: 'security.W014', both: 'security.W015' }, 'CWE-1004');
    if (!references || !holds(context, 'SESSION_COOKIE_HTTPONLY', isNotTrue)) return;
    context.report({
      message: 'readable',
      place: context.place('SESSION_COOKIE_HTTPONLY'),
      references,
      fixes: [setTo(context, 'SESSION_COOKIE_HTTPONLY', 'True')],
    });
  },
});
