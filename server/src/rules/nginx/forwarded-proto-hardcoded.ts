import { headOf, type NginxBlock, type NginxDirective } from '../../project/nginx/model';
import { replaceWord } from '../edit/nginx';
import { blocksToDjango, type SentHeader, sentHeaders, speaksHttp } from '../nginxHeaders';
import { arrivalOf, mayRedirect, proxyInFront, tlsServersFor } from '../nginxRequests';
import { type NginxContext, nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/forwarded-proto-hardcoded',
    title: 'Django is told a scheme that is not that of the request',
    category: 'proxy',
    severity: 'error',
    scope: 'production',
    fix: 'safe',
    references: ['CWE-319', 'gunicorn#2350'],
    summary: 'X-Forwarded-Proto is a fixed word in a server that visitors reach by the other scheme, too.',
    settings: [],
  },
  messages: {
    https:
      '{name} says https for every request, and visitors reach this server over plain HTTP, too ({listen}).\nDjango takes those for secure: it does not redirect them, and sends its secure cookies in the clear.\nSay what nginx knows: $scheme.',
    http: '{name} says http for every request, and visitors reach this server by HTTPS ({listen}).\nDjango takes those for insecure: forms fail the check of their origin, and SECURE_SSL_REDIRECT redirects for ever.\nSay what nginx knows: $scheme.',
  },
  check(context) {
    const { project } = context;
    const isBehind = proxyInFront(context);
    const seen = new Set<NginxDirective>();
    for (const { block } of blocksToDjango(context, speaksHttp)) {
      const sent = sentHeaders(context.configuration, block) ?? [];
      const fixed = sent.find(isFixed);
      // Of two with one name Django takes the first, of those that an app server joins.
      if (!fixed || seen.has(fixed.directive) || sent.some((other) => other !== fixed && other.name === fixed.name)) continue;
      const scheme = fixed.value.text.toLowerCase() === 'https' ? 'https' : 'http';
      const listen = contradicted(context, block, scheme, isBehind);
      if (listen === undefined) continue;
      seen.add(fixed.directive);
      const edit = () => replaceWord(project, fixed.directive, fixed.value, '$scheme');
      context.report({
        message: scheme,
        data: {
          name: fixed.directive.args[0]?.text ?? '',
          listen: listen.directive ? `listen ${listen.directive.args[0]?.text}` : 'port 80',
        },
        place: headOf(fixed.directive),
        ...(listen.directive && { related: [{ place: headOf(listen.directive), message: 'They arrive here' }] }),
        fixes: [{ title: 'Send the scheme that nginx knows', safe: true, edit }],
      });
    }
  },
});

function isFixed({ name, value }: SentHeader): boolean {
  return /^x-(forwarded-)?(proto|protocol|scheme)$/.test(name) && value.parts.length === 0 && /^https?$/i.test(value.text);
}

/**
 * The address on which requests of the other scheme arrive. Plain HTTP alone proves nothing: behind a balancer that ends TLS a
 * literal `https` is meant. It is proven where nginx ends TLS for the same names itself.
 */
function contradicted(context: NginxContext, block: NginxBlock, scheme: 'http' | 'https', isBehind: (block: NginxBlock) => boolean) {
  const { configuration } = context;
  const arrival = arrivalOf(configuration, block);
  if (!arrival) {
    context.unknown('how requests reach this part of the configuration is not known');
    return undefined;
  }
  if (scheme === 'http') return arrival.tls[0];
  const [plain] = arrival.plain;
  if (!plain || mayRedirect(block)) return undefined;
  const endsTls = arrival.tls.length > 0 || tlsServersFor(configuration, arrival.server).length > 0;
  if (endsTls && !isBehind(block)) return plain;
  context.unknown('whether a proxy in front of nginx ends TLS is not known');
  return undefined;
}
