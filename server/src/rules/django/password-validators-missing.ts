import { setSetting } from '../edit';
import { doubt, hasItem, isFalsy, judge } from '../judge';
import { some } from '../nested';
import { type SettingsContext, settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/password-validators-missing',
    title: 'Any password is good enough',
    category: 'debug and secrets',
    severity: 'warning',
    scope: 'production',
    fix: 'quick',
    references: ['CWE-521'],
    summary: 'Without AUTH_PASSWORD_VALIDATORS people may choose “1” or “password”, and some do.',
    settings: ['AUTH_PASSWORD_VALIDATORS', 'INSTALLED_APPS', 'AUTHENTICATION_BACKENDS'],
  },
  messages: {
    none: 'AUTH_PASSWORD_VALIDATORS is empty.\nDjango takes any password, “1” and the name of the user among them, and such accounts are tried first.\nAsk for length, and refuse the passwords that everybody knows.',
  },
  check(context) {
    const validators = context.value('AUTH_PASSWORD_VALIDATORS');
    const none = judge(validators, isFalsy);
    if (none === 'never') return;
    const passwords = keepsPasswords(context);
    if (passwords === false) return context.notApplicable('Django keeps no passwords here');
    if (passwords === undefined) return context.unknown('whether Django keeps passwords is not known');
    if (none !== 'always') return context.unknown(doubt('AUTH_PASSWORD_VALIDATORS', validators));
    context.report({
      message: 'none',
      place: context.place('AUTH_PASSWORD_VALIDATORS'),
      fixes: [
        { title: 'Use the four validators of Django', safe: false, edit: () => setSetting(context, 'AUTH_PASSWORD_VALIDATORS', FOUR) },
      ],
    });
  },
});

/** Users sign in with a password that is in Django's own table. A backend of one's own may do anything. */
function keepsPasswords(context: SettingsContext): boolean | undefined {
  const installed = asked(context, 'INSTALLED_APPS', 'django.contrib.auth', 'django.contrib.auth.apps.AuthConfig');
  if (installed !== true) return installed;
  const own = ['ModelBackend', 'AllowAllUsersModelBackend'].map((name) => `django.contrib.auth.backends.${name}`);
  const known = asked(context, 'AUTHENTICATION_BACKENDS', ...own, 'allauth.account.auth_backends.AuthenticationBackend');
  return known === true ? true : undefined;
}

function asked(context: SettingsContext, name: string, ...items: readonly string[]): boolean | undefined {
  const value = context.value(name);
  const answers = items.map((item) => judge(value, hasItem(item)));
  return some(...answers.map((verdict) => (verdict === 'always' ? true : verdict === 'never' ? false : undefined)));
}

const FOUR = [
  '[',
  ...['UserAttributeSimilarityValidator', 'MinimumLengthValidator', 'CommonPasswordValidator', 'NumericPasswordValidator'].map(
    (name) => `    {"NAME": "django.contrib.auth.password_validation.${name}"},`,
  ),
  ']',
].join('\n');
