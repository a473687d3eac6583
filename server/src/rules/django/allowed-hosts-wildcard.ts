import { unsetOutcome } from '../environment';
import { certainTexts, doubt, hasItem, judge, settle } from '../judge';
import { setFromEnv } from '../remedy';
import { settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/allowed-hosts-wildcard',
    title: 'ALLOWED_HOSTS accepts every host',
    category: 'hosts',
    severity: 'warning',
    scope: 'production',
    fix: 'quick',
    references: ['CWE-644'],
    summary: 'A star in ALLOWED_HOSTS turns the check of the Host header off: links in mails and caches can be poisoned.',
    settings: ['ALLOWED_HOSTS'],
  },
  messages: {
    star: 'ALLOWED_HOSTS accepts every host.\nA visitor who sends another Host header decides where links in password reset mails and cached pages point.\nList the names under which the site is reached.',
    default:
      'ALLOWED_HOSTS accepts every host where {where}.\nA visitor who sends another Host header then decides where links in password reset mails point.\nLet the default be empty, so that a missing variable is noticed.',
  },
  check(context) {
    const value = context.value('ALLOWED_HOSTS');
    const fixes = [setFromEnv(context, 'ALLOWED_HOSTS', { parse: 'list' })];
    const verdict = judge(value, hasItem('*'));
    const outcome = verdict === 'always' ? undefined : unsetOutcome(value);
    if (outcome && hasItem('*')(outcome.value) === true) {
      const data = { where: outcome.where };
      context.report({ message: 'default', data, place: context.place('ALLOWED_HOSTS'), severity: 'info', fixes });
      return;
    }
    if (!settle(context, verdict, () => doubt('ALLOWED_HOSTS', value))) return;
    const star = certainTexts(context, 'ALLOWED_HOSTS').find((item) => item.text === '*');
    context.report({ message: 'star', place: star?.place ?? context.place('ALLOWED_HOSTS'), fixes });
  },
});
