import { enclosing, headOf, type NginxBlock, type NginxConfiguration } from '../../project/nginx/model';
import { defaultServerOf, type ListenGroup, listenGroups } from '../../project/nginx/servers';
import { nginxAtLeast } from '../../project/nginx/version';
import { insertBeside, unitOf } from '../edit/nginx';
import { blocksToDjango } from '../nginxHeaders';
import { arrivalOf, isEntrance, realNames } from '../nginxRequests';
import { type NginxContext, nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/catch-all-missing',
    title: 'The site answers for every name that leads to this machine',
    category: 'proxy',
    severity: 'info',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary: 'No default server refuses requests for other names, so that all of them go to Django, where each is an error in the log.',
    settings: [],
  },
  messages: {
    missing:
      'This server is for {name}, and it is also the default of {listen}: requests for any other name go to Django.\nScanners ask by address all day; Django answers each with 400 and may send a mail, and a loose ALLOWED_HOSTS answers them.\nAdd a default server that refuses them.',
  },
  check(context) {
    const { configuration } = context;
    const entrances = blocksToDjango(context, () => true).filter(({ block }) => isEntrance(block));
    const servers = new Set(entrances.flatMap(({ block }) => enclosing(block, 'server') ?? []));
    if (servers.size === 0) return;
    const unseen = whyUnseen(configuration);
    if (unseen !== undefined) return context.unknown(unseen);
    const defaults = defaultOf(configuration);
    for (const server of servers) {
      const groups = defaults.get(server) ?? [];
      const [first] = groups;
      const [name] = realNames(server);
      if (!first || name === undefined || !server.opener || refuses(server) || server.open !== undefined) continue;
      context.report({
        message: 'missing',
        data: { name, listen: groups.map(addressOf).join(' and ') },
        place: headOf(server.opener),
        fixes: isFlagged(groups)
          ? []
          : [{ title: 'Add a default server that refuses other names', safe: false, edit: () => added(context, server, groups) }],
      });
    }
  },
});

/** Other sites of the same nginx may hold the default server. */
function whyUnseen(configuration: NginxConfiguration): string | undefined {
  if (configuration.outer !== 'own') return 'other sites of this nginx are not in the workspace';
  const missing = configuration.includes.find(
    (one) => one.missing !== undefined && !one.shipped && one.directive.parent.context === 'http',
  );
  return missing?.missing ?? configuration.top.open;
}

/** The addresses of which a server is the default, as far as other machines reach them. */
function defaultOf(configuration: NginxConfiguration): ReadonlyMap<NginxBlock, readonly ListenGroup[]> {
  const found = new Map<NginxBlock, ListenGroup[]>();
  for (const group of listenGroups(configuration)) {
    const server = isOutside(group) ? defaultServerOf(group) : undefined;
    if (server) found.set(server, [...(found.get(server) ?? []), group]);
  }
  return found;
}

function isOutside({ address, members }: ListenGroup): boolean {
  return !/^(unix:|127\.|localhost$|\[::1\])/.test(address) && members.every(({ listen }) => !listen.proxyProtocol && !listen.quic);
}

/** A `return` of its own, or no handshake for a name that has no certificate. */
function refuses(server: NginxBlock): boolean {
  const conditions = server.all('if').flatMap(({ block }) => block ?? []);
  return [server, ...conditions].some((block) => block.all('return').length > 0) || server.all('ssl_reject_handshake').length > 0;
}

function isFlagged(groups: readonly ListenGroup[]): boolean {
  return groups.some(({ members }) => members.some(({ listen }) => listen.defaultServer));
}

function addressOf({ address, port }: ListenGroup): string {
  return `${address === '*' ? 'port' : `${address}:`}${address === '*' ? ' ' : ''}${port ?? ''}`;
}

function added({ project, configuration, nginx }: NginxContext, server: NginxBlock, groups: readonly ListenGroup[]) {
  const { opener } = server;
  const source = opener && project.nginx(opener.file);
  if (!opener || !source) return undefined;
  const secure = arrivalOf(configuration, server)?.tls ?? [];
  const tls = groups.filter(({ address, port }) => secure.some((listen) => listen.address === address && listen.port === port));
  // Before 1.19.4 a default server with TLS needs a certificate.
  if (tls.length > 0 && !nginxAtLeast(nginx, '1.19.4')) return undefined;
  const unit = unitOf(source);
  const listens = groups.map((group) => {
    const word = group.address === '*' ? `${group.port}` : `${group.address}:${group.port}`;
    return `${unit}listen ${word}${tls.includes(group) ? ' ssl' : ''} default_server;\n`;
  });
  const reject = tls.length > 0 ? `${unit}ssl_reject_handshake on;\n` : '';
  return insertBeside(project, opener, 'before', [`server {\n${listens.join('')}${reject}${unit}return 444;\n}`]);
}
