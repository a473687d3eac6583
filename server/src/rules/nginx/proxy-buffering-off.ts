import { djangoBlocks } from '../../project/nginx/application';
import { effective } from '../../project/nginx/inheritance';
import { locationOf } from '../../project/nginx/locations';
import { enclosing, headOf, type NginxBlock, type NginxDirective, SHIPPED } from '../../project/nginx/model';
import { directivesNamed } from '../../project/nginx/named';
import { removeDirective } from '../edit/nginx';
import { nginxRule } from '../rule';

/** Distributions that serve an application without one worker for each request. */
const ASYNC = ['channels', 'daphne', 'uvicorn', 'uvicorn-worker', 'hypercorn', 'granian', 'gevent', 'eventlet'];

const DIRECTIVES = ['proxy_buffering', 'proxy_request_buffering'] as const;

export const rule = nginxRule({
  meta: {
    id: 'nginx/proxy-buffering-off',
    title: 'Slow clients hold the workers of the application',
    category: 'proxy',
    severity: 'info',
    scope: 'production',
    fix: 'quick',
    references: ['gixy-next:proxy_buffering_off'],
    summary: 'Without buffering, a worker of gunicorn waits until the client has taken or sent the last byte.',
    settings: [],
  },
  messages: {
    default:
      '{directive} off holds for the whole site here.\nA worker of the application is busy until the client is done: a few slow connections take them all.\nLeave it on, and turn it off only for a location that streams.',
  },
  check({ configuration, project, report }) {
    // One process of an asynchronous server holds thousands of slow clients.
    if (ASYNC.some((name) => project.requirements?.has(name))) return;
    if (!DIRECTIVES.some((name) => directivesNamed(configuration, name).length > 0)) return;
    const seen = new Set<NginxDirective>();
    for (const { block, target } of djangoBlocks(configuration, project.listeners)) {
      if (target.protocol !== 'http' || !isWholeSite(block)) continue;
      for (const name of DIRECTIVES) {
        const found = effective(configuration, block, name);
        const directive = found.kind === 'set' ? found.directives.at(-1) : undefined;
        if (directive?.args[0]?.text !== 'off' || directive.file === SHIPPED || seen.has(directive)) continue;
        seen.add(directive);
        const edit = () => removeDirective(project, directive);
        report({
          message: 'default',
          data: { directive: name },
          place: headOf(directive),
          fixes: [{ title: `Remove ${name} off`, safe: false, edit }],
        });
      }
    }
  },
});

/** `location /` or a named location, where everything goes that is no file. */
function isWholeSite(block: NginxBlock): boolean {
  const location = enclosing(block, 'location');
  const match = location && locationOf(location);
  return match !== undefined && (match.modifier === '@' || (match.modifier === '' && match.pattern === '/'));
}
