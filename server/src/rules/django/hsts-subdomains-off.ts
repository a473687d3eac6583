import { rampIsOver } from '../hsts';
import { doubt, holds, isNotTrue, isTruthy, judge } from '../judge';
import { actsThrough, SECURITY_MIDDLEWARE } from '../presence';
import { setTo } from '../remedy';
import { settingsRule } from '../rule';
import { stateOf } from '../state';

export const rule = settingsRule({
  meta: {
    id: 'django/hsts-subdomains-off',
    title: 'HSTS leaves the subdomains out',
    category: 'https and headers',
    severity: 'warning',
    scope: 'production',
    fix: 'quick',
    references: ['security.W005'],
    summary: 'HSTS covers this host alone: a subdomain over plain HTTP can still plant cookies for the whole domain.',
    settings: ['SECURE_HSTS_INCLUDE_SUBDOMAINS', 'SECURE_HSTS_SECONDS', 'MIDDLEWARE'],
  },
  messages: {
    off: 'SECURE_HSTS_INCLUDE_SUBDOMAINS {state}, so that HSTS covers this host alone.\nA subdomain that is reached over plain HTTP can set cookies for the whole domain.\nTurn it on once every subdomain serves HTTPS.',
  },
  check(context) {
    const acting = actsThrough(context, SECURITY_MIDDLEWARE);
    if (!acting) return;
    const seconds = context.value('SECURE_HSTS_SECONDS');
    const on = judge(seconds, isTruthy);
    if (on === 'never') return context.notApplicable('HSTS is off');
    if (on !== 'always') return context.unknown(doubt('SECURE_HSTS_SECONDS', seconds));
    if (!holds(context, 'SECURE_HSTS_INCLUDE_SUBDOMAINS', isNotTrue)) return;
    const fixes = rampIsOver(seconds) ? [setTo(context, 'SECURE_HSTS_INCLUDE_SUBDOMAINS', 'True', false)] : [];
    const data = { state: stateOf(context, 'SECURE_HSTS_INCLUDE_SUBDOMAINS', 'is not True') };
    context.report({ message: 'off', data, place: context.place('SECURE_HSTS_INCLUDE_SUBDOMAINS'), fixes, ...acting });
  },
});
