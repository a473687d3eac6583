import { headOf, type NginxBlock } from '../../project/nginx/model';
import { endsTls } from '../../project/nginx/servers';
import { insertInto, type NginxEdits, replaceDirective, unitOf } from '../edit/nginx';
import { isTruthy } from '../judge';
import { blocksToDjango } from '../nginxHeaders';
import { arrivalOf, isEntrance, mayRedirect, proxyInFront, tlsServersFor } from '../nginxRequests';
import { inProduction } from '../productionSettings';
import { type NginxContext, nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/https-redirect-missing',
    title: 'Plain HTTP is answered although there is HTTPS',
    category: 'proxy',
    severity: 'warning',
    scope: 'production',
    fix: 'quick',
    references: ['CWE-319'],
    summary: 'A server without TLS hands requests to Django for a name that has HTTPS, and neither nginx nor Django redirects.',
    settings: ['SECURE_SSL_REDIRECT'],
  },
  messages: {
    open: 'This hands plain HTTP to Django ({listen}), although nginx has HTTPS for the same name; SECURE_SSL_REDIRECT is off, too.\nWhoever types the bare name stays on a connection that can be read and changed on the way.\nRedirect with “return 301 https://$host$request_uri;”.',
  },
  check(context) {
    const { configuration } = context;
    const isBehind = proxyInFront(context);
    const seen = new Set<NginxBlock>();
    for (const { block, target } of blocksToDjango(context, () => true)) {
      const arrival = arrivalOf(configuration, block);
      if (!arrival) {
        context.unknown('how requests reach this part of the configuration is not known');
        continue;
      }
      const { server, plain, tls } = arrival;
      const [listen] = plain;
      if (!listen || seen.has(server) || !isEntrance(block) || mayRedirect(block)) continue;
      const others = tlsServersFor(configuration, server);
      if (tls.length === 0 && others.length === 0) {
        context.unknown('nothing here ends TLS for this name: whether a proxy in front does is not known');
        continue;
      }
      if (isBehind(block)) context.unknown('whether a proxy in front of nginx redirects is not known');
      if (isBehind(block) || isDecidedByDjango(context)) continue;
      seen.add(server);
      const opener = others[0]?.opener;
      context.report({
        message: 'open',
        data: { listen: listen.directive ? `listen ${listen.directive.args[0]?.text}` : 'port 80' },
        place: headOf(target.directive),
        ...(opener && { related: [{ place: headOf(opener), message: 'The same name has HTTPS here' }] }),
        fixes: [{ title: 'Redirect plain HTTP to HTTPS', safe: false, edit: () => redirect(context, server, target.directive) }],
      });
    }
  },
});

/** Whether Django redirects, or may. */
function isDecidedByDjango(context: NginxContext): boolean {
  const verdict = inProduction(context.project, 'SECURE_SSL_REDIRECT', isTruthy);
  if (verdict === 'always') context.notApplicable('Django redirects: SECURE_SSL_REDIRECT is on');
  if (verdict === 'sometimes' || verdict === 'unknown') context.unknown('whether SECURE_SSL_REDIRECT is on is not known');
  return verdict !== 'never';
}

function redirect({ project }: NginxContext, server: NginxBlock, pass: Parameters<typeof replaceDirective>[1]): NginxEdits {
  const target = 'return 301 https://$host$request_uri;';
  if (!endsTls(server)) return replaceDirective(project, pass, target);
  const source = project.nginx(server.opener?.file ?? '');
  return source && insertInto(project, server, [`if ($scheme = http) {\n${unitOf(source)}${target}\n}`]);
}
