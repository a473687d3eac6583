import { headOf, type NginxDirective } from '../../project/nginx/model';
import { isUnknown } from '../../project/nginx/placeholder';
import { inNamed } from '../../project/nginx/survey';
import { proxyTargetOf } from '../../project/nginx/upstreams';
import { nginxRule } from '../rule';

/** Names whose addresses their owner changes at any time, by what these services say of themselves. */
const MOVING =
  /\.(elb(\.[a-z0-9-]+)?\.amazonaws\.com(\.cn)?|cloudfront\.net|elasticbeanstalk\.com|awsglobalaccelerator\.com|execute-api\.[a-z0-9-]+\.amazonaws\.com|s3(-website)?([.-][a-z0-9-]+)?\.amazonaws\.com|herokuapp\.com|herokudns\.com|onrender\.com|run\.app|appspot\.com|azurewebsites\.net|azurefd\.net|trafficmanager\.net|fastly\.net|fly\.dev|vercel\.app|netlify\.app|pages\.dev|workers\.dev)$/i;

/** What names a host with a dot in it. */
const named = inNamed(['server', 'proxy_pass', 'uwsgi_pass', 'grpc_pass'], (directive) =>
  !directive.conditional && /\.[a-z]/i.test(directive.args[0]?.text ?? '') ? [directive] : [],
);

export const rule = nginxRule({
  meta: {
    id: 'nginx/upstream-address-frozen',
    title: 'nginx keeps the address of a service that moves',
    category: 'proxy',
    severity: 'warning',
    scope: 'any',
    fix: 'none',
    references: ['gixy:missing_resolver', 'gixy-next:stale_dns_cache', 'nginx-lint:upstream-server-no-resolve'],
    summary: 'nginx looks a name up once, when it starts; the addresses of load balancers and platforms change behind it.',
    settings: [],
  },
  messages: {
    default:
      'nginx looks {host} up once, when it starts, and the addresses behind that name change.\nSome day requests go to an address that is somebody else’s, until nginx is reloaded.\nSet resolver, and put the host into a variable, or resolve and a zone into an upstream (nginx 1.27.3).',
  },
  check({ configuration, report }) {
    for (const directive of named(configuration)) {
      const host = hostOf(directive);
      if (host !== undefined && MOVING.test(host)) report({ message: 'default', data: { host }, place: headOf(directive) });
    }

    function hostOf(directive: NginxDirective): string | undefined {
      const isServer = directive.name === 'server' && /upstream$/.test(directive.parent.context);
      const [word] = directive.args;
      if (isServer) {
        const isResolved = directive.args.some(({ text }) => text === 'resolve');
        return !word || isUnknown(word) || isResolved ? undefined : word.text.replace(/:\d+$/, '');
      }
      const target = proxyTargetOf(configuration, directive);
      return !target || target.isOpen || target.upstream ? undefined : target.host;
    }
  },
});
