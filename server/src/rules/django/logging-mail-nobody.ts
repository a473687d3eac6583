import { truth, type Value } from '../../evaluate/value';
import { errorReporter } from '../errorReporting';
import { doubt, isFalsy, judge } from '../judge';
import { allHandlers, isClass, loggingConfig, type Section, sections, usersOf } from '../logging';
import { answer, inside, placeAmong } from '../nested';
import { settingsRule } from '../rule';

const MAILS = 'django.utils.log.AdminEmailHandler';

export const rule = settingsRule({
  meta: {
    id: 'django/logging-mail-nobody',
    title: 'Errors are mailed to nobody',
    category: 'logging and errors',
    severity: 'warning',
    scope: 'production',
    fix: 'none',
    references: [],
    summary: 'A handler mails errors to ADMINS, and ADMINS is empty: it does nothing.',
    settings: ['LOGGING', 'ADMINS', 'LOGGING_CONFIG'],
  },
  messages: {
    only: 'The handler "{handler}" mails errors to ADMINS, and ADMINS is empty.\nThe logger "{logger}" has no other handler: its errors reach nobody.\nFill ADMINS, or give the logger a handler that writes to the console.',
    also: 'The handler "{handler}" mails errors to ADMINS, and ADMINS is empty.\nIt never sends a mail, and the next reader will count on it.\nFill ADMINS, or take the handler out.',
  },
  check(context) {
    const config = loggingConfig(context);
    if (!config) return;
    const mailing = sections(config, 'handlers').filter(({ value }) => isClass(value, MAILS));
    const used = mailing.map(({ name, value }) => ({ name, value, users: usersOf(config, name) })).filter(({ users }) => users.length > 0);
    if (used.length === 0) return;
    const nobody = judge(context.value('ADMINS'), isFalsy);
    if (nobody === 'never') return;
    if (nobody !== 'always') return context.unknown(doubt('ADMINS', context.value('ADMINS')));
    const mailers = mailing.map(({ name }) => name);
    for (const { name, value, users } of used) {
      const lonely = errorReporter(context) === undefined ? users.find((logger) => hasNoOther(config, logger, mailers)) : undefined;
      context.report({
        message: lonely ? 'only' : 'also',
        data: { handler: name, logger: lonely?.name ?? '' },
        place: placeAmong(context, 'LOGGING', inside(value, 'class'), value),
        severity: lonely ? 'warning' : 'info',
      });
    }
  },
});

/** No record of the logger certainly reaches anything else, its own parents included. */
function hasNoOther(config: Value, { name, value }: Section, mailers: readonly string[]): boolean {
  const own = allHandlers(value);
  if (own === undefined || own.some((handler) => !mailers.includes(handler) && !writesNothing(config, handler))) return false;
  if (name === 'root' || name === '') return true;
  const propagates = answer(inside(value, 'propagate'), truth, true);
  if (propagates === false) return true;
  return parentsOf(name).every((parent) => {
    const logger = parent === 'root' ? inside(config, 'root') : inside(config, 'loggers', parent);
    if (logger.kind === 'unset') return true;
    const handlers = allHandlers(logger);
    return handlers?.every((handler) => mailers.includes(handler) || writesNothing(config, handler)) ?? false;
  });
}

function writesNothing(config: Value, handler: string): boolean {
  return isClass(inside(config, 'handlers', handler), 'logging.NullHandler');
}

/** `a.b.c`: `a.b`, `a`, the root logger under both of its names. */
function parentsOf(name: string): readonly string[] {
  const parts = name.split('.');
  return [...parts.slice(1).map((_, index) => parts.slice(0, parts.length - 1 - index).join('.')), '', 'root'];
}
