import { headerUp } from '../caddy/headers';
import type { CaddyProxy, CaddySite } from '../caddy/model';
import type { Endpoint } from '../nginx/upstreams';
import type { ComposeSubject } from '../subjects/compose';
import { isForUseFile } from './members';
import type { Gate, HeaderAtGate, Member } from './model';
import { type Reached, reachedInGroup, reachedOnMachine } from './reach';

/** Caddy and Traefik before the containers of a group. */
export function gatesOfGroup(caddy: readonly CaddySite[], group: ComposeSubject, members: readonly Member[]): readonly Gate[] {
  const sites = caddy.flatMap((site) => {
    const container = members.find(({ mounts }) => mounts.some((mount) => isPlaced(mount.source, mount.kind, site.file)));
    return caddyGates(site, (endpoint) => reachedInGroup(group, members, container ?? outside(site), endpoint));
  });
  return [...members.flatMap(traefikGate), ...sites];
}

/** Caddy before the servers of a machine. */
export function gatesOfMachine(caddy: readonly CaddySite[], servers: readonly Member[]): readonly Gate[] {
  const own = caddy.filter(({ kind, file }) => kind === 'production' && isForUseFile(file));
  return own.flatMap((site) => caddyGates(site, (endpoint) => reachedOnMachine(servers, endpoint)));
}

function isPlaced(source: string, kind: Member['mounts'][number]['kind'], file: string): boolean {
  return (kind === 'workspace' || kind === 'image') && (source === file || (source !== '' && file.startsWith(`${source}/`)));
}

/** A Caddy of the machine. */
function outside({ file, place }: CaddySite): Member {
  return {
    name: file,
    words: file,
    role: 'proxy',
    place,
    service: undefined,
    process: undefined,
    profile: undefined,
    listening: undefined,
    variables: new Map(),
    published: [],
    mounts: [],
    configurations: [],
    isOnHost: true,
  };
}

function caddyGates(site: CaddySite, reach: (endpoint: Endpoint) => Reached | undefined): readonly Gate[] {
  const tls = site.addresses.length > 0 && site.addresses.every((address) => address.tls === true);
  return site.routes.flatMap((route): readonly Gate[] => {
    if (route.kind !== 'proxy' || route.proxy.open !== undefined || site.open !== undefined) return [];
    const { proxy } = route;
    const reached = proxy.upstreams.map((one) => {
      const isSocket = one.path !== undefined;
      return one.protocol === 'http' ? reach({ host: one.path ?? one.host, port: one.port ?? 80, isSocket }) : undefined;
    });
    const [first] = reached;
    if (first?.member.role !== 'django' || reached.some((each) => each?.member !== first.member)) return [];
    return [
      {
        by: 'Caddy',
        app: first.member,
        peer: first.peer,
        file: site.file,
        place: route.place,
        tls,
        isWhole: route.paths.length === 0,
        header: caddyHeader(proxy, tls),
      },
    ];
  });
}

/** Source: https://caddyserver.com/docs/caddyfile/directives/reverse_proxy#defaults */
function caddyHeader(proxy: CaddyProxy, tls: boolean): Gate['header'] {
  return (name): HeaderAtGate => {
    const sent = headerUp(proxy, name);
    if (sent.kind === 'passed') return { kind: 'visitor' };
    if (sent.kind !== 'value') return sent.kind === 'absent' ? sent : { kind: 'unknown', reason: sent.reason };
    if (sent.value === '{scheme}') return { kind: 'text', text: tls ? 'https' : 'http', place: sent.place };
    return /[{}]/.test(sent.value)
      ? { kind: 'unknown', reason: `what ${sent.value} stands for is not known` }
      : { kind: 'text', text: sent.value, place: sent.place };
  };
}

/**
 * Traefik, where labels of a container make a router for it that ends TLS. It overwrites X-Forwarded-Proto unless it is told to believe others.
 * Source: https://doc.traefik.io/traefik/routing/entrypoints/#forwarded-headers
 */
function traefikGate(member: Member): readonly Gate[] {
  const labels = member.service?.labels;
  if (member.role !== 'django' || !labels || labels.get('traefik.enable')?.value === 'false') return [];
  const found = [...labels].find(
    ([key, text]) => /^traefik\.http\.routers\.[^.]+\.tls(\.certresolver)?$/i.test(key) && text.sure && text.value !== 'false',
  );
  if (!found || [...labels.keys()].some((key) => /middlewares\..*headers/i.test(key))) return [];
  const [, { place }] = found;
  const header: Gate['header'] = (name) =>
    name === 'x-forwarded-proto' ? { kind: 'text', text: 'https', place: undefined } : { kind: 'visitor' };
  return [{ by: 'Traefik', app: member, peer: 'network', file: place.file, place, tls: true, isWhole: true, header }];
}
