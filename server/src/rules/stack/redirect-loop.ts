import { subjectRule } from '../rule';
import { downgraded, downgradeFixes, redirectsToHttps, remedyOf } from '../shared/redirects';
import { sitesOf } from '../shared/stack';

export const rule = subjectRule('stack', {
  meta: {
    id: 'stack/redirect-loop',
    title: 'The site redirects to itself without end',
    category: 'proxy',
    severity: 'error',
    scope: 'production',
    fix: 'multi',
    references: [],
    summary: 'Django redirects plain HTTP to HTTPS, and takes every request for plain HTTP: no header that it believes says otherwise.',
    settings: ['SECURE_SSL_REDIRECT', 'SECURE_PROXY_SSL_HEADER', 'MIDDLEWARE'],
  },
  messages: {
    loop: 'SECURE_SSL_REDIRECT is on, and to Django every request is plain HTTP: {by} ends TLS ({file}), and {because}.\nIt answers each of them with a redirect to the address that the visitor already has: the browser gives up with “too many redirects”.\n{remedy}',
  },
  check(context) {
    for (const site of sitesOf(context)) {
      const found = downgraded(context, site);
      const [first] = found;
      if (!first || !redirectsToHttps(site, context.unknown)) continue;
      const fixes = downgradeFixes(context, site, found);
      context.report({
        message: 'loop',
        data: { by: first.by, file: first.file, because: first.scheme.because, remedy: remedyOf(fixes) },
        place: site.asked.place('SECURE_SSL_REDIRECT'),
        related: first.steps,
        fixes,
      });
    }
  },
});
