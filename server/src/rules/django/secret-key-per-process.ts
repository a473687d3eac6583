import type { Value } from '../../evaluate/value';
import { environmentReads, unsetOutcome } from '../environment';
import { judge } from '../judge';
import { setFromEnv } from '../remedy';
import { settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/secret-key-per-process',
    title: 'SECRET_KEY is made anew in every process',
    category: 'debug and secrets',
    severity: 'error',
    scope: 'any',
    fix: 'quick',
    references: [],
    summary: 'The key is generated at import: each worker signs with another one, and every restart ends all sessions.',
    settings: ['SECRET_KEY'],
  },
  messages: {
    generated:
      'SECRET_KEY is generated when the settings are imported.\nEvery worker gets another key: a session that one has signed is void to the next, and each restart logs everybody out.\nGenerate it once and read it from the environment.',
    fallback:
      'SECRET_KEY is generated at import where {where}.\nEach worker then signs with a key of its own: logins come and go, and each restart ends all sessions.\nDrop the default, so that a missing variable is noticed.',
  },
  check(context) {
    const value = context.value('SECRET_KEY');
    const fix = setFromEnv(context, 'SECRET_KEY', { parse: 'str' });
    const place = context.place('SECRET_KEY');
    if (judge(value, isGenerated) === 'always') {
      context.report({ message: 'generated', place, fixes: [fix] });
      return;
    }
    const where = generatedFallback(value);
    if (where) context.report({ message: 'fallback', data: { where }, place, severity: 'warning', fixes: [fix] });
  },
});

function isGenerated(value: Value): boolean {
  return value.kind === 'unknown' && value.generated === true;
}

/** Where a generated key is used, in words; undefined when there is none. */
function generatedFallback(value: Value): string | undefined {
  for (const read of environmentReads(value)) {
    if (read.default !== 'required' && isGenerated(read.default)) return `${read.name} is not set`;
  }
  const outcome = unsetOutcome(value);
  return outcome && isGenerated(outcome.value) ? outcome.where : undefined;
}
