import { atLeast } from '../../base/version';
import { holds, isNone } from '../judge';
import { actsThrough, SECURITY_MIDDLEWARE } from '../presence';
import { setTo } from '../remedy';
import { settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/referrer-policy-unset',
    title: 'No referrer policy is sent',
    category: 'https and headers',
    severity: 'warning',
    scope: 'production',
    fix: 'safe',
    references: ['security.W022'],
    summary: 'Without a policy the address of a page, with whatever is in it, may go to the sites that it links to.',
    settings: ['SECURE_REFERRER_POLICY', 'MIDDLEWARE'],
  },
  messages: {
    unset:
      'SECURE_REFERRER_POLICY is None, so that no Referrer-Policy header is sent.\nHow much of a page’s address other sites learn is then up to each browser.\nUse "same-origin", the default since Django 3.1, or another policy.',
  },
  check(context) {
    if (!atLeast(context.django, '3.0')) return context.notApplicable('SECURE_REFERRER_POLICY came with Django 3.0');
    const acting = actsThrough(context, SECURITY_MIDDLEWARE);
    if (!acting || !holds(context, 'SECURE_REFERRER_POLICY', isNone)) return;
    context.report({
      message: 'unset',
      place: context.place('SECURE_REFERRER_POLICY'),
      fixes: [setTo(context, 'SECURE_REFERRER_POLICY', '"same-origin"')],
      ...acting,
    });
  },
});
