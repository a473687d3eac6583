import { doubt, isTruthy, judge } from '../judge';
import { connectsByItself, isSet, mailBackend, mailOption, namesServer, SMTP, usesMailers } from '../mail';
import { inside, isOneOf, isPresent, placeAmong } from '../nested';
import { setFromEnv } from '../remedy';
import { type SettingsContext, settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/email-host-default',
    title: 'No mail server is named',
    category: 'mail',
    severity: 'info',
    scope: 'production',
    fix: 'quick',
    references: ['mail.W001'],
    summary: 'Mail is to be sent by SMTP, and nothing says by which server: Django tries port 25 of its own machine.',
    settings: ['EMAIL_HOST', 'EMAIL_BACKEND', 'ADMINS', 'MAILERS'],
  },
  messages: {
    localhost:
      'EMAIL_HOST is not set, and the settings mean to send mail: {because}.\nDjango connects to localhost, where in a container or on a fresh server nothing answers, and every page that sends mail fails.\nName the mail server.',
    mailer:
      'MAILERS has no "default" entry.\nWhat sends mail without naming a mailer ends with an error, password resets and reports of errors among it.\nAdd the entry, with the mail server as its "host".',
    missing:
      'The default mailer sends by SMTP and has no "host" in OPTIONS.\nWith MAILERS there is no default any more: the first mail ends with InvalidMailer.\nName the mail server.',
  },
  check(context) {
    if (usesMailers(context) && isPresent(inside(context.value('MAILERS'), 'default')) === false) {
      context.report({ message: 'mailer', place: context.place('MAILERS'), severity: 'warning', references: ['mail.W001'] });
      return;
    }
    const backend = mailBackend(context);
    const bySmtp = judge(backend, isOneOf(SMTP));
    if (bySmtp === 'never') return context.notApplicable('mail is not sent by SMTP');
    if (bySmtp !== 'always') return context.unknown(doubt('the mail backend', backend));
    if (usesMailers(context)) return judgeMailer(context);
    if (isSet(context, 'EMAIL_HOST') || judge(context.value('EMAIL_HOST'), isOneOf('localhost')) !== 'always') return;
    const because = reasonToSend(context);
    if (because === undefined) return context.notApplicable('nothing in the settings means to send mail');
    if (connectsByItself(context)) return context.unknown('some code opens connections to a mail server of its own');
    context.report({
      message: 'localhost',
      data: { because },
      place: context.place('EMAIL_HOST'),
      references: [],
      fixes: [setFromEnv(context, 'EMAIL_HOST', { parse: 'str' })],
    });
  },
});

type Context = SettingsContext<'localhost' | 'mailer' | 'missing'>;

function judgeMailer(context: Context): void {
  const host = mailOption(context, 'EMAIL_HOST', 'host');
  const mailers = context.value('MAILERS');
  if (host.kind === 'unset')
    context.report({ message: 'missing', place: placeAmong(context, 'MAILERS', mailers), severity: 'error', references: [] });
  else if (host.kind === 'unknown') context.unknown(doubt('"host" of the default mailer', host));
}

function reasonToSend(context: Context): string | undefined {
  if (namesServer(context)) return 'they have a user, a port or encryption for it';
  if (isSet(context, 'EMAIL_BACKEND')) return 'they name the SMTP backend';
  return judge(context.value('ADMINS'), isTruthy) === 'always' ? 'errors are to be mailed to ADMINS' : undefined;
}
