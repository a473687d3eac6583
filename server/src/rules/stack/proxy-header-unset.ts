import { headOf } from '../../project/nginx/model';
import { headerSeen, schemeHeadersOf } from '../../project/stack/headers';
import { trustedHeader, writtenHeader } from '../../project/stack/seen';
import { subjectRule } from '../rule';
import { downgraded, redirectsToHttps } from '../shared/redirects';
import { sendFix } from '../shared/schemeFixes';
import { type OpenRoute, openRoutes, sitesOf } from '../shared/stack';

export const rule = subjectRule('stack', {
  meta: {
    id: 'stack/proxy-header-unset',
    title: 'Django believes a header that nginx leaves to the visitor',
    category: 'proxy',
    severity: 'error',
    scope: 'production',
    fix: 'safe',
    references: ['CWE-348'],
    summary: 'SECURE_PROXY_SSL_HEADER names a header that some location of nginx does not set: there visitors decide what Django believes.',
    settings: ['SECURE_PROXY_SSL_HEADER'],
  },
  messages: {
    unset:
      'Django believes {header}, and nginx does not set it in {place} ({file}): it hands on what the visitor wrote.\nA browser writes nothing, so that Django takes its https for plain HTTP there; whoever writes “{header}: {value}” over plain HTTP is taken for secure.\nHave nginx set it to $scheme wherever it hands requests to Django.',
    passed:
      'Django believes {header}, and nginx hands on the one that the visitor wrote in {place} ({file}).\nA browser writes none, so that Django takes its https for plain HTTP there; whoever writes “{header}: {value}” over plain HTTP is taken for secure.\nHave nginx set it to $scheme.',
  },
  check(context) {
    for (const site of sitesOf(context)) {
      const trusted = trustedHeader(site.asked.value);
      if (trusted.kind === 'unknown') context.unknown(trusted.reason);
      if (trusted.kind === 'none') context.notApplicable('Django believes no header about the scheme');
      if (trusted.kind !== 'header') continue;
      const open = openRoutes(context, site).filter(({ entrance }) => entrance.tls.length > 0);
      const found = open.filter(({ route }) => isLeftToVisitors(route, trusted.name));
      const [first] = found;
      // That a browser is redirected without end is the worse of it: see stack/redirect-loop.
      if (!first || (downgraded(context, site).length > 0 && redirectsToHttps(site, context.unknown) !== false)) continue;
      const { route } = first;
      const header = headerSeen(route, trusted.name, 'https');
      const directive = header.kind === 'visitor' ? header.directive : undefined;
      const routes = found.map((each) => each.route);
      context.report({
        message: directive ? 'passed' : 'unset',
        data: {
          header: writtenHeader(trusted.name),
          value: trusted.value,
          place: route.proxied.block.opener?.args.map(({ text }) => text).join(' ') ?? 'a part',
          file: route.configuration.file,
        },
        place: site.asked.place('SECURE_PROXY_SSL_HEADER'),
        related: routes.map(({ proxied }) => ({
          place: headOf(proxied.target.directive),
          message: 'It is not set for what is handed on here',
        })),
        fixes: trusted.value === 'https' ? [sendFix(context, routes, trusted.name)] : [],
      });
    }
  },
});

/** Where nginx sends another header about the scheme, the two are spelt differently: see stack/proxy-header-mismatch. */
function isLeftToVisitors(route: OpenRoute['route'], name: string): boolean {
  return headerSeen(route, name, 'https').kind === 'visitor' && schemeHeadersOf(route)?.every((each) => each === name) === true;
}
