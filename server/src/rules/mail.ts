import { atLeast } from '../base/version';
import type { Value } from '../evaluate/value';
import { inside } from './nested';
import type { SettingsContext } from './rule';
import { usesAny } from './workspaceUses';

export const SMTP = 'django.core.mail.backends.smtp.EmailBackend';
/** What sends nothing to anybody. The same as in Django's check mail.E001. */
export const DEVELOPMENT_BACKENDS = ['console', 'dummy', 'filebased', 'locmem'].map(
  (name) => `django.core.mail.backends.${name}.EmailBackend`,
);

/** Whether MAILERS decides how mail is sent, and no longer the settings that begin with EMAIL_: from Django 6.1 on, where it is set. */
export function usesMailers(context: SettingsContext): boolean {
  return atLeast(context.django, '6.1') && context.setting('MAILERS') !== undefined;
}

/** The backend that sends mail where nobody names another one. */
export function mailBackend(context: SettingsContext): Value {
  if (!usesMailers(context)) return context.value('EMAIL_BACKEND');
  return orElse(inside(context.value('MAILERS'), 'default', 'BACKEND'), { kind: 'str', value: SMTP });
}

/** An option of that backend: `mailOption(context, 'EMAIL_HOST', 'host')`. `unset` where MAILERS lacks it. */
export function mailOption(context: SettingsContext, setting: string, key: string): Value {
  return usesMailers(context) ? inside(context.value('MAILERS'), 'default', 'OPTIONS', key) : context.value(setting);
}

/** The settings that speak of one mail server. Whoever sets one of them means to send mail. */
const OF_A_SERVER = ['EMAIL_HOST', 'EMAIL_PORT', 'EMAIL_HOST_USER', 'EMAIL_HOST_PASSWORD', 'EMAIL_USE_TLS', 'EMAIL_USE_SSL'];

/** Whether the project itself sets one of the settings. */
export function isSet(context: SettingsContext, ...names: readonly string[]): boolean {
  return names.some((name) => (context.setting(name)?.assignments.length ?? 0) > 0);
}

export function namesServer(context: SettingsContext): boolean {
  return usesMailers(context) || isSet(context, ...OF_A_SERVER);
}

/** Some code hands a server of its own to the connection, so that the settings do not tell where mail goes. */
export function connectsByItself(context: SettingsContext): boolean {
  return usesAny(
    context,
    /\bget_connection\(\s*(?:\*\*|(?!fail_silently)[a-z_]+\s*=|["'])|\bEmailBackend\(\s*(?:\*\*|[a-z_]+\s*=)/,
    'get_connection(',
    'EmailBackend(',
  );
}

/** Some code sends mail from DEFAULT_FROM_EMAIL: it reads the setting, or is known to name no sender of its own. */
export function usesDefaultSender(context: SettingsContext): boolean {
  return usesAny(
    context,
    /\bsettings\.DEFAULT_FROM_EMAIL\b|\bdjango\.contrib\.auth\.urls\b|\bPasswordReset(?:View|Form)\b|["']allauth\.account["']|["'](?:djoser|dj_rest_auth|registration)["']/,
    ...['settings.DEFAULT_FROM_EMAIL', 'contrib.auth.urls', 'PasswordReset', 'allauth.account', 'djoser', 'dj_rest_auth'],
    ...['"registration"', "'registration'"],
  );
}

function orElse(value: Value, otherwise: Value): Value {
  if (value.kind === 'unset') return otherwise;
  return value.kind === 'choice'
    ? { ...value, options: value.options.map((one) => ({ ...one, value: orElse(one.value, otherwise) })) }
    : value;
}
