import type { Value } from '../../evaluate/value';
import { holds, isFalsy } from '../judge';
import { setFromEnv } from '../remedy';
import { settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/allowed-hosts-empty',
    title: 'ALLOWED_HOSTS is empty',
    category: 'hosts',
    severity: 'error',
    scope: 'production',
    fix: 'quick',
    references: ['security.W020'],
    summary: 'With DEBUG off and no allowed host, Django answers every request with 400.',
    settings: ['ALLOWED_HOSTS'],
  },
  messages: {
    empty:
      'ALLOWED_HOSTS is empty.\nWith DEBUG off, Django answers every request with 400 Bad Request.\nList the names under which the site is reached.',
  },
  check(context) {
    if (!holds(context, 'ALLOWED_HOSTS', isEmptyList)) return;
    context.report({
      message: 'empty',
      place: context.place('ALLOWED_HOSTS'),
      fixes: [setFromEnv(context, 'ALLOWED_HOSTS', { parse: 'list' })],
    });
  },
});

/** Django refuses to start with anything but a list or a tuple here, so that its check never comes to see an empty text or None. */
function isEmptyList(value: Value): boolean | undefined {
  if (value.kind === 'unknown') return undefined;
  return value.kind === 'list' || value.kind === 'tuple' ? isFalsy(value) : false;
}
