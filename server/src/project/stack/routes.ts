import { isReached } from '../nginx/arrivals';
import type { NginxConfiguration } from '../nginx/model';
import { endpointsOf, type ProxyTarget, proxiedBlocks } from '../nginx/upstreams';
import type { Member, Route } from './model';
import type { Reached } from './reach';

/**
 * The ways from one nginx to Django servers.
 * @param reach whom an address leads to.
 */
export function routesOf(
  proxy: Member,
  configuration: NginxConfiguration,
  reach: (target: ProxyTarget) => Reached | undefined,
): readonly Route[] {
  return proxiedBlocks(configuration).flatMap((proxied): readonly Route[] => {
    if (!isForApps(proxied.target) || !isReached(proxied.block)) return [];
    const reached = reach(proxied.target);
    return reached?.member.role === 'django' ? [{ proxy, configuration, proxied, app: reached.member, peer: reached.peer }] : [];
  });
}

export function isForApps({ protocol, isOpen }: ProxyTarget): boolean {
  return !isOpen && (protocol === 'http' || protocol === 'https' || protocol === 'uwsgi');
}

/** The one member that all addresses of a target lead to; undefined where they lead to several, or one of them is not told. */
export function reachedByAll(
  target: ProxyTarget,
  reach: (endpoint: ReturnType<typeof endpointsOf>[number]) => Reached | undefined,
): Reached | undefined {
  const all = endpointsOf(target).map(reach);
  const [first] = all;
  return first && all.every((each) => each?.member === first.member && each.peer === first.peer) ? first : undefined;
}
