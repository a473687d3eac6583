import { normalize } from '../../base/paths';
import { headOf, type NginxDirective } from '../../project/nginx/model';
import { endpointsOf, type Proxied } from '../../project/nginx/upstreams';
import { type AppSocket, appSockets } from '../appSockets';
import { together } from '../edit';
import { insertBeside, replaceDirective } from '../edit/nginx';
import { blocksToDjango } from '../nginxHeaders';
import { type NginxContext, nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/protocol-mismatch',
    title: 'nginx and the app server speak different protocols',
    category: 'proxy',
    severity: 'error',
    scope: 'any',
    fix: 'safe',
    references: [],
    summary:
      'proxy_pass to a socket on which uWSGI speaks its own protocol, or uwsgi_pass to one that speaks HTTP: every request is a 502.',
    settings: [],
  },
  messages: {
    http: 'proxy_pass speaks HTTP, and {server} speaks the uwsgi protocol on {path} ({file}).\nIt takes the request for a broken packet: nginx answers 502 to every visitor.\nUse uwsgi_pass, or http-socket in {file}.',
    uwsgi:
      'uwsgi_pass speaks the uwsgi protocol, and {server} speaks HTTP on {path} ({file}).\nIt takes the request for broken HTTP: nginx answers 502 to every visitor.\nUse proxy_pass.',
  },
  check(context) {
    const speaks = { http: 'http', uwsgi: 'uwsgi' } as const;
    const blocks = blocksToDjango(context, ({ protocol, isOpen }) => Object.hasOwn(speaks, protocol) && !isOpen);
    const sockets = blocks.length > 0 ? appSockets(context.project) : [];
    for (const proxied of blocks) {
      const { target } = proxied;
      const spoken = target.protocol === 'uwsgi' ? 'uwsgi' : 'http';
      const [endpoint] = endpointsOf(target).filter(({ isSocket }) => isSocket);
      const socket = endpoint && sockets.find(({ path }) => path === normalize(endpoint.host));
      if (!socket || socket.protocol === spoken) continue;
      context.report({
        message: spoken,
        data: { server: socket.server, path: socket.path, file: socket.place.file },
        place: headOf(target.directive),
        related: [{ place: socket.place, message: `${socket.server} listens here` }],
        fixes: remedies(context, proxied, socket),
      });
    }
  },
});

function remedies({ project }: NginxContext, { block, target }: Proxied, socket: AppSocket) {
  const address = target.upstream ? target.host : `unix:${target.host}`;
  if (target.uri !== undefined && target.uri !== '/') return [];
  if (socket.protocol === 'uwsgi') {
    const edit = () => {
      const pass = replaceDirective(project, target.directive, `uwsgi_pass ${address};`);
      return hasParams(block.directives)
        ? pass
        : together(insertBeside(project, target.directive, 'before', ['include uwsgi_params;']), pass);
    };
    return [{ title: 'Use uwsgi_pass', safe: true, edit }];
  }
  const edit = () => replaceDirective(project, target.directive, `proxy_pass http://${address};`);
  return [{ title: 'Use proxy_pass', safe: true, edit }];
}

function hasParams(directives: readonly NginxDirective[]): boolean {
  return directives.some(({ name }) => name === 'uwsgi_param');
}
