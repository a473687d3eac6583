import { truth } from '../../evaluate/value';
import { certainTexts, holds, isNone } from '../judge';
import { platformOf, trustedProxyFile } from '../platform';
import { setTo } from '../remedy';
import { type Related, type SettingsContext, settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/proxy-ssl-header-missing',
    title: 'Django does not know that requests came over HTTPS',
    category: 'https and headers',
    severity: 'warning',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary: 'TLS ends at a proxy, and nothing tells Django: every request counts as plain HTTP.',
    settings: ['SECURE_PROXY_SSL_HEADER', 'SECURE_SSL_REDIRECT', 'SESSION_COOKIE_SECURE', 'CSRF_COOKIE_SECURE', 'CSRF_TRUSTED_ORIGINS'],
  },
  messages: {
    loop: 'TLS ends at {platform} ({file}), and SECURE_PROXY_SSL_HEADER is not set.\nTo Django every request is plain HTTP, and SECURE_SSL_REDIRECT sends it to HTTPS again: the site redirects without end.\nTrust the X-Forwarded-Proto header that {platform} sets.',
    plain:
      'TLS ends at {platform} ({file}), and SECURE_PROXY_SSL_HEADER is not set.\nTo Django every request is plain HTTP: absolute links come out as http, HSTS is never sent, and the CSRF check of form posts fails.\nTrust the X-Forwarded-Proto header that {platform} sets.',
  },
  check(context) {
    if (!holds(context, 'SECURE_PROXY_SSL_HEADER', isNone)) return;
    const { files, gunicornConfigs } = context.project;
    const platform = platformOf(files);
    if (!platform) return context.unknown('nothing in the workspace tells whether TLS ends at a proxy');
    const trusted = trustedProxyFile(files, gunicornConfigs);
    if (trusted) return context.unknown(`${trusted} tells the app server which proxies to trust, and it may pass the scheme on`);
    if (platform.trustsProxy)
      return context.unknown(`the Python image of ${platform.name} lets gunicorn and uvicorn take the scheme from the proxy`);
    const signs = signsOfHttps(context);
    if (signs.length === 0) return context.unknown('no setting says that the site is served over HTTPS');
    context.report({
      message: truth(context.value('SECURE_SSL_REDIRECT')) ? 'loop' : 'plain',
      data: { platform: platform.name, file: platform.file },
      place: context.place('SECURE_PROXY_SSL_HEADER'),
      related: signs,
      fixes: [setTo(context, 'SECURE_PROXY_SSL_HEADER', '("HTTP_X_FORWARDED_PROTO", "https")', false)],
    });
  },
});

function signsOfHttps(context: SettingsContext): readonly Related[] {
  const switches = ['SECURE_SSL_REDIRECT', 'SESSION_COOKIE_SECURE', 'CSRF_COOKIE_SECURE']
    .filter((name) => truth(context.value(name)) === true)
    .map((name) => ({ place: context.place(name), message: `${name} says that the site is served over HTTPS` }));
  const origin = certainTexts(context, 'CSRF_TRUSTED_ORIGINS').find((item) => item.text.startsWith('https://'));
  return origin ? [...switches, { place: origin.place, message: `${origin.text} is served over HTTPS` }] : switches;
}
