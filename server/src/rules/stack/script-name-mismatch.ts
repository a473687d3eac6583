import { text, type Value } from '../../evaluate/value';
import { effective } from '../../project/nginx/inheritance';
import { locationOf } from '../../project/nginx/locations';
import { enclosing, headOf } from '../../project/nginx/model';
import { sentHeaders } from '../../project/nginx/sent';
import type { Route } from '../../project/stack/model';
import { doubt, hasItem, judge } from '../judge';
import { subjectRule } from '../rule';
import { type Site, type StackContext, sitesOf } from '../shared/stack';

export const rule = subjectRule('stack', {
  meta: {
    id: 'stack/script-name-mismatch',
    title: 'Links of Django lead out of the path that nginx gives it',
    category: 'proxy',
    severity: 'warning',
    scope: 'production',
    fix: 'none',
    references: [],
    summary:
      'nginx takes a prefix off the path, and Django does not know it; or Django adds one that nginx leaves on: links and redirects end at a 404.',
    settings: ['FORCE_SCRIPT_NAME', 'INSTALLED_APPS'],
  },
  messages: {
    lost: 'nginx takes {prefix} off the path before it asks Django ({file}), and nothing tells Django: FORCE_SCRIPT_NAME is not set.\nIts links and redirects begin at /: the login of the admin sends visitors to /admin/login/, which nginx does not hand to Django.\nSet FORCE_SCRIPT_NAME to "{prefix}", or let nginx leave the path as it is.',
    doubled:
      'FORCE_SCRIPT_NAME is "{prefix}", and nginx leaves the prefix on the path ({file}).\nDjango, under WSGI, looks for {prefix}/… among its own paths, and answers 404 to every link that it makes.\nLet nginx take the prefix off: end proxy_pass with a slash.',
  },
  check(context) {
    for (const site of sitesOf(context)) {
      if (site.routes.length === 0) context.notApplicable('no nginx of the workspace certainly hands requests to it');
      const paths = site.routes.map(pathOf);
      const known = paths.flatMap((path) => (path ? [path] : []));
      const [first] = known;
      const forced = site.asked.value('FORCE_SCRIPT_NAME');
      const [route] = site.routes;
      if (!first || !route) continue;
      if (
        known.length < paths.length ||
        site.routes.some(tellsPrefix) ||
        site.members.some(({ process }) => process?.variables.has('SCRIPT_NAME'))
      ) {
        context.unknown('which prefix Django gets is not known for all that nginx hands to it');
        continue;
      }
      if (forced.kind === 'none') {
        const prefix = first.prefix;
        // Without the admin, its pages may have no links to themselves: an API.
        const isAlike = known.every((each) => each.isStripped && each.prefix === prefix);
        if (!isAlike || prefix === '' || judge(site.asked.value('INSTALLED_APPS'), hasItem('django.contrib.admin')) !== 'always') continue;
        const at = route.proxied.target.directive;
        const related = [{ place: site.asked.place('FORCE_SCRIPT_NAME'), message: 'Django does not know the prefix' }];
        context.report({ message: 'lost', data: { prefix, file: at.file }, place: headOf(at), related });
      } else reportDoubled(context, site, forced, known, (report) => context.report(report));
    }
  },
});

interface Path {
  readonly route: Route;
  /** `/shop`; '' for the whole site. */
  readonly prefix: string;
  readonly isStripped: boolean;
}

/** The prefix of a location, and whether `proxy_pass` takes it off. Undefined where an expression or a rewrite has a say. */
function pathOf(route: Route): Path | undefined {
  const { block, target } = route.proxied;
  const location = enclosing(block, 'location');
  const match = location && locationOf(location);
  if (!location || !match || match.modifier === '~' || match.modifier === '~*' || match.modifier === '@') return undefined;
  if ([block, location].some((each) => each.all('rewrite').length > 0 || each.all('if').length > 0)) return undefined;
  if (enclosing(block, 'server')?.all('rewrite').length !== 0) return undefined;
  const prefix = match.pattern.replace(/\/$/, '');
  if (target.uri === undefined) return { route, prefix, isStripped: false };
  return target.uri === '/' ? { route, prefix, isStripped: prefix !== '' } : undefined;
}

/** Whether nginx tells the prefix by a header or parameter, or puts it into answers. */
function tellsPrefix({ configuration, proxied }: Route): boolean {
  const sent = sentHeaders(configuration, proxied.block);
  const changes = ['sub_filter', 'proxy_redirect', 'uwsgi_param'].some((name) => {
    const found = effective(configuration, proxied.block, name);
    return (
      found.kind !== 'unset' &&
      !(found.kind === 'set' && found.directives.every(({ args }) => args[0]?.text === 'off' || args[0]?.text === 'default'))
    );
  });
  return changes || !sent || sent.some(({ name }) => /script[-_]?name|prefix|path/.test(name));
}

interface Doubled {
  readonly message: 'doubled';
  readonly data: Readonly<Record<string, string>>;
  readonly place: ReturnType<typeof headOf>;
  readonly related: readonly { readonly place: ReturnType<typeof headOf>; readonly message: string }[];
}

/** Only under WSGI: a server of ASGI has the prefix taken off by Django itself. Source: ASGIRequest of django/core/handlers/asgi.py. */
function reportDoubled(context: StackContext, site: Site, forced: Value, known: readonly Path[], report: (report: Doubled) => void): void {
  const prefix = text(forced)?.replace(/\/$/, '');
  if (prefix === undefined) context.unknown(doubt('FORCE_SCRIPT_NAME', forced));
  const isWsgi = site.members.every(({ process }) => /(^|[._])wsgi$/.test(process?.app ?? ''));
  // For the whole site, another proxy may have taken it off before.
  const own = known.filter((each) => each.prefix === prefix);
  const [first] = own;
  if (!prefix || !isWsgi || !first || own.some(({ isStripped }) => isStripped) || own.length < known.length) return;
  const at = first.route.proxied.target.directive;
  report({
    message: 'doubled',
    data: { prefix, file: at.file },
    place: site.asked.place('FORCE_SCRIPT_NAME'),
    related: [{ place: headOf(at), message: 'The path goes on as it came' }],
  });
}
