import { isGivenByArtefact, placeOfValue, unsetOutcome } from '../environment';
import { certainTexts, doubt, hasItem, judge, settle } from '../judge';
import { isOneAssignment, setFromEnv } from '../remedy';
import { type Fix, type SettingsContext, settingsRule } from '../rule';

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
    const verdict = judge(value, hasItem('*'));
    const outcome = verdict === 'always' ? undefined : unsetOutcome(value);
    if (outcome && hasItem('*')(outcome.value) === true) {
      const place = placeOfValue(context, 'ALLOWED_HOSTS', outcome.value);
      const fixes = isGivenByArtefact(value) ? [] : emptyDefault(context);
      context.report({ message: 'default', data: { where: outcome.where }, place, severity: 'info', fixes });
      return;
    }
    if (!settle(context, verdict, () => doubt('ALLOWED_HOSTS', value))) return;
    const star = certainTexts(context, 'ALLOWED_HOSTS').find((item) => item.text === '*');
    const fixes = [setFromEnv(context, 'ALLOWED_HOSTS', { parse: 'list' })];
    context.report({ message: 'star', place: star?.place ?? context.place('ALLOWED_HOSTS'), fixes });
  },
});

/** Only where the variable holds a list with commas already: what production has in it has to go on working. */
function emptyDefault(context: SettingsContext): readonly Fix[] {
  const assignment = context.setting('ALLOWED_HOSTS')?.assignments.at(-1);
  const file = assignment && context.project.python(assignment.place.file);
  if (!assignment || !file || !isOneAssignment(context, 'ALLOWED_HOSTS')) return [];
  const split = /\.split\(([^)]*)\)/.exec(file.text.slice(assignment.valueSpan.start, assignment.valueSpan.end));
  if (split && !/^["'],["']$/.test(split[1] ?? '')) return [];
  return [setFromEnv(context, 'ALLOWED_HOSTS', { parse: 'list', default: '[]' }, 'Let ALLOWED_HOSTS be empty by default')];
}
