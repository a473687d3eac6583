import { normalize } from '../../base/paths';
import type { Place } from '../../base/text';
import type { ComposedService } from '../compose/model';
import { servesDjango } from '../nginx/application';
import { isReached } from '../nginx/arrivals';
import { headOf, type NginxConfiguration, type NginxDirective } from '../nginx/model';
import { isUnknown } from '../nginx/placeholder';
import { type Endpoint, endpointsOf, type Proxied, proxiedBlocks } from '../nginx/upstreams';
import type { Project } from '../project';
import type { Listen } from '../servers/listen';
import { isSame } from './members';
import type { Member, Stack } from './model';
import { locate } from './mounts';
import { isLoopback, isSameFile, unixListens } from './reach';
import { isForApps } from './routes';

/** An address that nginx hands requests to, as it is written. */
export interface Hop {
  readonly proxy: Member;
  readonly configuration: NginxConfiguration;
  readonly proxied: Proxied;
  readonly endpoint: Endpoint;
  /** The `proxy_pass`, or the `server` of an upstream. */
  readonly directive: NginxDirective;
}

/** An address behind which nobody listens, although the Django that is meant is known. */
export interface Stray extends Hop {
  readonly app: Member;
  /** `port`: it listens on others; `inside`: on that one, for its own container alone; `socket`: on another path, or one that is not shared; `kind`: on a socket, not on a port, or the other way round. */
  readonly why: 'port' | 'inside' | 'socket' | 'kind';
  /** Where it does listen. */
  readonly listen: Listen;
}

/** Every address that the nginx of a stack hands requests for applications to. */
export function hopsOf(stack: Stack): readonly Hop[] {
  return stack.members.flatMap((proxy) =>
    proxy.configurations.flatMap((configuration) =>
      proxiedBlocks(configuration).flatMap((proxied): readonly Hop[] => {
        if (!isForApps(proxied.target) || !isReached(proxied.block) || mayBeUpstream(configuration, proxied)) return [];
        return endpointsOf(proxied.target).map((endpoint) => ({
          proxy,
          configuration,
          proxied,
          endpoint,
          directive: directiveOf(proxied, endpoint),
        }));
      }),
    ),
  );
}

/** A name without a port may be that of an `upstream` in a file that is not seen. */
function mayBeUpstream({ outer, top, includes }: NginxConfiguration, { target }: Proxied): boolean {
  if (target.upstream || target.port !== undefined || target.isSocket) return false;
  return outer !== 'own' || top.open !== undefined || includes.some(({ missing }) => missing !== undefined);
}

/** Where the address of an endpoint is written. */
function directiveOf({ target }: Proxied, endpoint: Endpoint): NginxDirective {
  const servers = target.upstream?.all('server').filter(({ args: [word] }) => word && !isUnknown(word)) ?? [];
  const at = target.upstream ? endpointsOf(target).indexOf(endpoint) : -1;
  return servers[at] ?? target.directive;
}

export function placeOfHop({ directive }: Hop): Place {
  return headOf(directive);
}

/**
 * The hops of a stack that certainly end at a closed door. Where another one leads to the same Django, the address may be that of a server
 * which is not seen.
 */
export function straysOf(project: Project, stack: Stack): readonly Stray[] {
  const ends = hopsOf(stack).flatMap((hop) => endOf(project, stack, hop) ?? []);
  return ends.flatMap(({ hop, app, listen, why }): readonly Stray[] => {
    const isReached = ends.some((other) => other.app === app && other.why === undefined);
    return why && !isReached && !startsMore(project, app) ? [{ ...hop, app, why, listen }] : [];
  });
}

interface End {
  readonly hop: Hop;
  readonly app: Member;
  readonly listen: Listen;
  /** Undefined where the door is open. */
  readonly why: Stray['why'] | undefined;
}

/** Undefined where not all is told. */
function endOf(project: Project, stack: Stack, hop: Hop): End | undefined {
  const app = meantBy(project, stack, hop);
  const listening = app?.listening;
  if (!app || !listening || listening.open !== undefined) return undefined;
  const { listens } = listening;
  const [listen] = listens;
  const spoken = hop.proxied.target.protocol === 'uwsgi' ? 'uwsgi' : 'http';
  if (!listen || mayHavePort(app, listens) || listens.some((one) => isVague(one) || one.protocol !== spoken)) return undefined;
  return { hop, app, listen, why: whyClosed(hop, app, listens) };
}

/** Whether several servers are started with a Django. */
function startsMore(project: Project, { process }: Member): boolean {
  const started = project.runs.filter(
    ({ when, words, command }) => when === 'start' && words === process?.words && SERVERS.test(command.program),
  );
  return started.length > 1;
}

const SERVERS = /^(gunicorn|uvicorn|daphne|hypercorn|granian|uwsgi|waitress-serve|nginx)$/;

/** What is listened on by default hangs on PORT, which an env file may give. */
function mayHavePort({ process, service }: Member, listens: readonly Listen[]): boolean {
  const isDefault = listens.some(({ place }) => process !== undefined && isSame(place, process.command.place));
  return isDefault && service !== undefined && service.envFiles.length > 0;
}

function isVague(listen: Listen): boolean {
  if (listen.kind === 'inherited') return true;
  return listen.kind === 'tcp' ? listen.port === undefined : listen.path === '';
}

/** The Django that an address means: the service of that name, the only one of the machine, the only one with a socket. */
function meantBy(project: Project, stack: Stack, { proxy, configuration, proxied, endpoint }: Hop): Member | undefined {
  const servers = stack.members.filter(({ role }) => role === 'django');
  const [only] = servers;
  if (stack.compose) {
    if (endpoint.isSocket) return servers.length === 1 ? only : undefined;
    if (isLoopback(endpoint.host)) return proxy.isOnHost || proxy.role !== 'django' ? undefined : proxy;
    const service = stack.compose.reach(endpoint.host, proxy.service);
    return servers.find((member) => service !== undefined && member.service === service);
  }
  const isLocal = endpoint.isSocket || isLoopback(endpoint.host);
  if (!isLocal || servers.length !== 1 || only?.process?.host !== 'machine') return undefined;
  return servesDjango(configuration, proxied.target, project.listeners) === 'yes' ? only : undefined;
}

function whyClosed({ endpoint, proxy }: Hop, app: Member, listens: readonly Listen[]): Stray['why'] | undefined {
  const sockets = unixListens(app);
  const ports = listens.flatMap((listen) => (listen.kind === 'tcp' ? [listen] : []));
  if (endpoint.isSocket) {
    if (sockets.some(({ path }) => isSameFile(proxy, endpoint.host, app, path))) return undefined;
    // What two containers share by a path of the machine may have further names.
    if (proxy.service && [proxy, app].some((member) => isOfMachine(member, member === app ? (sockets[0]?.path ?? '') : endpoint.host)))
      return undefined;
    return sockets.length > 0 ? 'socket' : 'kind';
  }
  const port = endpoint.port ?? 80;
  const open = ports.filter((listen) => listen.port === port);
  if (open.length === 0) return ports.length > 0 ? 'port' : 'kind';
  const isNear = proxy === app || app.service === undefined || app.isOnHost || proxy.isOnHost;
  return !isNear && open.every(({ host }) => isLoopback(host)) ? 'inside' : undefined;
}

function isOfMachine({ mounts }: Member, path: string): boolean {
  return locate(mounts, normalize(path))?.mount.kind === 'machine';
}

/** A name that nginx cannot find: no service of the group answers to it there. */
export interface Nameless extends Hop {
  /** The service of that name with which nginx shares no network; undefined where there is none of that name. */
  readonly apart: ComposedService | undefined;
}

/** The names in the configurations of a group's nginx containers that lead nowhere; none where another file may bring them. */
export function namelessHops(project: Project, stack: Stack): readonly Nameless[] {
  const group = stack.compose;
  if (!group || group.incomplete !== undefined) return [];
  return hopsOf(stack).flatMap((hop): readonly Nameless[] => {
    const { endpoint, proxy } = hop;
    const { service } = proxy;
    if (!service || endpoint.isSocket || !isContainerName(endpoint.host) || group.reach(endpoint.host, service)) return [];
    if (mayKnowMore(project, stack, service, endpoint.host)) return [];
    return [{ ...hop, apart: group.reach(endpoint.host) }];
  });
}

/** A name without a dot that nobody else's resolver answers to. */
export function isContainerName(host: string): boolean {
  return /^[a-z0-9][a-z0-9_-]*$/i.test(host) && !/^\d+$/.test(host) && !isLoopback(host);
}

/** Whether a container may find names that its group does not show: by `extra_hosts`, a network of others, or a further compose file. */
export function mayKnowMore(project: Project, { compose }: Stack, service: ComposedService, name: string): boolean {
  if (['extra_hosts', 'external_links', 'dns', 'dns_search'].some((key) => service.keys.has(key)) || service.networkMode) return true;
  const networks = service.networks?.map((one) => one.name) ?? ['default'];
  if (compose?.networks.some((one) => one.external && networks.includes(one.name))) return true;
  return project.subjects('compose').some((other) => other !== compose && other.reach(name) !== undefined);
}
