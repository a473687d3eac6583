import { mayStartServer } from '../../project/commandLines';
import type { Project } from '../../project/project';
import { celeryNames, foreignSetting } from '../celery';
import { doubt } from '../judge';
import { answer, isPresent, some } from '../nested';
import { setTo } from '../remedy';
import { settingsRule } from '../rule';
import { usesAny } from '../workspaceUses';

export const rule = settingsRule({
  meta: {
    id: 'django/celery-no-time-limit',
    title: 'Celery tasks may run without end',
    category: 'application server',
    severity: 'info',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary: 'No task has a time limit: one that hangs keeps its worker for good.',
    settings: ['CELERY_TASK_TIME_LIMIT', 'CELERY_TASK_SOFT_TIME_LIMIT', 'CELERYD_TASK_TIME_LIMIT', 'CELERYD_TASK_SOFT_TIME_LIMIT'],
  },
  messages: {
    unlimited:
      'Neither {hard} nor {soft} is set, and no task has a limit of its own.\nA task that waits for something that never answers keeps its worker process; a few of them, and nothing is done any more.\nSet a limit above what your longest task takes.',
  },
  check(context) {
    const names = celeryNames(context);
    if (!names) return;
    const hard = names('task_time_limit');
    const soft = names('task_soft_time_limit');
    const values = [hard, soft].map((name) => foreignSetting(context, name));
    const limited = some(
      ...values.map((value) => answer(value, (one) => (one.kind === 'unknown' ? undefined : one.kind !== 'none'), false)),
    );
    if (limited === true || values.some((value) => isPresent(value) !== false && limited !== undefined)) return;
    if (limited === undefined)
      return context.unknown(doubt('the time limit of tasks', values.find((value) => value.kind !== 'unset') ?? { kind: 'unset' }));
    if (usesAny(context, /\b(soft_)?time_limit\b/, 'time_limit')) return context.notApplicable('some tasks have limits of their own');
    if (context.project.derived(isOnCommandLine)) return context.notApplicable('the command that starts the worker sets a limit');
    context.report({
      message: 'unlimited',
      data: { hard, soft },
      place: context.place(hard),
      fixes: [setTo(context, hard, '1800', false)],
    });
  },
});

function isOnCommandLine(project: Project): boolean {
  return project.listing.some((path) => mayStartServer(path) && /--(soft-)?time-limit\b/.test(project.files.read(path) ?? ''));
}
