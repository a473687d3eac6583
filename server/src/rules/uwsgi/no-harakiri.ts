import { lastOf } from '../../project/servers/uwsgi/query';
import { subjectRule } from '../rule';
import { addOption, uwsgiPlace, wholeUwsgi } from '../shared/servers';

export const rule = subjectRule('server', {
  meta: {
    id: 'uwsgi/no-harakiri',
    title: 'A request that hangs holds its worker for ever',
    category: 'application server',
    severity: 'info',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary: 'uWSGI has no limit on how long a request may take: some that hang, and no worker is left.',
    settings: [],
  },
  messages: {
    missing:
      'harakiri is not set.\nA request that waits for something that never comes holds its worker for ever, and when every worker is held the site stands still.\nGive requests a time to end, a little below that of the proxy.',
    off: 'harakiri is 0.\nThat switches it off: a request that hangs holds its worker for ever.\nGive requests a time to end, a little below that of the proxy.',
  },
  check(context) {
    const run = wholeUwsgi(context);
    if (!run) return;
    const last = lastOf(run, 'harakiri');
    if (!last)
      return context.report({ message: 'missing', place: uwsgiPlace(context), fixes: [addOption(context, 'harakiri', '60', false)] });
    if (last.conditional || last.value === undefined) return context.unknown('harakiri is not told');
    if (/^0+$/.test(last.value)) context.report({ message: 'off', place: last.place });
  },
});
