import { uwsgiSockets } from '../../project/servers/uwsgi/sockets';
import { replaceUwsgiValue } from '../edit/uwsgi';
import { subjectRule } from '../rule';
import { addressText, isPublic, isUnderSystemd } from '../shared/servers';

export const rule = subjectRule('server', {
  meta: {
    id: 'uwsgi/http-exposed',
    title: 'uWSGI is reachable past the proxy',
    category: 'application server',
    severity: 'warning',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary: 'uWSGI listens on every address of the machine: visitors reach it without the proxy, its TLS and its limits.',
    settings: [],
  },
  messages: {
    exposed:
      '{option} listens on {address}, which other machines reach.\nWhoever asks that port passes the proxy by: without TLS, without its limits, and with headers of their own choice.\nListen on 127.0.0.1, or on a Unix socket.',
  },
  check(context) {
    const { uwsgi } = context.subject;
    if (!uwsgi) return context.notApplicable('it is not uWSGI');
    if (!isUnderSystemd(context.subject))
      return context.notApplicable('it does not run on a machine with an address of its own, or that is not told');
    for (const { listen, setting, conditional } of uwsgiSockets(uwsgi)) {
      const isWeb = setting.name === 'http' || setting.name === 'http-socket';
      if (conditional || !isWeb || !isPublic(listen) || listen.kind !== 'tcp' || listen.port === 80) continue;
      const edit = () => (listen.port === undefined ? undefined : replaceUwsgiValue(context.project, setting, `127.0.0.1:${listen.port}`));
      context.report({
        message: 'exposed',
        data: { option: setting.key, address: addressText(listen) },
        place: setting.place,
        fixes: [{ title: 'Listen on 127.0.0.1', safe: false, edit }],
      });
    }
  },
});
