import { servedFile, serverSpeaks } from '../../project/servers/speaks';
import type { ServerSubject } from '../../project/subjects/server';
import { type SubjectContext, subjectRule } from '../rule';
import { webSocketRoute } from '../webSockets';

export const rule = subjectRule('server', {
  meta: {
    id: 'process/asgi-wsgi-mismatch',
    title: 'The server and the application speak different protocols',
    category: 'application server',
    severity: 'error',
    scope: 'production',
    fix: 'none',
    references: [],
    summary: 'An ASGI application under a WSGI server or the reverse fails at every request; under WSGI alone, WebSockets do not connect.',
    settings: ['ASGI_APPLICATION'],
  },
  messages: {
    asgi: '{title} speaks WSGI here, and {text} is an ASGI application.\nEvery request fails: the server calls it with what it does not understand.\nServe the WSGI application, or use a server for ASGI.',
    wsgi: '{title} speaks ASGI here, and {text} is a WSGI application.\nEvery request fails: the server calls it with what it does not understand.\nServe the ASGI application, or use a server for WSGI.',
    rsgi: 'granian speaks RSGI where no interface is named, and {text} is a Django application.\nEvery request fails: Django does not know RSGI.\nAdd --interface {interface}.',
    sockets:
      'The project gives WebSockets to Channels, and everything that starts it here speaks WSGI.\nPages work, and every WebSocket is refused: browsers try again and again.\nServe the ASGI application, with daphne, uvicorn or an ASGI worker of gunicorn.',
  },
  check(context) {
    const { subject, project } = context;
    const { served, title } = subject;
    const speaks = serverSpeaks(project, subject);
    if (speaks === undefined) return context.unknown(`what ${title} speaks is not told`);
    const application = served && servedFile(project, served);
    if (served && application && application.kind !== undefined && application.kind !== speaks) {
      const related = [{ place: application.place, message: 'The application is made here' }];
      const message = speaks === 'rsgi' ? 'rsgi' : application.kind;
      const data = { title, text: served.text, interface: application.kind };
      return context.report({ message, data, place: served.place, related });
    }
    if (speaks !== 'wsgi' || !isOnly(context)) return;
    const route = webSocketRoute(project);
    if (!route) return;
    const related = [{ place: route, message: 'WebSockets are given to Channels here' }];
    context.report({ message: 'sockets', severity: 'warning', place: served?.place ?? subject.place, related });
  },
});

/** Whether everything of the workspace that starts the project certainly speaks WSGI: a script or image may start daphne beside. */
function isOnly({ project }: SubjectContext<'server'>): boolean {
  const servers = project.subjects('server').filter(({ kind }) => kind === 'production');
  const others = project.runs.filter(({ when }) => when === 'start' || when === 'script' || when === 'release');
  const mayServe = others.some(
    ({ command }) => /^(daphne|uvicorn|hypercorn|granian)$/.test(command.program) || command.program === 'supervisord',
  );
  return !mayServe && servers.every((one) => speaksWsgi(project, one));
}

function speaksWsgi(project: SubjectContext<'server'>['project'], subject: ServerSubject): boolean {
  return serverSpeaks(project, subject) === 'wsgi';
}
