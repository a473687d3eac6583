import type { Value } from '../../evaluate/value';
import { replaceExpression } from '../edit';
import { doubt, isTruthy, judge } from '../judge';
import { mailBackend, mailOption, SMTP, usesMailers } from '../mail';
import { answer, every, isOneOf, placeAmong } from '../nested';
import { setTo } from '../remedy';
import { type Fix, type SettingsContext, settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/email-tls-ssl-conflict',
    title: 'Two kinds of encryption for one mail server',
    category: 'mail',
    severity: 'error',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary: 'EMAIL_USE_TLS and EMAIL_USE_SSL exclude each other: with both, every mail ends with an error.',
    settings: ['EMAIL_USE_TLS', 'EMAIL_USE_SSL', 'EMAIL_PORT', 'EMAIL_BACKEND', 'MAILERS'],
  },
  messages: {
    both: '{tls} and {ssl} are both on.\nDjango refuses to send: one starts in plain text and then encrypts, the other encrypts from the first byte.\nKeep TLS for port 587, SSL for port 465.',
  },
  check(context) {
    const ssl = mailOption(context, 'EMAIL_USE_SSL', 'use_ssl');
    const tls = mailOption(context, 'EMAIL_USE_TLS', 'use_tls');
    const both = every(answer(ssl, isTruthy, false), answer(tls, isTruthy, false));
    if (both === false) return;
    const backend = mailBackend(context);
    const bySmtp = judge(backend, isOneOf(SMTP));
    if (bySmtp === 'never') return context.notApplicable('mail is not sent by Django’s SMTP backend');
    if (both === undefined) return context.unknown(doubt('the encryption of mail', answer(ssl, isTruthy, false) === undefined ? ssl : tls));
    if (bySmtp !== 'always') return context.unknown(doubt('the mail backend', backend));
    const mailers = usesMailers(context);
    context.report({
      message: 'both',
      data: mailers ? { tls: 'use_tls', ssl: 'use_ssl' } : { tls: 'EMAIL_USE_TLS', ssl: 'EMAIL_USE_SSL' },
      place: mailers ? placeAmong(context, 'MAILERS', ssl) : context.place('EMAIL_USE_SSL'),
      fixes: fixesFor(context, ssl, tls),
    });
  },
});

/** The port says which of the two is meant. */
function fixesFor(context: SettingsContext, ssl: Value, tls: Value): readonly Fix[] {
  const port = mailOption(context, 'EMAIL_PORT', 'port');
  const isSsl = port.kind === 'int' && port.value === 465n;
  if (!usesMailers(context)) return [setTo(context, isSsl ? 'EMAIL_USE_TLS' : 'EMAIL_USE_SSL', 'False', false)];
  const { at } = isSsl ? tls : ssl;
  if (!at || !context.settings.files.includes(at.file)) return [];
  return [{ title: `Set ${isSsl ? 'use_tls' : 'use_ssl'} to False`, safe: false, edit: () => replaceExpression(context, at, 'False') }];
}
