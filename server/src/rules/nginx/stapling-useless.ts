import { effective, effectiveOne } from '../../project/nginx/inheritance';
import { headOf, type NginxBlock, type NginxConfiguration, type NginxDirective } from '../../project/nginx/model';
import { together } from '../edit';
import { removeDirective } from '../edit/nginx';
import { tlsServers } from '../nginxTls';
import { nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/stapling-useless',
    title: 'OCSP stapling that has nothing to staple',
    category: 'proxy',
    severity: 'info',
    scope: 'production',
    fix: 'safe',
    references: ['gixy:ssl_stapling_letsencrypt', 'gixy:ssl_stapling_without_resolver'],
    summary: 'ssl_stapling is on for certificates of Let’s Encrypt, which name no responder any more, or without a resolver to find it.',
    settings: [],
  },
  messages: {
    letsEncrypt:
      'ssl_stapling is on for a certificate of Let’s Encrypt.\nSince May 2025 its certificates name no OCSP responder: nginx ignores the directive and warns at every start.\nRemove it.',
    resolver:
      'ssl_stapling is on and there is no resolver.\nnginx asks for ever at the address that the responder had when it started, and logs a warning each time.\nSet resolver, or switch stapling off.',
  },
  check(context) {
    const { configuration } = context;
    const servers = new Map<NginxDirective, NginxBlock[]>();
    for (const server of tlsServers(configuration)) {
      // One that refuses every handshake has nothing to staple to.
      if (effective(configuration, server, 'ssl_certificate').kind === 'unset') continue;
      const directive = effectiveOne(configuration, server, 'ssl_stapling');
      if (directive?.args[0]?.text === 'on') servers.set(directive, [...(servers.get(directive) ?? []), server]);
    }
    for (const [directive, held] of servers) {
      if (held.some((server) => effective(configuration, server, 'ssl_stapling_file').kind !== 'unset')) continue;
      if (held.every((server) => isLetsEncrypt(configuration, server))) {
        const others = directive.parent.all('ssl_stapling_verify');
        const edit = () => together(...[directive, ...others].map((each) => removeDirective(context.project, each)));
        context.report({ message: 'letsEncrypt', place: headOf(directive), fixes: [{ title: 'Remove it', safe: true, edit }] });
      } else if (held.every((server) => effective(configuration, server, 'resolver').kind === 'unset')) {
        context.report({ message: 'resolver', place: headOf(directive) });
      }
    }
  },
});

/** By the folder that certbot keeps them in, for every certificate of a server. */
function isLetsEncrypt(configuration: NginxConfiguration, server: NginxBlock): boolean {
  const held = effective(configuration, server, 'ssl_certificate');
  return (
    held.kind === 'set' &&
    held.open === undefined &&
    held.directives.every(({ args }) => args[0]?.text.startsWith('/etc/letsencrypt/live/'))
  );
}
