import { atLeast } from '../../base/version';
import { knownItems, text } from '../../evaluate/value';
import { locationOf } from '../../project/nginx/locations';
import { enclosing } from '../../project/nginx/model';
import type { Project } from '../../project/project';
import { isTestOrMigration } from '../../project/walk';
import { doubt, hasItem, judge } from '../judge';
import { isEntrance } from '../nginxRequests';
import { CSRF_MIDDLEWARE, presence } from '../presence';
import { subjectRule } from '../rule';
import { type Downgraded, downgraded, downgradeFixes, redirectsToHttps, remedyOf } from '../shared/redirects';
import { type Site, sitesOf } from '../shared/stack';

export const rule = subjectRule('stack', {
  meta: {
    id: 'stack/origin-not-trusted',
    title: 'Every form post fails the check of its origin',
    category: 'proxy',
    severity: 'warning',
    scope: 'production',
    fix: 'multi',
    references: [],
    summary: 'Visitors post from https, Django sees http, and CSRF_TRUSTED_ORIGINS does not list the site: every form ends with a 403.',
    settings: ['CSRF_TRUSTED_ORIGINS', 'SECURE_PROXY_SSL_HEADER', 'MIDDLEWARE'],
  },
  messages: {
    scheme:
      '{by} ends TLS ({file}), and to Django every request is plain HTTP: {because}.\nA browser posts with “Origin: https://…”, Django expects “http://…”, and answers 403 “CSRF verification failed” to every form, the login among them.\n{remedy}',
  },
  check(context) {
    // Source: https://docs.djangoproject.com/en/5.2/releases/4.0/#csrf
    if (!atLeast(context.project.django.version, '4.0')) return context.notApplicable('Django before 4.0 does not look at the origin');
    for (const site of sitesOf(context)) {
      const found = downgraded(context, site);
      const [first] = found.filter((each) => hasForms(site, each));
      if (!first || mayBeTrusted(site, context.unknown) || presence(site.asked, CSRF_MIDDLEWARE) !== 'listed') continue;
      // A redirect without end comes before: see stack/redirect-loop.
      if (redirectsToHttps(site, context.unknown) !== false) continue;
      const fixes = downgradeFixes(context, site, found);
      context.report({
        message: 'scheme',
        data: { by: first.by, file: first.file, because: first.scheme.because, remedy: remedyOf(fixes) },
        place: site.asked.place(site.asked.setting('CSRF_TRUSTED_ORIGINS') ? 'CSRF_TRUSTED_ORIGINS' : 'SECURE_PROXY_SSL_HEADER'),
        related: first.steps,
        fixes,
      });
    }
  },
});

/** Whether a way leads to a page with a form for sure: the login of the admin, or one of the project's own. An API may have none. */
function hasForms({ asked }: Site, { way }: Downgraded): boolean {
  const hasAdmin = judge(asked.value('INSTALLED_APPS'), hasItem('django.contrib.admin')) === 'always';
  const isWhole = 'gate' in way ? way.gate.isWhole : isEntrance(way.route.proxied.block);
  if (isWhole) return hasAdmin || hasFormTemplate(asked.project);
  const location = 'gate' in way ? undefined : enclosing(way.route.proxied.block, 'location');
  return hasAdmin && /^\/admin\/?$/.test((location && locationOf(location)?.pattern) ?? '');
}

/** Source: https://docs.djangoproject.com/en/5.2/ref/templates/builtins/#csrf-token */
function hasFormTemplate({ listing, files }: Project): boolean {
  return listing.some((path) => /\.html$/.test(path) && !isTestOrMigration(path) && (files.read(path) ?? '').includes('{% csrf_token %}'));
}

/** Whether some origin with https is listed, or may be: who lists one has met the error, whatever names the server has. */
function mayBeTrusted(site: Site, unknown: (reason: string) => void): boolean {
  const value = site.asked.value('CSRF_TRUSTED_ORIGINS');
  const items = knownItems(value)?.map(text);
  if (!items || items.includes(undefined)) {
    unknown(doubt('CSRF_TRUSTED_ORIGINS', value));
    return true;
  }
  return items.some((origin) => origin?.startsWith('https://'));
}
