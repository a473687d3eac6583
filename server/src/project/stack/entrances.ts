import { arrivalOf } from '../nginx/arrivals';
import type { Listen } from '../nginx/servers';
import type { Route } from './model';

/** How visitors come to a route. */
export interface Entrance {
  /** Where they arrive by TLS that nginx ends. */
  readonly tls: readonly Door[];
  /** Where they, or a proxy before nginx, arrive without TLS. */
  readonly plain: readonly Door[];
}

/** An address of nginx, and the port by which the world reaches it. */
export interface Door {
  readonly listen: Listen;
  /** The port of the machine; undefined where that is not told. */
  readonly port: number | undefined;
  /** Only the machine itself gets in: something stands before it there. */
  readonly isInside: boolean;
}

/**
 * The doors of the server that a route stands in, that anybody outside reaches: of a container those that it publishes. Undefined where a
 * template or an unseen include has a say, and for a fragment without its server.
 */
export function entranceOf({ configuration, proxied, proxy }: Route): Entrance | undefined {
  const arrival = arrivalOf(configuration, proxied.block);
  if (!arrival) return undefined;
  const doors = (listens: readonly Listen[]) => listens.flatMap((listen) => doorsOf(proxy, listen));
  return { tls: doors(arrival.tls), plain: doors(arrival.plain) };
}

function doorsOf({ service, isOnHost, published }: Route['proxy'], listen: Listen): readonly Door[] {
  const { port } = listen;
  if (isOnHost || !service) return [{ listen, port: isOnHost ? port : undefined, isInside: false }];
  if (port === undefined) return [];
  return published.flatMap((each): readonly Door[] => {
    const { target, published: outside, on, protocol } = each;
    if (protocol !== 'tcp' || !target || port < target.first || port > target.last) return [];
    const offset = port - target.first;
    const isTold = each.sure && outside && outside.first + offset <= outside.last;
    return [{ listen, port: isTold ? outside.first + offset : undefined, isInside: on === 'loopback' }];
  });
}
