import { certainTexts } from '../judge';
import { settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/silenced-security-check',
    title: 'A security check is silenced',
    category: 'debug and secrets',
    severity: 'warning',
    scope: 'production',
    fix: 'none',
    references: [],
    summary: 'SILENCED_SYSTEM_CHECKS hides a security check: what it warns of is still there, and nobody hears of it.',
    settings: ['SILENCED_SYSTEM_CHECKS'],
  },
  messages: {
    silenced:
      '{check} is silenced.\nThe fault that it warns of stays, and check --deploy no longer says so in any environment.\nMend the cause, or keep a comment here that says what stands in for it.',
  },
  check(context) {
    for (const { text: check, place } of certainTexts(context, 'SILENCED_SYSTEM_CHECKS')) {
      if (check.startsWith('security.')) context.report({ message: 'silenced', data: { check }, place });
    }
  },
});
