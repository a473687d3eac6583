import { hasMaster } from '../../project/servers/uwsgi/query';
import { subjectRule } from '../rule';
import { addOption, uwsgiPlace, wholeUwsgi } from '../shared/servers';

export const rule = subjectRule('server', {
  meta: {
    id: 'uwsgi/no-master',
    title: 'uWSGI runs without its master process',
    category: 'application server',
    severity: 'warning',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary: 'Nobody looks after the workers of uWSGI: one that dies is gone, and harakiri does nothing.',
    settings: [],
  },
  messages: {
    missing:
      'uWSGI has no master process.\nA worker that dies is not replaced, requests that hang are not ended by harakiri, and the server cannot reload.\nSwitch master on.',
  },
  check(context) {
    const run = wholeUwsgi(context);
    if (!run) return;
    const master = hasMaster(run);
    if (master === undefined) return context.unknown('whether uWSGI has a master is not told');
    if (master) return;
    context.report({ message: 'missing', place: uwsgiPlace(context), fixes: [addOption(context, 'master', 'true', false)] });
  },
});
