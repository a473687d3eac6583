import { atLeast } from '../../base/version';
import { replaceItem } from '../edit';
import { certainTexts } from '../judge';
import { settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/csrf-trusted-origins-malformed',
    title: 'CSRF_TRUSTED_ORIGINS holds what is no origin',
    category: 'hosts',
    severity: 'error',
    scope: 'any',
    fix: 'safe',
    references: ['4_0.E001'],
    summary: 'An origin is a scheme and a host, nothing else: without the scheme Django’s check refuses it, with a path it never matches.',
    settings: ['CSRF_TRUSTED_ORIGINS'],
  },
  messages: {
    scheme:
      'CSRF_TRUSTED_ORIGINS item "{origin}" has no scheme.\nSince Django 4.0 its own check refuses that, and migrate and runserver with it.\nWrite "{clean}".',
    path: 'CSRF_TRUSTED_ORIGINS item "{origin}" has more than scheme, host and port.\nBrowsers send an origin without a path, so that this never matches and the form posts it was meant for get 403.\nWrite "{clean}".',
    blank:
      'CSRF_TRUSTED_ORIGINS item "{origin}" has white space in it.\nIt matches no origin that a browser sends, so that the form posts it was meant for get 403.\nWrite "{clean}".',
    star: 'CSRF_TRUSTED_ORIGINS item "{origin}" names no host.\nThere is no wildcard for every origin, so that it matches nothing.\nName the origins, or a domain with its subdomains: "https://*.example.com".',
    empty:
      'CSRF_TRUSTED_ORIGINS holds an empty text.\nSince Django 4.0 its own check refuses an item without a scheme, and migrate and runserver with it.\nTake it out, or give the origin.',
  },
  check(context) {
    if (!atLeast(context.django, '4.0')) return context.notApplicable('before Django 4.0 these were host names without a scheme');
    for (const { text: origin, place } of certainTexts(context, 'CSRF_TRUSTED_ORIGINS')) {
      const fault = faultOf(origin);
      if (!fault) continue;
      const references = origin.includes('://') ? [] : ['4_0.E001'];
      if (fault === 'empty' || fault === 'star') {
        context.report({ message: fault, data: { origin }, place, references });
        continue;
      }
      const clean = cleaned(origin);
      const edit = () => replaceItem(context, 'CSRF_TRUSTED_ORIGINS', origin, clean);
      context.report({
        message: fault,
        data: { origin, clean },
        place,
        references,
        fixes: [{ title: `Replace it with "${clean}"`, safe: true, edit }],
      });
    }
  },
});

/** https://docs.djangoproject.com/en/5.2/ref/settings/#csrf-trusted-origins */
function faultOf(origin: string): 'empty' | 'star' | 'scheme' | 'blank' | 'path' | undefined {
  if (origin.trim() === '') return 'empty';
  if (/^([a-z]+:\/\/)?\*?\/?$/i.test(origin.trim())) return 'star';
  if (!origin.includes('://')) return 'scheme';
  if (/\s/.test(origin)) return 'blank';
  // A wildcard is compared by its host alone, whatever stands behind it.
  return !origin.includes('*') && origin.slice(origin.indexOf('://') + 3).includes('/') ? 'path' : undefined;
}

function cleaned(origin: string): string {
  const compact = origin.replace(/\s+/g, '');
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(compact)?.[1];
  const rest = scheme ? compact.slice(scheme.length + 3) : compact.replace(/^\/+/, '');
  const host = rest.replace(/\/.*$/, '').replace(/^\*(?=[^.])|^(?=\.)/, (found) => (found === '*' ? '*.' : '*'));
  const local = /^(localhost|127\.|\[::1\])/.test(host);
  return `${scheme ?? (local ? 'http' : 'https')}://${host}`;
}
