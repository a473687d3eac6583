import { seenBy, trustedHeader, writtenHeader } from '../../project/stack/seen';
import { setSetting } from '../edit';
import { type Fix, subjectRule } from '../rule';
import { redirectsToHttps } from '../shared/redirects';
import { sendFix } from '../shared/schemeFixes';
import { type SchemeMismatch, schemeMismatch } from '../shared/schemeMismatch';
import { openRoutes, type Site, type StackContext, sitesOf } from '../shared/stack';

export const rule = subjectRule('stack', {
  meta: {
    id: 'stack/proxy-header-mismatch',
    title: 'Django and nginx spell the header of the scheme differently',
    category: 'proxy',
    severity: 'error',
    scope: 'production',
    fix: 'safe',
    references: ['CWE-348'],
    summary: 'SECURE_PROXY_SSL_HEADER names another header, or another value, than the one with which nginx tells the scheme.',
    settings: ['SECURE_PROXY_SSL_HEADER', 'SECURE_SSL_REDIRECT'],
  },
  messages: {
    name: 'Django believes {header}, and nginx tells the scheme with {sent} ({file}); it does not set {header}.\nWhat nginx says is not heard, and what a visitor writes into {header} is. {visitor}\nUse one name on both sides.',
    value:
      'Django takes a request for https where {header} is “{value}”, and nginx sends “{sent}” for one by https ({file}).\n{visitor}\nUse one value on both sides.',
  },
  check(context) {
    for (const site of sitesOf(context)) {
      const trusted = trustedHeader(site.asked.value);
      if (trusted.kind === 'unknown') context.unknown(trusted.reason);
      if (trusted.kind === 'none') context.notApplicable('Django believes no header about the scheme');
      if (trusted.kind !== 'header') continue;
      const open = openRoutes(context, site).filter(({ entrance }) => entrance.tls.length > 0);
      const found = open.flatMap(({ route }) => schemeMismatch(site, route) ?? []);
      const [first] = found;
      if (!first) continue;
      const { what, name, value, sent, route } = first;
      context.report({
        message: what,
        data: {
          header: writtenHeader(name),
          value,
          sent: what === 'name' ? writtenHeader(sent) : sent,
          file: route.configuration.file,
          visitor: consequence(context, site, first),
        },
        place: site.asked.place('SECURE_PROXY_SSL_HEADER'),
        related: found.flatMap(({ at }) => (at ? [{ place: at, message: 'nginx tells the scheme here' }] : [])),
        fixes: fixesOf(context, site, found),
      });
    }
  },
});

function consequence(context: StackContext, site: Site, { route }: SchemeMismatch): string {
  const { scheme } = seenBy(context.project, route, 'https', site.asked.value).scheme;
  if (scheme !== 'http') return 'Whoever writes it over plain HTTP is taken for secure.';
  return redirectsToHttps(site, () => undefined) === true
    ? 'To Django every request of a browser is plain HTTP: it redirects each to the address that the visitor already has, without end.'
    : 'To Django every request of a browser is plain HTTP: forms end with “CSRF verification failed”, and links begin with http.';
}

function fixesOf(context: StackContext, site: Site, found: readonly SchemeMismatch[]): readonly Fix[] {
  const [first] = found;
  if (!first) return [];
  const { name, value, sent, what } = first;
  const isOne = found.every((each) => each.what === what && each.sent === sent) && found.length === site.routes.length;
  const routes = found.map(({ route }) => route);
  const send = value === 'https' ? [sendFix(context, routes, name)] : [];
  if (!isOne) return send;
  const tuple =
    what === 'name'
      ? `("HTTP_${sent.toUpperCase().replaceAll('-', '_')}", "https")`
      : `("HTTP_${name.toUpperCase().replaceAll('-', '_')}", "${sent}")`;
  const isPlain = what === 'value' ? /^[a-z]+$/.test(sent) : /proto|scheme/.test(sent);
  const believe: Fix = {
    title: what === 'name' ? `Let Django believe ${writtenHeader(sent)}` : `Let Django take “${sent}” for https`,
    safe: false,
    edit: () => setSetting(site.asked, 'SECURE_PROXY_SSL_HEADER', tuple),
  };
  return isPlain ? [...send, believe] : send;
}
