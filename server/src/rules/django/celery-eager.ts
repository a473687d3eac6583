import { celeryNames, foreignSetting, isConfiguredInCode } from '../celery';
import { doubt, isTruthy } from '../judge';
import { answer } from '../nested';
import { setTo } from '../remedy';
import { settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/celery-eager',
    title: 'Celery runs tasks inside the request',
    category: 'application server',
    severity: 'error',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary: 'With task_always_eager nothing goes to a worker: every task runs where it is called, while the visitor waits.',
    settings: ['CELERY_TASK_ALWAYS_EAGER', 'CELERY_ALWAYS_EAGER'],
  },
  messages: {
    eager:
      '{name} is on.\nNo task goes to a worker: each runs inside the request that calls it, without retries and delays, and the visitor waits for it.\nSet it to False; it is made for tests.',
  },
  check(context) {
    const names = celeryNames(context);
    if (!names) return;
    const name = names('task_always_eager');
    const value = foreignSetting(context, name);
    const eager = answer(value, isTruthy, false);
    if (eager === false) return;
    if (eager === undefined) return context.unknown(doubt(name, value));
    if (isConfiguredInCode(context, 'task_always_eager')) return context.unknown('some code sets task_always_eager as well');
    context.report({ message: 'eager', data: { name }, place: context.place(name), fixes: [setTo(context, name, 'False', false)] });
  },
});
