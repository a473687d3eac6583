import { locationOf } from '../project/nginx/locations';
import type { NginxBlock } from '../project/nginx/model';

export {
  type Arrival,
  arrivalOf,
  asksForCertificate,
  mayRedirect,
  otherProxy,
  proxyInFront,
  realNames,
  tlsServersFor,
} from '../project/nginx/arrivals';

/** `location /`, or what such a location falls back to: where visitors come in, and not one path that may stay open on purpose. */
export function isEntrance(block: NginxBlock): boolean {
  for (let at: NginxBlock | undefined = block; at; at = at.parent) {
    if (at.context !== 'location') continue;
    const match = locationOf(at);
    return match !== undefined && (match.modifier === '@' || ((match.modifier === '' || match.modifier === '^~') && match.pattern === '/'));
  }
  return false;
}
