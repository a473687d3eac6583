import type { NginxConfiguration } from '../nginx/model';
import { endpointsOf, proxiedBlocks } from '../nginx/upstreams';
import { isNginxImage } from '../nginx/version';
import type { ProfileKind } from '../project';
import type { ComposeSubject } from '../subjects/compose';
import { gatesOfGroup } from './gates';
import { containerMember, isForUse, nginxMember, placesOf } from './members';
import type { Member, Route, Stack } from './model';
import { isLoopback, reachedInGroup } from './reach';
import { reachedByAll, routesOf } from './routes';
import type { StackSearch } from './search';

/**
 * The containers of each group of compose files that runs Django, with the nginx before them: one of them, or one of the machine that
 * hands on to a port which they publish.
 */
export function composeStacks(search: StackSearch): {
  readonly stacks: readonly Stack[];
  readonly placed: ReadonlySet<NginxConfiguration>;
} {
  const { project, discovery } = search;
  const groups = project.subjects('compose').map((group) => {
    const containers = group.services.map((service) => containerMember(project, discovery, group, service));
    return { group, containers };
  });
  const mounts = groups.flatMap(({ containers }) => containers.flatMap((member) => member.mounts));
  // What lies in a folder of nginx in some container is that container's, also where it does not read it.
  const placed = new Set(
    project.nginxConfigurations.filter(({ file }) => placesOf(mounts, file).some((path) => /\/(nginx|openresty)\//.test(path))),
  );
  const loose = project.nginxConfigurations.filter((one) => !placed.has(one) && isForUse(one));
  const stacks = groups.flatMap(({ group, containers }) =>
    containers.some(({ role }) => role === 'django') ? [stackOf(search, group, containers, loose)] : [],
  );
  return { stacks, placed };
}

function stackOf(
  { otherProxy, caddy }: StackSearch,
  group: ComposeSubject,
  containers: readonly Member[],
  loose: readonly NginxConfiguration[],
): Stack {
  const kind = kindOf(group.kind, containers);
  const found = loose.filter((one) => one.kind === kind).flatMap((one) => proxyFor(group, containers, one) ?? []);
  const members = [
    ...containers.map((member) => found.find(({ for: own }) => own === member)?.member ?? member),
    ...found.flatMap((one) => (one.for ? [] : one.member)),
  ];
  const routes = members.flatMap((proxy) =>
    proxy.configurations
      .filter((one) => one.kind === kind || proxy.service !== undefined)
      .flatMap((configuration) =>
        routesOf(proxy, configuration, (target) => reachedByAll(target, (endpoint) => reachedInGroup(group, members, proxy, endpoint))),
      ),
  );
  const files = [...new Set([...group.files, ...routes.map(({ configuration }) => configuration.file)])];
  const gates = kind === 'production' ? gatesOfGroup(caddy(), group, members) : [];
  return {
    name: group.name,
    kind,
    files,
    sort: 'compose',
    compose: group,
    members,
    routes,
    gates,
    open: openOf(otherProxy, members, routes),
  };
}

/** Django's own server makes of any stack one for development. */
function kindOf(named: ProfileKind, members: readonly Member[]): ProfileKind {
  const servers = members.filter(({ role }) => role === 'django');
  return named === 'production' && servers.every(({ process }) => process?.kind === 'development') ? 'development' : named;
}

interface Found {
  readonly member: Member;
  /** The container in whose place the member stands; undefined for an nginx that is none of them. */
  readonly for: Member | undefined;
}

/** Who runs a configuration that nothing mounts, where it hands on to a service of the group by name, or to a port that one publishes. */
function proxyFor(group: ComposeSubject, containers: readonly Member[], configuration: NginxConfiguration): Found | undefined {
  const endpoints = proxiedBlocks(configuration).flatMap(({ target }) => endpointsOf(target));
  const isServed = (proxy: Member) =>
    endpoints.some((endpoint) => reachedInGroup(group, containers, proxy, endpoint)?.member.role === 'django');
  if (endpoints.some(({ host, isSocket }) => !isSocket && isLoopback(host))) {
    const proxy = nginxMember(configuration, true);
    return isServed(proxy) ? { member: proxy, for: undefined } : undefined;
  }
  const idle = containers.filter(({ service, configurations }) => configurations.length === 0 && isNginxImage(service?.image?.value ?? ''));
  const [only] = idle;
  if (only && idle.length === 1 && isServed(only)) return { member: { ...only, configurations: [configuration] }, for: only };
  const proxy = nginxMember(configuration, false);
  return isServed(proxy) ? { member: proxy, for: undefined } : undefined;
}

/** What shows that requests may come another way than by the routes. */
function openOf(otherProxy: StackSearch['otherProxy'], members: readonly Member[], routes: readonly Route[]): string | undefined {
  const traefik = members.find(({ service }) => [...(service?.labels.keys() ?? [])].some((key) => key.startsWith('traefik.')));
  if (traefik) return `Traefik stands before ${traefik.name}`;
  const other = members.find((member) => member.role === 'proxy' && routes.every(({ proxy }) => proxy !== member));
  if (other) return `${other.name} may stand before it`;
  const file = otherProxy();
  return file === undefined ? undefined : `${file} speaks of another proxy`;
}
