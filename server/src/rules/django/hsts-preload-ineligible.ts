import type { Value } from '../../evaluate/value';
import { isTooShort } from '../hsts';
import { doubt, holds, isNotTrue, isTruthy, judge } from '../judge';
import { actsThrough, SECURITY_MIDDLEWARE } from '../presence';
import { setTo } from '../remedy';
import { settingsRule } from '../rule';
import { stateOf } from '../state';

export const rule = settingsRule({
  meta: {
    id: 'django/hsts-preload-ineligible',
    title: 'HSTS asks for a list that will refuse the domain',
    category: 'https and headers',
    severity: 'warning',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary: 'SECURE_HSTS_PRELOAD is on without the year of HSTS, or without the subdomains, that the preload list asks for.',
    settings: ['SECURE_HSTS_PRELOAD', 'SECURE_HSTS_SECONDS', 'SECURE_HSTS_INCLUDE_SUBDOMAINS', 'MIDDLEWARE'],
  },
  messages: {
    short:
      'SECURE_HSTS_PRELOAD is on with SECURE_HSTS_SECONDS below a year.\nThe preload list refuses the domain, and a domain that was entered may be taken off again.\nTake the directive back until the year is reached; raise the seconds in steps.',
    subdomains:
      'SECURE_HSTS_PRELOAD is on, and SECURE_HSTS_INCLUDE_SUBDOMAINS {state}.\nThe preload list refuses a domain without its subdomains.\nTake the directive back, or include the subdomains once all of them are HTTPS.',
  },
  check(context) {
    if (!actsThrough(context, SECURITY_MIDDLEWARE) || !holds(context, 'SECURE_HSTS_PRELOAD', isTruthy)) return;
    const seconds = context.value('SECURE_HSTS_SECONDS');
    const on = judge(seconds, isTruthy);
    if (on === 'never') return context.notApplicable('HSTS is off');
    if (on !== 'always') return context.unknown(doubt('SECURE_HSTS_SECONDS', seconds));
    const place = context.place('SECURE_HSTS_PRELOAD');
    const back = setTo(context, 'SECURE_HSTS_PRELOAD', 'False', false);
    if (holds(context, 'SECURE_HSTS_SECONDS', isTooShort)) context.report({ message: 'short', place, fixes: [back] });
    if (!holds(context, 'SECURE_HSTS_INCLUDE_SUBDOMAINS', isOff)) return;
    context.report({
      message: 'subdomains',
      data: { state: stateOf(context, 'SECURE_HSTS_INCLUDE_SUBDOMAINS', 'is not True') },
      place,
      fixes: [back, setTo(context, 'SECURE_HSTS_INCLUDE_SUBDOMAINS', 'True', false)],
    });
  },
});

/** SecurityMiddleware adds includeSubDomains for any true value, where Django's check wants True itself. */
function isOff(value: Value): boolean | undefined {
  return isTruthy(value) === true ? false : isNotTrue(value);
}
