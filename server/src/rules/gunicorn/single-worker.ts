import { gunicornRule } from '../rule';
import { openEnvironment, replicasOf } from '../shared/gunicornHost';
import { nameOf, numberOf, placeOf, setFix, workerOf } from '../shared/gunicornRun';

export const rule = gunicornRule({
  meta: {
    id: 'gunicorn/single-worker',
    title: 'One request at a time',
    category: 'application server',
    severity: 'info',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary: 'One sync worker without threads answers one request at a time: whoever comes second waits.',
    settings: ['workers', 'threads', 'worker_class'],
  },
  messages: {
    set: '{name} is 1, and the worker is sync without threads.\nIt answers one request at a time: a slow one holds everybody up, a health check included.\nStart three workers, or one with some threads.',
    unset:
      'Nothing sets workers or threads, so gunicorn starts one sync worker.\nIt answers one request at a time: a slow one holds everybody up, a health check included.\nStart three workers, or one with some threads.',
  },
  check(context) {
    const { run } = context;
    const workers = run.setting('workers');
    const count = numberOf(workers);
    const worker = workerOf(context);
    if (count === undefined || worker === undefined) return context.unknown('workers, threads or worker_class is not known');
    if (count !== 1 || worker !== 'sync') return;
    const isDefault = workers.origin === 'default';
    const open = isDefault ? openEnvironment(context, 'WEB_CONCURRENCY') : undefined;
    if (open !== undefined) return context.unknown(open);
    if (replicasOf(context) !== 1) return context.unknown('several containers may run it');
    const fixes = setFix(context, 'workers', { python: '3', flag: '3' }, 'Start three workers', false);
    const data = { name: nameOf(workers) };
    context.report({ message: isDefault ? 'unset' : 'set', data, place: placeOf(context, workers), fixes });
  },
});
