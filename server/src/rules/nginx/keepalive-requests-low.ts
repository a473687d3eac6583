import { headOf } from '../../project/nginx/model';
import { directivesNamed } from '../../project/nginx/named';
import { removeDirective } from '../edit/nginx';
import { nginxRule } from '../rule';

const FEW = 100;

export const rule = nginxRule({
  meta: {
    id: 'nginx/keepalive-requests-low',
    title: 'Connections are closed after a few requests',
    category: 'proxy',
    severity: 'hint',
    scope: 'production',
    fix: 'quick',
    references: ['gixy:low_keepalive_requests', 'gixy-next:low_keepalive_requests'],
    summary: 'keepalive_requests far below the default makes clients connect anew in the middle of a page.',
    settings: [],
  },
  messages: {
    default:
      'A connection is closed after {count} requests; the default is 1000.\nOver HTTP/2 one page with its static files can need more, and the browser shakes hands again in the middle.\nRemove it, unless clients are to be spread over servers anew.',
  },
  check({ configuration, project, report }) {
    for (const directive of directivesNamed(configuration, 'keepalive_requests')) {
      if (!['http', 'server', 'location'].includes(directive.parent.context)) continue;
      const count = Number(directive.args[0]?.text);
      if (!(count > 0 && count < FEW) || directive.conditional) continue;
      const edit = () => removeDirective(project, directive);
      report({
        message: 'default',
        data: { count },
        place: headOf(directive),
        fixes: [{ title: 'Remove keepalive_requests', safe: false, edit }],
      });
    }
  },
});
