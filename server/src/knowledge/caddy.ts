import { CADDY_PROSE } from './prose/caddy';
import type { Prose } from './prose/prose';

/** Directives that stand within others, by the page that tells of them. */
const WITHIN: Readonly<Record<string, string>> = {
  header_up: 'reverse_proxy#headers',
  header_down: 'reverse_proxy#headers',
  to: 'reverse_proxy#upstreams',
  transport: 'reverse_proxy#transports',
  max_size: 'request_body',
};

/** What we say of a directive of a Caddyfile. */
export function caddyProse(name: string): Prose | undefined {
  return CADDY_PROSE[name];
}

/** Every directive that we say something of. */
export function caddyDirectives(): readonly string[] {
  return Object.keys(CADDY_PROSE);
}

export function caddyDirectiveUrl(name: string): string {
  if (name === 'trusted_proxies') return 'https://caddyserver.com/docs/caddyfile/options#trusted-proxies';
  return `https://caddyserver.com/docs/caddyfile/directives/${WITHIN[name] ?? name}`;
}
