import { isUwsgiOn } from '../../project/servers/uwsgi/query';
import { subjectRule } from '../rule';
import { addOption, uwsgiPlace, wholeUwsgi } from '../shared/servers';

export const rule = subjectRule('server', {
  meta: {
    id: 'uwsgi/no-need-app',
    title: 'uWSGI starts without its application',
    category: 'application server',
    severity: 'info',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary: 'Where Django cannot be loaded, uWSGI goes on without it: it looks well, and answers every request with an error.',
    settings: [],
  },
  messages: {
    missing:
      'need-app is off.\nWhere Django cannot be imported, uWSGI goes on in “full dynamic mode”: the supervisor sees a sound process, and every visitor gets an Internal Server Error.\nSwitch need-app on, and a broken release does not start.',
  },
  check(context) {
    const run = wholeUwsgi(context);
    if (!run) return;
    const need = isUwsgiOn(run, 'need-app');
    if (need === undefined) return context.unknown('whether uWSGI needs an application is not told');
    if (need) return;
    context.report({ message: 'missing', place: uwsgiPlace(context), fixes: [addOption(context, 'need-app', 'true', false)] });
  },
});
