import { doubt, isNone, judge } from '../judge';
import { connectsByItself, isSet, mailBackend, mailOption, SMTP, usesMailers } from '../mail';
import { answer, isOneOf } from '../nested';
import { setTo } from '../remedy';
import { settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/email-timeout-unset',
    title: 'Sending mail may wait without end',
    category: 'mail',
    severity: 'info',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary: 'Without a timeout a request that sends mail hangs for as long as the mail server does.',
    settings: ['EMAIL_TIMEOUT', 'EMAIL_HOST', 'EMAIL_BACKEND', 'MAILERS'],
  },
  messages: {
    unset:
      'Mail is sent without a timeout.\nWhile the mail server accepts connections and does not answer, every request that sends mail hangs, and takes a worker with it.\nGive it some seconds.',
  },
  check(context) {
    const backend = mailBackend(context);
    const bySmtp = judge(backend, isOneOf(SMTP));
    if (bySmtp === 'never') return context.notApplicable('mail is not sent by Django’s SMTP backend');
    if (bySmtp !== 'always') return context.unknown(doubt('the mail backend', backend));
    const timeout = mailOption(context, 'EMAIL_TIMEOUT', 'timeout');
    const lacking = answer(timeout, isNone, true);
    if (lacking === false) return;
    const host = mailOption(context, 'EMAIL_HOST', 'host');
    const named = usesMailers(context) ? host.kind !== 'unset' : isSet(context, 'EMAIL_HOST');
    if (!named || judge(host, isOneOf('', 'localhost', '127.0.0.1', '::1')) === 'always') {
      return context.notApplicable('no mail server elsewhere is named');
    }
    if (lacking === undefined) return context.unknown(doubt('the timeout of mail', timeout));
    if (connectsByItself(context)) return context.unknown('some code opens connections to a mail server of its own');
    context.report({
      message: 'unset',
      place: context.place(usesMailers(context) ? 'MAILERS' : isSet(context, 'EMAIL_TIMEOUT') ? 'EMAIL_TIMEOUT' : 'EMAIL_HOST'),
      fixes: usesMailers(context) ? [] : [setTo(context, 'EMAIL_TIMEOUT', '10', false)],
    });
  },
});
