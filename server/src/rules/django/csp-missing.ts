import { atLeast } from '../../base/version';
import { knownItems, truth } from '../../evaluate/value';
import type { NginxConfiguration } from '../../project/nginx/model';
import { djangoCspListed, POLICY_MIDDLEWARE } from '../contentPolicy';
import { insertItem, setSetting, together } from '../edit';
import { foreignMiddleware, ownMiddleware } from '../foreignMiddleware';
import { blocksToDjango, speaksHttp } from '../nginxHeaders';
import { arrivalOf, proxyInFront } from '../nginxRequests';
import { routerOf } from '../platform';
import { presence, SECURITY_MIDDLEWARE } from '../presence';
import { type Fix, type SettingsContext, settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/csp-missing',
    title: 'No content security policy',
    category: 'https and headers',
    severity: 'info',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary: 'Neither Django nor the proxy of the workspace tells browsers which scripts belong to the site.',
    settings: ['SECURE_CSP', 'SECURE_CSP_REPORT_ONLY', 'CONTENT_SECURITY_POLICY', 'MIDDLEWARE', 'TEMPLATES'],
  },
  messages: {
    none: 'No middleware sends a Content-Security-Policy, and {proxy} adds none.\nA script that somebody manages to write into a page runs like one of the site’s own.\nBegin with a policy that only reports, look at what it would have blocked, then enforce it.',
  },
  check(context) {
    const templates = knownItems(context.value('TEMPLATES'));
    if (templates?.length === 0) return context.notApplicable('the project has no templates, and a policy is for pages');
    const sender = senderOf(context);
    if (sender === 'sends') return;
    if (sender !== 'none') return context.unknown(sender.maybe);
    const proxy = proxyWithout(context);
    if (proxy === undefined) return;
    context.report({ message: 'none', data: { proxy }, place: context.place('SECURE_CSP'), fixes: fixesFor(context) });
  },
});

type Sender = 'sends' | 'none' | { readonly maybe: string };

/** What of the middleware sends a policy. */
function senderOf(context: SettingsContext): Sender {
  const django = presence(context, POLICY_MIDDLEWARE);
  if (django === 'listed' || django === 'subclassed') {
    const given = ['SECURE_CSP', 'SECURE_CSP_REPORT_ONLY'].map((name) => truth(context.value(name)));
    return given.includes(true) ? 'sends' : { maybe: 'the middleware for the policy is there, and views may bring policies of their own' };
  }
  const listed = djangoCspListed(context);
  if (listed === 'yes') return 'sends';
  const foreign = foreignMiddleware(context);
  if (foreign !== undefined || listed === 'unknown') return { maybe: `${foreign ?? 'a part of MIDDLEWARE'} may send a policy` };
  const own = ownMiddleware(context).find(({ file }) => /csp|security[-_ ]?policy/i.test(context.project.source(file)?.text ?? ''));
  return own ? { maybe: `${own.path} seems to send a policy` } : 'none';
}

/** The proxy that visitors meet first and that adds no policy, in words; undefined, with the reason told, where that is not known. */
function proxyWithout(context: SettingsContext): string | undefined {
  const { project } = context;
  const fronts = project.nginxConfigurations.filter(
    (each) => each.kind === 'production' && !SAMPLE.test(each.file) && isFront(context, each),
  );
  const sending = fronts.find(({ files }) => files.some((file) => /security-policy/i.test(project.source(file)?.text ?? '')));
  if (sending) context.notApplicable(`${sending.file} speaks of a policy`);
  else if (fronts.some(({ includes }) => includes.some(({ missing }) => missing !== undefined)))
    context.unknown('nginx reads files that are not in the workspace');
  else if (fronts[0]) return `nginx (${fronts[0].file})`;
  else {
    const platform = project.nginxConfigurations.length === 0 ? routerOf(project.files) : undefined;
    if (platform) return `the router of ${platform.name} (${platform.file})`;
    context.unknown('which proxy stands in front, and what it adds, is not known');
  }
  return undefined;
}

/** A file that somebody else will fill in. */
const SAMPLE = /\.(example|sample|dist|template|tmpl|j2)$/;

/** Visitors come to this nginx by TLS, and it hands requests to Django. */
function isFront(context: SettingsContext, configuration: NginxConfiguration): boolean {
  const silent = () => undefined;
  const asked = { project: context.project, configuration, unknown: silent, notApplicable: silent };
  const isBehind = proxyInFront(asked);
  return blocksToDjango(asked, speaksHttp).some(({ block }) => (arrivalOf(configuration, block)?.tls.length ?? 0) > 0 && !isBehind(block));
}

/** From Django 6.0 on: a policy that blocks nothing and says in the console of the browser what it would block. */
function fixesFor(context: SettingsContext): readonly Fix[] {
  const isKnown = !context.project.django.source.startsWith('assumed');
  if (!isKnown || !atLeast(context.django, '6.0') || !context.setting('MIDDLEWARE')) return [];
  const policy = '{\n    "default-src": ["\'self\'"],\n}';
  const listed = () =>
    insertItem(context, 'MIDDLEWARE', POLICY_MIDDLEWARE, { after: SECURITY_MIDDLEWARE }) ??
    insertItem(context, 'MIDDLEWARE', POLICY_MIDDLEWARE, 'start');
  return [
    {
      title: 'Report what a strict policy would block',
      safe: false,
      edit: () => together(setSetting(context, 'SECURE_CSP_REPORT_ONLY', policy), listed()),
    },
  ];
}
