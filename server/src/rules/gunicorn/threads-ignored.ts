import { workerClass } from '../../knowledge/gunicorn';
import { gunicornRule } from '../rule';
import { given, nameOf, numberOf, placeOf, setFix, workerOf } from '../shared/gunicornRun';

export const rule = gunicornRule({
  meta: {
    id: 'gunicorn/threads-ignored',
    title: 'The worker class has no threads',
    category: 'application server',
    severity: 'info',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary: 'threads counts for sync and gthread workers alone: gevent, tornado, asgi and uvicorn’s worker pass over it in silence.',
    settings: ['threads', 'worker_class'],
  },
  messages: {
    ignored:
      '{name} is {threads}, and {worker} workers have no threads.\ngunicorn passes over it without a word: the server takes fewer requests at a time than this looks like.\nTake it out, or use gthread.',
  },
  check(context) {
    const setting = given(context, 'threads');
    if (!setting) return;
    const threads = numberOf(setting);
    const worker = workerOf(context);
    if (threads === undefined || worker === undefined) return context.unknown('threads or worker_class is not known');
    const known = workerClass(worker);
    if (threads < 2 || !known || known.name === 'gthread' || known.name === 'sync') return;
    const fixes = setFix(context, 'threads', { python: '1', flag: undefined }, 'Leave threads at 1', false);
    context.report({ message: 'ignored', data: { name: nameOf(setting), threads, worker }, place: placeOf(context, setting), fixes });
  },
});
