import { effectiveField } from '../../project/nginx/inheritance';
import type { Route } from '../../project/stack/model';
import { doubt, judge } from '../judge';
import { presence, SECURITY_MIDDLEWARE } from '../presence';
import { subjectRule } from '../rule';
import { downgraded, downgradeFixes, redirectsToHttps, remedyOf } from '../shared/redirects';
import { sitesOf } from '../shared/stack';

export const rule = subjectRule('stack', {
  meta: {
    id: 'stack/hsts-without-https',
    title: 'The header for HTTPS only is set, and never sent',
    category: 'proxy',
    severity: 'warning',
    scope: 'production',
    fix: 'multi',
    references: [],
    summary: 'Django sends Strict-Transport-Security with https alone, and takes every request for plain HTTP.',
    settings: ['SECURE_HSTS_SECONDS', 'SECURE_PROXY_SSL_HEADER', 'MIDDLEWARE'],
  },
  messages: {
    unsent:
      'SECURE_HSTS_SECONDS is set, and Django sends the header with https alone. {by} ends TLS ({file}), and {because}: to Django nothing is https.\nNo browser ever gets Strict-Transport-Security.\n{remedy}',
  },
  check(context) {
    for (const site of sitesOf(context)) {
      const value = site.asked.value('SECURE_HSTS_SECONDS');
      const isSet = judge(value, (one) => (one.kind === 'int' ? one.value > 0n : undefined));
      if (isSet === 'never') context.notApplicable('SECURE_HSTS_SECONDS is 0');
      if (isSet === 'sometimes' || isSet === 'unknown') context.unknown(doubt('SECURE_HSTS_SECONDS', value));
      if (isSet !== 'always' || presence(site.asked, SECURITY_MIDDLEWARE) !== 'listed') continue;
      const found = downgraded(context, site).filter(({ way }) => 'gate' in way || !isAdded(way.route));
      const [first] = found;
      if (!first || redirectsToHttps(site, context.unknown) !== false) continue;
      const fixes = downgradeFixes(context, site, found);
      context.report({
        message: 'unsent',
        data: { by: first.by, file: first.file, because: first.scheme.because, remedy: remedyOf(fixes) },
        place: site.asked.place('SECURE_HSTS_SECONDS'),
        related: first.steps,
        fixes,
      });
    }
  },
});

/** Whether nginx sends the header itself, or may do so. */
function isAdded({ configuration, proxied }: Route): boolean {
  return effectiveField(configuration, proxied.block, 'add_header', 'Strict-Transport-Security').kind !== 'unset';
}
