import { lastOf, numberOf } from '../../project/servers/uwsgi/query';
import { subjectRule } from '../rule';
import { addOption, uwsgiPlace, wholeUwsgi } from '../shared/servers';

const SIDE_BY_SIDE = ['gevent', 'asyncio', 'async', 'greenlet', 'tornado', 'ugreen', 'cheaper', 'workers-map'];

export const rule = subjectRule('server', {
  meta: {
    id: 'uwsgi/single-process',
    title: 'uWSGI answers one request at a time',
    category: 'application server',
    severity: 'info',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary: 'With one process and no threads, a slow request makes every other visitor wait.',
    settings: [],
  },
  messages: {
    single:
      'uWSGI has one process and no threads.\nOne slow request makes every other visitor wait.\nGive it several processes, or threads where requests wait for others.',
  },
  check(context) {
    const run = wholeUwsgi(context);
    if (!run) return;
    if (SIDE_BY_SIDE.some((name) => lastOf(run, name))) return;
    const [processes, threads] = [lastOf(run, 'processes'), lastOf(run, 'threads')];
    const counts = { processes: processes ? numberOf(run, 'processes') : 1, threads: threads ? numberOf(run, 'threads') : 1 };
    if (counts.processes === undefined || counts.threads === undefined)
      return context.unknown('how many processes and threads it has is not told');
    if (counts.processes > 1 || counts.threads > 1) return;
    const fixes = processes ? [] : [addOption(context, 'processes', '4', false)];
    context.report({ message: 'single', place: processes?.place ?? uwsgiPlace(context), fixes });
  },
});
