import { type Effective, effective, effectiveOne } from '../../project/nginx/inheritance';
import { headOf, type NginxBlock, type NginxConfiguration } from '../../project/nginx/model';
import { directivesNamed } from '../../project/nginx/named';
import { isUnknown } from '../../project/nginx/placeholder';
import { defaultServerOf, type ListenGroup, listenGroups, serverNamesOf, serversOf } from '../../project/nginx/servers';
import { insertInto } from '../edit/nginx';
import { mayHoldMore } from '../nginxTls';
import { type Fix, type NginxContext, nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/tls-certificate-missing',
    title: 'TLS without a certificate',
    category: 'proxy',
    severity: 'error',
    scope: 'any',
    fix: 'quick',
    references: [],
    summary: 'A server listens with ssl and has no certificate, or a certificate without its key: nginx does not start.',
    settings: [],
  },
  messages: {
    certificate:
      'This server listens with ssl and has no ssl_certificate.\nnginx does not start: it has nothing to show to the first client that names no host.\nName its certificate and key.',
    key: 'This server has an ssl_certificate and no ssl_certificate_key.\nnginx does not start.\nName the key of the certificate.',
  },
  check(context) {
    const { configuration } = context;
    const seen = new Set<unknown>();
    for (const group of listenGroups(configuration)) checkGroup(context, group, seen);
    for (const server of serversOf(configuration)) checkKey(context, server, seen);
  },
});

type Context = NginxContext<'certificate' | 'key'>;

/** Source: ngx_http_ssl_init of nginx: the default server of an address counts, and all others where that refuses every handshake. */
function checkGroup(context: Context, group: ListenGroup, seen: Set<unknown>) {
  if (!group.members.some(({ listen }) => listen.ssl)) return;
  const first = defaultServerOf(group);
  const isCertain = group.members.some(({ listen }) => listen.defaultServer) || !mayHoldMore(context.configuration);
  if (!isCertain) return context.unknown('another file may hold the default server of that address');
  const refuses = first !== undefined && refusesHandshake(context.configuration, first);
  for (const { server, listen } of group.members) {
    const { directive } = listen;
    if ((server !== first && !refuses) || seen.has(server) || !directive || directive.conditional || directive.args.some(isUnknown))
      continue;
    seen.add(server);
    const certificate = held(context.configuration, server, 'ssl_certificate');
    if (certificate.kind === 'unknown') context.unknown(certificate.reason);
    if (certificate.kind !== 'unset' || refusesHandshake(context.configuration, server)) continue;
    context.report({ message: 'certificate', place: headOf(directive), fixes: certbotPaths(context, server) });
  }
}

/** nginx asks for the key of every certificate that a server has, whether it speaks TLS or not. */
function checkKey(context: Context, server: NginxBlock, seen: Set<unknown>) {
  const certificate = held(context.configuration, server, 'ssl_certificate');
  const key = held(context.configuration, server, 'ssl_certificate_key');
  const directive = certificate.kind === 'set' ? certificate.directives.at(-1) : undefined;
  if (!directive || key.kind !== 'unset' || seen.has(directive)) return;
  seen.add(directive);
  context.report({ message: 'key', place: headOf(directive) });
}

/** Modules of others bring certificates by themselves. */
function held(configuration: NginxConfiguration, server: NginxBlock, name: string): Effective {
  if (configuration.derived(hasOthers)) return { kind: 'unknown', reason: 'another module may bring the certificate' };
  return effective(configuration, server, name);
}

function hasOthers(configuration: NginxConfiguration): boolean {
  return directivesNamed(configuration, 'ssl_certificate_by_lua_block', 'ssl_certificate_by_lua_file', 'acme_certificate').length > 0;
}

/** Since 1.19.4: https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_reject_handshake */
function refusesHandshake(configuration: NginxConfiguration, server: NginxBlock): boolean {
  const directive = effectiveOne(configuration, server, 'ssl_reject_handshake');
  return directive !== undefined && directive.args[0]?.text !== 'off';
}

/** The paths that certbot uses for the server's first name. */
function certbotPaths(context: Context, server: NginxBlock): readonly Fix[] {
  const name = serverNamesOf(server).find(
    ({ kind, text, word }) => kind === 'exact' && text.includes('.') && !text.startsWith('.') && !isUnknown(word),
  )?.text;
  if (name === undefined || name === '_') return [];
  const folder = `/etc/letsencrypt/live/${name}`;
  const lines = [`ssl_certificate ${folder}/fullchain.pem;`, `ssl_certificate_key ${folder}/privkey.pem;`];
  return [
    { title: `Name the certificate that certbot makes for ${name}`, safe: false, edit: () => insertInto(context.project, server, lines) },
  ];
}
