import type { CaddyToken } from '../../syntax/caddy/parse';
import type { Line } from './expand';
import type { CaddyHeaderChange, CaddyProxy } from './model';

/** `[+|-|?|>]field [value [replacement]]`. Source: https://caddyserver.com/docs/caddyfile/directives/header */
export function changeOf(words: readonly CaddyToken[], { file, directive }: Line): CaddyHeaderChange | undefined {
  const [field, value, replacement] = words;
  if (!field) return undefined;
  const [, sign = '', bare = ''] = /^([+\-?>]?)(.*)$/s.exec(field.text) ?? [];
  const kind =
    sign === '-' ? 'delete' : sign === '+' ? 'add' : sign === '?' ? 'default' : replacement ? 'replace' : value ? 'set' : 'delete';
  const place = { file, span: directive.head };
  const isTold = value !== undefined && value.variables.length === 0;
  return { kind, name: bare.replace(/:$/, '').toLowerCase(), value: isTold && kind !== 'replace' ? value.text : undefined, place };
}

/** What an upstream gets as a header. */
export type HeaderUp =
  /** Caddy’s placeholders stand as in a Caddyfile: `{scheme}`, `{host}`, `{remote_host}`. */
  | { readonly kind: 'value'; readonly value: string; readonly place: CaddyHeaderChange['place'] | undefined }
  /** Whatever the client, or a proxy before Caddy, sends. */
  | { readonly kind: 'passed' }
  | { readonly kind: 'absent'; readonly place: CaddyHeaderChange['place'] }
  | { readonly kind: 'unknown'; readonly reason: string };

/** What Caddy sets where nothing is said, and takes from the client only where that is a trusted proxy. */
const OWN: Readonly<Record<string, string>> = {
  'x-forwarded-for': '{remote_host}',
  'x-forwarded-proto': '{scheme}',
  'x-forwarded-host': '{host}',
};

/**
 * A header of a request as the upstream gets it.
 * Source: https://caddyserver.com/docs/caddyfile/directives/reverse_proxy#defaults
 */
export function headerUp(proxy: CaddyProxy, name: string): HeaderUp {
  const wanted = name.toLowerCase();
  const last = proxy.up.findLast((change) => changes(change, wanted));
  if (last?.kind === 'delete') return { kind: 'absent', place: last.place };
  if (last?.kind === 'set' && last.value !== undefined) return { kind: 'value', value: last.value, place: last.place };
  if (last) return { kind: 'unknown', reason: `header_up ${name} is not told` };
  if (wanted === 'host') return { kind: 'value', value: '{host}', place: undefined };
  const own = Object.hasOwn(OWN, wanted) ? OWN[wanted] : undefined;
  if (own === undefined || proxy.trustsProxies) return { kind: 'passed' };
  return { kind: 'value', value: own, place: undefined };
}

function changes({ kind, name }: CaddyHeaderChange, wanted: string): boolean {
  if (kind !== 'delete' || !name.includes('*')) return name === wanted;
  if (name === '*') return true;
  if (name.startsWith('*') && name.endsWith('*')) return wanted.includes(name.slice(1, -1));
  return name.startsWith('*') ? wanted.endsWith(name.slice(1)) : wanted.startsWith(name.slice(0, -1));
}
