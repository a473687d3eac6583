import { alternatives, text } from '../../evaluate/value';
import { replaceExpression } from '../edit';
import { doubt, judge } from '../judge';
import { DEVELOPMENT_BACKENDS, mailBackend, SMTP, usesMailers } from '../mail';
import { isOneOf, placeAmong } from '../nested';
import { setTo } from '../remedy';
import { type Fix, type SettingsContext, settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/email-backend-development',
    title: 'Mail goes nowhere',
    category: 'mail',
    severity: 'warning',
    scope: 'production',
    fix: 'quick',
    references: ['mail.E001'],
    summary: 'A backend for development prints mail, keeps it in a file or in memory, or throws it away: nobody gets any.',
    settings: ['EMAIL_BACKEND', 'MAILERS'],
  },
  messages: {
    nowhere:
      'Mail is handed to the {backend} backend, which sends nothing.\nPassword resets, confirmations and error reports never arrive, and nothing says so.\nUse the SMTP backend, or that of a mail service.',
  },
  check(context) {
    const backend = mailBackend(context);
    const name = usesMailers(context) ? 'MAILERS' : 'EMAIL_BACKEND';
    const verdict = judge(backend, isOneOf(...DEVELOPMENT_BACKENDS));
    if (verdict === 'never') return;
    if (verdict !== 'always') return context.unknown(doubt(name, backend));
    const path = alternatives(backend).flatMap((one) => text(one) ?? [])[0] ?? '';
    context.report({
      message: 'nowhere',
      data: { backend: path.split('.').at(-2) ?? path },
      place: name === 'MAILERS' ? placeAmong(context, name, backend) : context.place(name),
      references: name === 'MAILERS' ? ['mail.E001'] : [],
      fixes: fixesFor(context, backend),
    });
  },
});

function fixesFor(context: SettingsContext, backend: ReturnType<typeof mailBackend>): readonly Fix[] {
  if (!usesMailers(context)) return [setTo(context, 'EMAIL_BACKEND', `"${SMTP}"`, false, 'Send mail by SMTP')];
  const { at } = backend;
  if (!at || !context.settings.files.includes(at.file)) return [];
  return [{ title: 'Send mail by SMTP', safe: false, edit: () => replaceExpression(context, at, `"${SMTP}"`) }];
}
