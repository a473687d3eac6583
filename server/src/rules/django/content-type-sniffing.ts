import { holds, isNotTrue } from '../judge';
import { actsThrough, SECURITY_MIDDLEWARE } from '../presence';
import { setTo } from '../remedy';
import { settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/content-type-sniffing',
    title: 'Browsers may guess content types',
    category: 'https and headers',
    severity: 'warning',
    scope: 'production',
    fix: 'safe',
    references: ['security.W006', 'CWE-430'],
    summary: 'Without the nosniff header a browser may run an uploaded text or image as a script.',
    settings: ['SECURE_CONTENT_TYPE_NOSNIFF', 'MIDDLEWARE'],
  },
  messages: {
    sniffing:
      'SECURE_CONTENT_TYPE_NOSNIFF is not True, so that browsers may guess what a response is.\nA file that somebody uploaded as text or image can then run as a script of the site.\nLeave it at True, its default since Django 3.0.',
  },
  check(context) {
    const acting = actsThrough(context, SECURITY_MIDDLEWARE);
    if (!acting || !holds(context, 'SECURE_CONTENT_TYPE_NOSNIFF', isNotTrue)) return;
    context.report({
      message: 'sniffing',
      place: context.place('SECURE_CONTENT_TYPE_NOSNIFF'),
      fixes: [setTo(context, 'SECURE_CONTENT_TYPE_NOSNIFF', 'True')],
      ...acting,
    });
  },
});
