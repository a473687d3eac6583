import { doubt, judge } from './judge';
import { CSRF_MIDDLEWARE, presence, SESSION_MIDDLEWARE } from './presence';
import type { SettingsContext } from './rule';

/** A cookie that Django sets, with the settings that begin with `prefix`. */
export interface Cookie {
  readonly prefix: 'SESSION' | 'CSRF' | 'LANGUAGE';
  /** Nothing sets or reads the cookie without it. */
  readonly middleware: string;
  /** What visitors cannot do when browsers refuse the cookie. */
  readonly loss: string;
}

export const COOKIES: readonly Cookie[] = [
  { prefix: 'SESSION', middleware: SESSION_MIDDLEWARE, loss: 'nobody stays logged in' },
  { prefix: 'CSRF', middleware: CSRF_MIDDLEWARE, loss: 'every form post gets 403' },
  { prefix: 'LANGUAGE', middleware: 'django.middleware.locale.LocaleMiddleware', loss: 'the language that a visitor chose is forgotten' },
];

/** Whether Django certainly works with the cookie; the checklist hears what is not known. */
export function isInUse(context: SettingsContext, { prefix, middleware }: Cookie): boolean {
  const listed = presence(context, middleware);
  if (listed === 'unknown') context.unknown(doubt('MIDDLEWARE', context.value('MIDDLEWARE')));
  if (listed === 'unknown' || listed === 'absent') return false;
  if (prefix !== 'CSRF') return true;
  const inSession = context.value('CSRF_USE_SESSIONS');
  const verdict = judge(inSession, (value) => (value.kind === 'unknown' ? undefined : value.kind !== 'bool' || value.value));
  if (verdict === 'unknown' || verdict === 'sometimes') context.unknown(doubt('CSRF_USE_SESSIONS', inSession));
  return verdict === 'never';
}
