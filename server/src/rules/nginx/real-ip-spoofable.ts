import { effective } from '../../project/nginx/inheritance';
import { argsOf, blocksOf, headOf, type NginxBlock, type NginxDirective } from '../../project/nginx/model';
import { directivesNamed } from '../../project/nginx/named';
import { arrivalOf, asksForCertificate } from '../nginxRequests';
import { type NginxContext, nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/real-ip-spoofable',
    title: 'Anyone may choose the address that they come from',
    category: 'proxy',
    severity: 'error',
    scope: 'production',
    fix: 'none',
    references: ['CWE-348', 'CWE-290'],
    summary: 'set_real_ip_from trusts every address: a client sends a header, and nginx takes what it says for the address of the client.',
    settings: [],
  },
  messages: {
    chain:
      'set_real_ip_from trusts every address, so that real_ip_recursive goes back to the first one in {header}: what the client itself wrote.\nLogs, limits, allow and deny, and what Django is told, follow an address that anybody makes up.\nName the networks of the proxies in front of nginx.',
    direct:
      'set_real_ip_from trusts every address, and visitors reach this nginx: whoever sends {header} chooses their address.\nLogs, limits, allow and deny, and what Django is told, follow an address that anybody makes up.\nName the networks of the proxies in front of nginx.',
  },
  check(context) {
    const { configuration } = context;
    const found = directivesNamed(configuration, 'set_real_ip_from').filter((each) => isEverything(argsOf(each)[0] ?? ''));
    const reported = new Set<NginxBlock>();
    for (const directive of found) {
      // 0.0.0.0/0 and ::/0 beside each other are one fault.
      if (reported.has(directive.parent) || directive.conditional) continue;
      const fault = faultOf(context, directive);
      if (!fault) continue;
      reported.add(directive.parent);
      context.report({ message: fault.message, data: { header: fault.header }, place: headOf(directive) });
    }
  },
});

function isEverything(address: string): boolean {
  return /^(0\.0\.0\.0|0|::|\[::\])\/0$/.test(address);
}

function faultOf(
  context: NginxContext,
  directive: NginxDirective,
): { readonly message: 'chain' | 'direct'; readonly header: string } | undefined {
  const { configuration } = context;
  const at = directive.parent;
  const header = effective(configuration, at, 'real_ip_header');
  const recursive = effective(configuration, at, 'real_ip_recursive');
  const name = header.kind === 'set' ? (header.directives.at(-1)?.args[0]?.text ?? '') : 'X-Real-IP';
  const servers = at.context === 'server' || at.context === 'location' ? [at] : blocksOf(configuration.whole(at), 'server');
  const isEdge = servers.some(
    (server) => (arrivalOf(configuration, server)?.tls.length ?? 0) > 0 && !asksForCertificate(configuration, server),
  );
  if (header.kind !== 'unknown' && name.toLowerCase() !== 'proxy_protocol' && isEdge) {
    const isChain =
      name.toLowerCase() === 'x-forwarded-for' && recursive.kind === 'set' && recursive.directives.at(-1)?.args[0]?.text === 'on';
    return { message: isChain ? 'chain' : 'direct', header: name };
  }
  context.unknown('whether anything but a proxy reaches this nginx is not known');
  return undefined;
}
