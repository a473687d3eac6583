import { normalize } from '../../base/paths';
import type { Endpoint } from '../nginx/upstreams';
import type { Listen } from '../servers/listen';
import type { ComposeSubject } from '../subjects/compose';
import type { Member, Peer } from './model';
import { locate } from './mounts';

/** Whom nginx reaches at an address, and as what the app server sees it. */
export interface Reached {
  readonly member: Member;
  readonly peer: Peer;
}

/** `127.0.0.1` and what else only the machine itself, or the container itself, can mean. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/i.test(host);
}

/**
 * The member of a group of compose files that an address of nginx leads to, seen from the container or the machine that runs nginx. Undefined
 * where it leads to none of them, or that is not told.
 */
export function reachedInGroup(group: ComposeSubject, members: readonly Member[], proxy: Member, endpoint: Endpoint): Reached | undefined {
  if (endpoint.isSocket) return bySocket(members, proxy, endpoint.host);
  if (isLoopback(endpoint.host)) {
    if (!proxy.isOnHost) return proxy.process ? { member: proxy, peer: 'loopback' } : undefined;
    const published = members.find((member) => member.published.some((port) => isPublishedAs(port, endpoint.port ?? 80)));
    if (published) return { member: published, peer: 'network' };
    const onHost = members.find((member) => member.isOnHost && member.process && listensOn(member, endpoint.port ?? 80));
    return onHost && { member: onHost, peer: 'loopback' };
  }
  const service = group.reach(endpoint.host, proxy.service);
  const member = service && members.find((one) => one.service === service);
  return member && { member, peer: member === proxy ? 'loopback' : 'network' };
}

function isPublishedAs({ published, protocol, on }: Member['published'][number], port: number): boolean {
  return published !== undefined && protocol === 'tcp' && on !== 'one' && published.first <= port && port <= published.last;
}

function listensOn({ listening }: Member, port: number): boolean {
  return listening?.listens.some((listen) => listen.kind === 'tcp' && listen.port === port) === true;
}

/** Two containers share a socket where both mount what it lies in. */
function bySocket(members: readonly Member[], proxy: Member, path: string): Reached | undefined {
  const found = members.filter((member) => unixListens(member).some((listen) => isSameFile(proxy, path, member, listen.path)));
  const [only] = found;
  return only && found.length === 1 ? { member: only, peer: 'unix' } : undefined;
}

export function unixListens({ listening }: Member): readonly Extract<Listen, { kind: 'unix' }>[] {
  return listening?.listens.flatMap((listen) => (listen.kind === 'unix' && listen.path !== '' ? [listen] : [])) ?? [];
}

/** Whether a path of one member and a path of another one are the same file. */
export function isSameFile(a: Member, pathOfA: string, b: Member, pathOfB: string): boolean {
  if (a === b || (a.isOnHost && b.isOnHost && a.service === undefined && b.service === undefined))
    return normalize(pathOfA) === normalize(pathOfB);
  const identity = identityOf(a, pathOfA);
  return identity !== undefined && identity === identityOf(b, pathOfB);
}

/** What a path is on the machine. Of the workspace's own files the machine has its own names, which are not told. */
function identityOf(member: Member, path: string): string | undefined {
  return member.service === undefined ? `machine:${normalize(path)}` : locate(member.mounts, path)?.identity;
}

/**
 * The one of the servers of a machine that an address leads to: by the socket or port where that is told, else the only one whose addresses
 * are not all told.
 */
export function reachedOnMachine(members: readonly Member[], endpoint: Endpoint): Reached | undefined {
  const candidates = members.filter(({ role }) => role === 'django');
  const exact = candidates.filter((member) => isListening(member, endpoint));
  const [one] = exact;
  if (one && exact.length === 1) return { member: one, peer: peerOf(one, endpoint) };
  const [only] = candidates;
  const isTold = only?.listening !== undefined && only.listening.open === undefined && !only.listening.listens.some(isVague);
  if (exact.length > 0 || candidates.length !== 1 || !only || isTold) return undefined;
  // A name without a dot is that of a container: what systemd starts is none.
  if (only.process?.host === 'machine' && !endpoint.isSocket && !isLoopback(endpoint.host) && !endpoint.host.includes('.'))
    return undefined;
  return { member: only, peer: peerOf(only, endpoint) };
}

function isVague(listen: Listen): boolean {
  return listen.kind === 'inherited' || (listen.kind === 'tcp' ? listen.port === undefined : listen.path === '');
}

function isListening({ listening, process }: Member, { host, port, isSocket }: Endpoint): boolean {
  const isElsewhere = host.includes('.') || process?.host === 'container';
  const isListenedOn = (listen: Listen): boolean => {
    if (listen.kind === 'unix') return isSocket && listen.path === normalize(host);
    if (listen.kind !== 'tcp' || isSocket || listen.port !== (port ?? 80)) return false;
    return isLoopback(host) || (isElsewhere && !isLoopback(listen.host));
  };
  return listening?.listens.some(isListenedOn) === true;
}

function peerOf(member: Member, { host, isSocket }: Endpoint): Peer {
  if (isSocket) return 'unix';
  if (member.process?.host === 'container') return 'unknown';
  return isLoopback(host) ? 'loopback' : 'network';
}
