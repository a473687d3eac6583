import { holds, isFalsy } from '../judge';
import { actsThrough, SECURITY_MIDDLEWARE } from '../presence';
import { setTo } from '../remedy';
import { settingsRule } from '../rule';
import { stateOf } from '../state';

export const rule = settingsRule({
  meta: {
    id: 'django/hsts-off',
    title: 'HSTS is off',
    category: 'https and headers',
    severity: 'warning',
    scope: 'production',
    fix: 'quick',
    references: ['security.W004', 'CWE-319'],
    summary: 'Without HSTS a browser tries plain HTTP first on every visit, and an attacker can keep it there.',
    settings: ['SECURE_HSTS_SECONDS', 'MIDDLEWARE'],
  },
  messages: {
    off: 'SECURE_HSTS_SECONDS {state}, so that no Strict-Transport-Security header is sent.\nBrowsers then try plain HTTP first, and who sits on the way can keep them there.\nStart with some minutes and raise it while HTTPS keeps working: browsers remember it.',
  },
  check(context) {
    const acting = actsThrough(context, SECURITY_MIDDLEWARE);
    if (!acting || !holds(context, 'SECURE_HSTS_SECONDS', isFalsy)) return;
    context.report({
      message: 'off',
      data: { state: stateOf(context, 'SECURE_HSTS_SECONDS', 'is 0') },
      place: context.place('SECURE_HSTS_SECONDS'),
      fixes: STEPS.map((step) => setTo(context, 'SECURE_HSTS_SECONDS', step.seconds, false, step.title)),
      ...acting,
    });
  },
});

/** The ramp that lets a mistake be found while browsers still forget it soon. */
const STEPS = [
  { title: 'Start HSTS with 5 minutes', seconds: '300' },
  { title: 'Set HSTS to one day', seconds: '86400' },
  { title: 'Set HSTS to one year', seconds: '31536000' },
] as const;
