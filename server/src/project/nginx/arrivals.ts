import { lazy } from '../../base/lazy';
import type { Project } from '../project';
import { effective } from './inheritance';
import { argsOf, enclosing, type NginxBlock, type NginxConfiguration } from './model';
import { isUnknown } from './placeholder';
import { type Listen, listenGroups, listensOf, serverNamesOf, serversOf } from './servers';

/** How the requests of a server arrive. */
export interface Arrival {
  readonly server: NginxBlock;
  /** Addresses on which visitors arrive by TLS that nginx ends. */
  readonly tls: readonly Listen[];
  /** Addresses on which other machines arrive without TLS, and not by another proxy's PROXY protocol. */
  readonly plain: readonly Listen[];
}

/**
 * How requests reach a block: undefined for a fragment without its server, and where a template or an unseen include has a say. TLS that
 * can be seen is TLS all the same; but then something unseen may redirect what is plain.
 */
export function arrivalOf(configuration: NginxConfiguration, block: NginxBlock): Arrival | undefined {
  const server = enclosing(block, 'server');
  return server && configuration.derived(arrivals).get(server);
}

function arrivals(configuration: NginxConfiguration): ReadonlyMap<NginxBlock, Arrival> {
  // `ssl` is a property of the socket: one server that says it says it for all on that address.
  const secure = new Set(
    listenGroups(configuration).flatMap((group) => (group.members.some(({ listen }) => listen.ssl) ? keyOf(group) : [])),
  );
  return new Map(
    serversOf(configuration).flatMap((server) => {
      const arrival = arrivalAt(configuration, server, secure);
      return arrival ? [[server, arrival] as const] : [];
    }),
  );
}

function arrivalAt(configuration: NginxConfiguration, server: NginxBlock, secure: ReadonlySet<string>): Arrival | undefined {
  const ssl = effective(configuration, server, 'ssl');
  const isOn = ssl.kind === 'set' && ssl.directives.at(-1)?.args[0]?.text === 'on';
  const listens = listensOf(server);
  if (listens.length === 0 || server.all('listen').some(({ conditional, args }) => conditional || args.slice(1).some(isUnknown)))
    return undefined;
  const outside = listens.filter(({ address }) => !isInside(address));
  const isTls = (listen: Listen) => listen.ssl || isOn || secure.has(keyOf(listen));
  const tls = outside.filter(isTls);
  if (server.open !== undefined) return tls.length > 0 ? { server, tls, plain: [] } : undefined;
  return { server, tls, plain: outside.filter((listen) => !isTls(listen) && !listen.proxyProtocol && listen.port !== undefined) };
}

function keyOf({ address, port }: Pick<Listen, 'address' | 'port'>): string {
  return `${address} ${port ?? ''}`;
}

/** An address that only this machine reaches. */
function isInside(address: string): boolean {
  return /^(unix:|127\.|localhost$|\[::1\])/.test(address);
}

/** Other servers of the configuration that end TLS for a name that a server answers, too; a server without a name is for any. */
export function tlsServersFor(configuration: NginxConfiguration, server: NginxBlock): readonly NginxBlock[] {
  const names = realNames(server);
  const byName = configuration.derived(tlsServers);
  const found = names.length === 0 ? [...byName.values()].flat() : names.flatMap((name) => byName.get(name) ?? []);
  return [...new Set(found)].filter((other) => other !== server);
}

/** The servers that end TLS by their names; those without a name under ''. */
function tlsServers(configuration: NginxConfiguration): ReadonlyMap<string, readonly NginxBlock[]> {
  const found = new Map<string, NginxBlock[]>();
  for (const { server, tls } of configuration.derived(arrivals).values()) {
    if (tls.length === 0) continue;
    const names = realNames(server);
    for (const name of names.length === 0 ? [''] : names) found.set(name, [...(found.get(name) ?? []), server]);
  }
  return found;
}

/** The names that a visitor may write; without placeholders such as `_` and without expressions. */
export function realNames(server: NginxBlock): readonly string[] {
  return serverNamesOf(server).flatMap(({ kind, text, word }) =>
    kind !== 'regex' && text.includes('.') && !isUnknown(word) ? [kind === 'exact' ? text : `*${text}`] : [],
  );
}

/** Whether a server, or a block in it, may send a request elsewhere before it hands it on: a `return`, a `rewrite` to a whole address. */
export function mayRedirect(block: NginxBlock): boolean {
  for (let at: NginxBlock | undefined = block; at; at = at.parent) {
    const conditions = at.all('if').flatMap(({ block: own }) => own ?? []);
    if ([at, ...conditions].some(leadsElsewhere)) return true;
    if (at.context === 'server') return false;
  }
  return false;
}

function leadsElsewhere(block: NginxBlock): boolean {
  if (block.all('return').length > 0) return true;
  return block.all('rewrite').some((each) => {
    const [, target = '', flag] = argsOf(each);
    return /^(https?:|\$scheme|\$)/.test(target) || flag === 'redirect' || flag === 'permanent';
  });
}

/**
 * A question that rules ask of many blocks: whether something speaks of a proxy in front of nginx, which may end TLS there or give the
 * address of the client. The workspace is looked through once.
 */
export function proxyInFront({
  project,
  configuration,
}: {
  readonly project: Project;
  readonly configuration: NginxConfiguration;
}): (block: NginxBlock) => boolean {
  const other = lazy(() => otherProxy(project));
  return (block) => saysProxyBefore(configuration, block) || other() !== undefined;
}

/** Whether the configuration itself speaks of a proxy in front of nginx. */
export function saysProxyBefore(configuration: NginxConfiguration, block: NginxBlock): boolean {
  const server = enclosing(block, 'server');
  if (server && listensOf(server).some(({ proxyProtocol }) => proxyProtocol)) return true;
  const names = ['set_real_ip_from', 'real_ip_header'];
  return names.some((name) => effective(configuration, block, name).kind !== 'unset') || asksForCertificate(configuration, block);
}

/** Whether only clients with a certificate get in: behind a content delivery network that is the network, not a visitor. */
export function asksForCertificate(configuration: NginxConfiguration, block: NginxBlock): boolean {
  const verify = effective(configuration, block, 'ssl_verify_client');
  return verify.kind === 'unknown' || (verify.kind === 'set' && verify.directives.at(-1)?.args[0]?.text !== 'off');
}

/** A file of the workspace that is of another proxy, or that starts one; undefined where there is none. */
export function otherProxy(project: Project): string | undefined {
  return project.listing.find((path) => {
    if (/(^|\/)(Caddyfile[\w.-]*|haproxy\.cfg|[\w-]*(traefik|ingress|envoy)[\w.-]*)$/i.test(path)) return true;
    return /(^|\/)(docker-)?compose[\w.-]*\.ya?ml$/.test(path) && /traefik|caddy|haproxy/i.test(project.files.read(path) ?? '');
  });
}

/** A `return` of its own, or of what it stands in, answers before a block hands anything on. */
export function isReached(block: NginxBlock): boolean {
  return block.derived(hasNoReturn);
}

function hasNoReturn(block: NginxBlock): boolean {
  for (let at: NginxBlock | undefined = block; at; at = at.parent) {
    if (at.all('return').some((each) => !each.conditional)) return false;
    if (at.context === 'server') return true;
  }
  return true;
}
