import { doubt, isText, isTruthy, judge } from '../judge';
import { DEVELOPMENT_BACKENDS, isSet, mailBackend, namesServer, usesDefaultSender } from '../mail';
import { isOneOf } from '../nested';
import { setFromEnv } from '../remedy';
import { settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/email-address-default',
    title: 'Mail comes from an address at localhost',
    category: 'mail',
    severity: 'info',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary: 'The sender of mail is Django’s default, an address that exists nowhere, and mail servers refuse it.',
    settings: ['DEFAULT_FROM_EMAIL', 'SERVER_EMAIL', 'ADMINS', 'EMAIL_BACKEND', 'MAILERS'],
  },
  messages: {
    from: 'DEFAULT_FROM_EMAIL is webmaster@localhost, Django’s default, and some mail of this site has no other sender.\nMail servers refuse such a sender, or take the mail for spam.\nSet it to an address of your domain.',
    server:
      'SERVER_EMAIL is root@localhost, Django’s default, and errors are mailed to ADMINS from it.\nMail servers refuse such a sender, and nobody hears of the errors.\nSet it to an address of your domain.',
  },
  check(context) {
    const backend = mailBackend(context);
    const sendsNothing = judge(backend, isOneOf(...DEVELOPMENT_BACKENDS));
    if (sendsNothing === 'always') return context.notApplicable('the mail backend sends nothing');
    const isSetUp = namesServer(context) || isSet(context, 'EMAIL_BACKEND');
    if (!isSetUp) return context.notApplicable('nothing in the settings is about sending mail');
    for (const { message, name, value } of ADDRESSES) {
      const verdict = judge(context.value(name), isText(value));
      if (verdict === 'never' || (message === 'server' && judge(context.value('ADMINS'), isTruthy) === 'never')) continue;
      if (message === 'from' && !usesDefaultSender(context)) {
        context.notApplicable('no code is known to send mail without a sender of its own');
        continue;
      }
      const isNeeded = message === 'from' || judge(context.value('ADMINS'), isTruthy) === 'always';
      if (verdict !== 'always') context.unknown(doubt(name, context.value(name)));
      else if (sendsNothing !== 'never') context.unknown(doubt('the mail backend', backend));
      else if (!isNeeded) context.unknown(doubt('ADMINS', context.value('ADMINS')));
      else context.report({ message, place: context.place(name), fixes: [setFromEnv(context, name, { parse: 'str' })] });
    }
  },
});

const ADDRESSES = [
  { message: 'from', name: 'DEFAULT_FROM_EMAIL', value: 'webmaster@localhost' },
  { message: 'server', name: 'SERVER_EMAIL', value: 'root@localhost' },
] as const;
