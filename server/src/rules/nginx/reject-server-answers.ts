import { headOf } from '../../project/nginx/model';
import { serversOf } from '../../project/nginx/servers';
import { insertBeside } from '../edit/nginx';
import { nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/reject-server-answers',
    title: 'The server that rejects handshakes answers requests',
    category: 'proxy',
    severity: 'info',
    scope: 'any',
    fix: 'quick',
    references: ['gixy:http2_misdirected_request', 'gixy-next:http2_misdirected_request'],
    summary: 'Ssl_reject_handshake refuses connections; a request for another name over a connection that stands is served by this server.',
    settings: [],
  },
  messages: {
    default:
      'ssl_reject_handshake refuses connections, and this server says nothing about requests.\nOver a connection that was opened for one of your sites a client can ask for any other name: nginx then serves files from the root that holds here.\nAdd return 421; to the server.',
  },
  check({ configuration, project, report }) {
    for (const server of serversOf(configuration)) {
      const [rejects] = server.all('ssl_reject_handshake');
      if (rejects?.args[0]?.text !== 'on' || rejects.conditional || server.open !== undefined) continue;
      if (server.directives.some(({ name }) => /^(return|location|if|rewrite|deny|auth_basic)$|_by_lua/.test(name))) continue;
      const edit = () => insertBeside(project, rejects, 'after', ['return 421;']);
      report({ message: 'default', place: headOf(rejects), fixes: [{ title: 'Answer 421', safe: false, edit }] });
    }
  },
});
