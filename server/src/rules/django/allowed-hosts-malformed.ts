import { replaceItem } from '../edit';
import { certainTexts } from '../judge';
import { settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/allowed-hosts-malformed',
    title: 'ALLOWED_HOSTS holds what is no host name',
    category: 'hosts',
    severity: 'error',
    scope: 'any',
    fix: 'safe',
    references: [],
    summary: 'Django compares the bare host name: an entry with a scheme, port, path or blank never matches.',
    settings: ['ALLOWED_HOSTS'],
  },
  messages: {
    malformed:
      'ALLOWED_HOSTS item "{host}" {fault}.\nDjango compares it with the bare host name, so that it matches no request, which then gets 400 Bad Request.\nWrite "{clean}".',
    hopeless:
      'ALLOWED_HOSTS item "{host}" {fault}.\nDjango compares it with the bare host name, so that it matches no request, which then gets 400 Bad Request.\nWrite the host name alone.',
  },
  check(context) {
    for (const { text: host, place } of certainTexts(context, 'ALLOWED_HOSTS')) {
      const fault = faultOf(host);
      if (!fault) continue;
      const clean = cleaned(host);
      if (clean === undefined) {
        context.report({ message: 'hopeless', data: { host, fault }, place });
        continue;
      }
      const edit = () => replaceItem(context, 'ALLOWED_HOSTS', host, clean);
      context.report({
        message: 'malformed',
        data: { host, fault, clean },
        place,
        fixes: [{ title: `Replace it with "${clean}"`, safe: true, edit }],
      });
    }
  },
});

/** What keeps an item from matching a host name, in words. https://docs.djangoproject.com/en/5.2/ref/settings/#allowed-hosts */
function faultOf(host: string): string | undefined {
  if (host === '' || host === '*') return undefined;
  if (host.includes('://')) return 'has a scheme';
  if (/\s/.test(host)) return 'has white space';
  if (host.includes('/')) return 'has a path';
  if (host.includes(',')) return 'is several names in one text';
  if (host.includes('*')) return 'has a star inside a name; a leading dot covers the subdomains';
  if (/^\[[0-9a-f:.]+\]$/i.test(host)) return undefined;
  if (/^[0-9a-f]*:[0-9a-f:.]*:[0-9a-f.]*$/i.test(host)) return 'is an IPv6 address without its brackets';
  return host.includes(':') ? 'has a port' : undefined;
}

/** The host name that was meant; undefined when there is not exactly one. */
function cleaned(host: string): string | undefined {
  const bare = host
    .trim()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
    .replace(/\/.*$/, '')
    .replace(/^\*+\.?(?=.)/, '.');
  const address = /^\[?([0-9a-f]*:[0-9a-f:.]*:[0-9a-f.]*)\]?$/i.exec(bare)?.[1];
  const name = address && !bare.includes(']:') ? `[${address}]` : bare.replace(/:\d*$/, '');
  return name !== '' && name !== '*' && name !== host && faultOf(name) === undefined ? name : undefined;
}
