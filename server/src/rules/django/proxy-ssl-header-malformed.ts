import { knownItems, text, type Value } from '../../evaluate/value';
import { setTo } from '../remedy';
import { settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/proxy-ssl-header-malformed',
    title: 'SECURE_PROXY_SSL_HEADER cannot match',
    category: 'https and headers',
    severity: 'error',
    scope: 'any',
    fix: 'safe',
    references: [],
    summary: 'The setting is a pair: the name as WSGI spells it, and the value that means HTTPS. Any other spelling never matches.',
    settings: ['SECURE_PROXY_SSL_HEADER'],
  },
  messages: {
    pair: 'SECURE_PROXY_SSL_HEADER is not a pair of two texts.\nDjango unpacks it on every request that asks for the scheme, and raises ImproperlyConfigured or never sees HTTPS.\nWrite ("HTTP_X_FORWARDED_PROTO", "https").',
    name: 'SECURE_PROXY_SSL_HEADER names "{header}", and no request has a header of that name in Django.\nHTTPS requests then count as plain HTTP: redirects loop, and secure links come out as http.\nWrite "{clean}".',
  },
  check(context) {
    const value = context.value('SECURE_PROXY_SSL_HEADER');
    if (value.kind === 'unknown' || value.kind === 'choice' || value.kind === 'none') return;
    const place = context.place('SECURE_PROXY_SSL_HEADER');
    const set = (header: string, secure: string) => setTo(context, 'SECURE_PROXY_SSL_HEADER', `("${header}", "${secure}")`);
    const fault = faultOf(value);
    if (fault?.kind === 'pair') context.report({ message: 'pair', place, fixes: [set(fault.header, 'https')] });
    if (fault?.kind === 'name') {
      const { header, clean, secure } = fault;
      const plain = /^\w+$/.test(clean) && /^[\w-]+$/.test(secure);
      context.report({ message: 'name', data: { header, clean }, place, fixes: plain ? [set(clean, secure)] : [] });
    }
  },
});

type Fault =
  | { readonly kind: 'pair'; readonly header: string }
  | { readonly kind: 'name'; readonly header: string; readonly clean: string; readonly secure: string };

/** https://docs.djangoproject.com/en/5.2/ref/settings/#secure-proxy-ssl-header */
function faultOf(value: Value): Fault | undefined {
  if (value.kind === 'str') return { kind: 'pair', header: looksLikeHeader(value.value) ? spelt(value.value) : 'HTTP_X_FORWARDED_PROTO' };
  if (value.kind !== 'tuple' && value.kind !== 'list') return value.kind === 'opaque' ? undefined : PAIR;
  const items = knownItems(value);
  if (!items) return undefined;
  const [header, secure] = items;
  if (items.length !== 2 || !header || !secure) {
    const only = text(items[0]);
    return items.length === 1 && only && looksLikeHeader(only) ? { kind: 'pair', header: spelt(only) } : PAIR;
  }
  if ([header, secure].some((item) => item.kind === 'unknown' || item.kind === 'choice')) return undefined;
  if (header.kind !== 'str' || secure.kind !== 'str') return PAIR;
  const clean = spelt(header.value);
  return clean === header.value ? undefined : { kind: 'name', header: header.value, clean, secure: secure.value };
}

const PAIR: Fault = { kind: 'pair', header: 'HTTP_X_FORWARDED_PROTO' };

function looksLikeHeader(name: string): boolean {
  return /^(http[-_])?x[-_][\w-]+$/i.test(name);
}

/** As a WSGI server spells a request header: in capitals, with underscores, after `HTTP_`. */
function spelt(header: string): string {
  const name = header.trim().toUpperCase().replaceAll('-', '_');
  return name.startsWith('HTTP_') ? name : `HTTP_${name}`;
}
