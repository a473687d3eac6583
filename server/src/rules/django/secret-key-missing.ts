import { holds } from '../judge';
import { settingsRule } from '../rule';
import { isMissingKey, moveToEnvFile } from '../secret';

export const rule = settingsRule({
  meta: {
    id: 'django/secret-key-missing',
    title: 'SECRET_KEY is not set',
    category: 'debug and secrets',
    severity: 'error',
    scope: 'production',
    fix: 'multi',
    references: ['security.W009'],
    summary: 'Nothing in the settings chain gives SECRET_KEY a value, and Django refuses to work without one.',
    settings: ['SECRET_KEY'],
  },
  messages: {
    missing:
      'SECRET_KEY is not set.\nDjango raises ImproperlyConfigured at the first thing that signs or checks: sessions, password resets, CSRF tokens.\nRead it from the environment.',
    empty:
      'SECRET_KEY is empty.\nTo Django that is the same as not set: the first thing that signs or checks raises ImproperlyConfigured.\nGive production a long random value.',
  },
  check(context) {
    if (!holds(context, 'SECRET_KEY', isMissingKey)) return;
    const setting = context.setting('SECRET_KEY');
    context.report({
      message: setting ? 'empty' : 'missing',
      place: context.place('SECRET_KEY'),
      fixes: [moveToEnvFile(context, 'Read SECRET_KEY from the environment, with a new key in .env', () => context.project.randomSecret())],
    });
  },
});
