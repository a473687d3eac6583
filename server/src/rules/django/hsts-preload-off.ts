import { truth } from '../../evaluate/value';
import { rampIsOver } from '../hsts';
import { doubt, holds, isNotTrue, isTruthy, judge } from '../judge';
import { actsThrough, SECURITY_MIDDLEWARE } from '../presence';
import { setTo } from '../remedy';
import { settingsRule } from '../rule';
import { stateOf } from '../state';

export const rule = settingsRule({
  meta: {
    id: 'django/hsts-preload-off',
    title: 'HSTS does not ask to be preloaded',
    category: 'https and headers',
    severity: 'info',
    scope: 'production',
    fix: 'quick',
    references: ['security.W021'],
    summary: 'Without the preload directive the domain cannot enter the list that browsers ship with, and the very first visit stays open.',
    settings: ['SECURE_HSTS_PRELOAD', 'SECURE_HSTS_SECONDS', 'MIDDLEWARE'],
  },
  messages: {
    off: 'SECURE_HSTS_PRELOAD {state}, so that browsers cannot take the domain into their built-in list.\nThe very first visit of a browser then stays unprotected.\nTurn it on only when the whole domain is HTTPS for good: leaving the list takes months.',
  },
  check(context) {
    const acting = actsThrough(context, SECURITY_MIDDLEWARE);
    if (!acting) return;
    const seconds = context.value('SECURE_HSTS_SECONDS');
    const on = judge(seconds, isTruthy);
    if (on === 'never') return context.notApplicable('HSTS is off');
    if (on !== 'always') return context.unknown(doubt('SECURE_HSTS_SECONDS', seconds));
    if (!holds(context, 'SECURE_HSTS_PRELOAD', isNotTrue)) return;
    const fixes =
      rampIsOver(seconds) && truth(context.value('SECURE_HSTS_INCLUDE_SUBDOMAINS')) === true
        ? [setTo(context, 'SECURE_HSTS_PRELOAD', 'True', false)]
        : [];
    const data = { state: stateOf(context, 'SECURE_HSTS_PRELOAD', 'is not True') };
    context.report({ message: 'off', data, place: context.place('SECURE_HSTS_PRELOAD'), fixes, ...acting });
  },
});
