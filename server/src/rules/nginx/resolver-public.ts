import { headOf, type NginxDirective } from '../../project/nginx/model';
import { directivesNamed } from '../../project/nginx/named';
import { isUnknown } from '../../project/nginx/placeholder';
import { RUNTIME_PASSES, resolverOf, runtimeNames } from '../nginxResolve';
import { nginxRule } from '../rule';

/** Resolvers that anyone may ask: Cloudflare, Google, Quad9, OpenDNS, AdGuard, Yandex. */
const PUBLIC =
  /^(1\.1\.1\.[123]|1\.0\.0\.[123]|8\.8\.8\.8|8\.8\.4\.4|9\.9\.9\.(9|10|11)|149\.112\.112\.\d+|208\.67\.22[02]\.\d+|94\.140\.1[45]\.\d+|77\.88\.8\.\d+|\[2001:4860:4860::88(88|44)\]|\[2606:4700:4700::1[01]1[123]\])(:\d+)?$/;

export const rule = nginxRule({
  meta: {
    id: 'nginx/resolver-public',
    title: 'The addresses of upstreams come from a public DNS server',
    category: 'proxy',
    severity: 'info',
    scope: 'production',
    fix: 'none',
    references: ['gixy:resolver_external', 'gixy-next:resolver_external'],
    summary: 'A public resolver answers over the open network where requests go, and knows no name of the own network.',
    settings: [],
  },
  messages: {
    unknown:
      'nginx asks {resolver} for {host}, and no public server knows that name.\nEvery request to {host} answers 502.\nAsk the resolver of the network; in a container network of Docker that is 127.0.0.11.',
    open: 'nginx asks {resolver} for {host} over the open network, without encryption.\nWhoever forges the answer gets the requests, with their cookies.\nAsk a resolver of this machine or of its network.',
  },
  check(context) {
    const { configuration, project } = context;
    const reported = new Set<NginxDirective>();
    for (const directive of directivesNamed(configuration, ...RUNTIME_PASSES)) {
      const [name] = runtimeNames(project, configuration, directive);
      const resolver = name && resolverOf(project, configuration, directive.parent);
      if (!name || resolver?.kind !== 'set' || isEncrypted(directive)) continue;
      const found = resolver.directives.at(-1);
      const servers = found?.args.filter(({ text }) => !/^(valid|ipv[46]|status_zone)=/.test(text)) ?? [];
      if (!found || reported.has(found) || servers.length === 0 || servers.some((word) => isUnknown(word) || !PUBLIC.test(word.text)))
        continue;
      reported.add(found);
      const isOwn = !name.host.includes('.');
      context.report({
        message: isOwn ? 'unknown' : 'open',
        severity: isOwn ? 'error' : 'info',
        data: { resolver: servers.map(({ text }) => text).join(' '), host: name.host },
        place: headOf(found),
        related: [{ place: headOf(directive), message: `${name.host} is looked up here` }],
      });
    }
  },
});

/** Over TLS a forged address does not get far, where the certificate is looked at; that is another question. */
function isEncrypted({ args }: NginxDirective): boolean {
  return /^https:/i.test(args[0]?.text ?? '');
}
