import { isDockerfile } from '../../project/environment/artefact';
import { isUwsgiOn } from '../../project/servers/uwsgi/query';
import { subjectRule } from '../rule';
import { addOption, wholeUwsgi } from '../shared/servers';

export const rule = subjectRule('server', {
  meta: {
    id: 'uwsgi/no-vacuum',
    title: 'uWSGI leaves its socket behind',
    category: 'application server',
    severity: 'info',
    scope: 'production',
    fix: 'safe',
    references: [],
    summary: 'Without vacuum a socket stays when uWSGI has ended, and the proxy goes on sending requests into it.',
    settings: [],
  },
  messages: {
    missing:
      'vacuum is off, and uWSGI listens on {path}.\nThe socket stays when uWSGI has ended: monitoring that looks for it sees a server that is gone, and one made by root cannot be replaced by another user.\nSwitch vacuum on.',
  },
  check(context) {
    const run = wholeUwsgi(context);
    if (!run) return;
    const socket = context.subject.listening.listens.find((one) => one.kind === 'unix');
    if (!socket) return context.notApplicable('it has no socket in the file system');
    // With its container the socket is gone too.
    if (context.subject.host === 'container') return context.notApplicable('its files end with the container');
    if (context.subject.host === undefined && context.project.listing.some(isDockerfile))
      return context.unknown('whether it runs in a container is not told');
    const vacuum = isUwsgiOn(run, 'vacuum');
    if (vacuum === undefined) return context.unknown('whether uWSGI takes its sockets away is not told');
    if (vacuum) return;
    const path = (socket.kind === 'unix' && socket.path) || 'a socket in the file system';
    context.report({ message: 'missing', data: { path }, place: socket.place, fixes: [addOption(context, 'vacuum', 'true', true)] });
  },
});
