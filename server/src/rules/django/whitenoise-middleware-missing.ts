import { text } from '../../evaluate/value';
import { doubt } from '../judge';
import { routerOf } from '../platform';
import { presence, SECURITY_MIDDLEWARE } from '../presence';
import { insertMiddleware } from '../remedy';
import { type SettingsContext, settingsRule } from '../rule';
import { staticBackend, usesStaticFiles } from '../storages';
import { rootPatterns } from '../urlPatterns';
import { WHITENOISE_MIDDLEWARE } from '../whiteNoise';

export const rule = settingsRule({
  meta: {
    id: 'django/whitenoise-middleware-missing',
    title: 'Nobody sends the static files',
    category: 'static and media',
    severity: 'warning',
    scope: 'production',
    fix: 'safe',
    references: [],
    summary: 'Static files are stored for WhiteNoise, whose middleware is missing, on a platform that has no web server in front.',
    settings: ['MIDDLEWARE', 'STORAGES', 'STATICFILES_STORAGE', 'STATIC_URL', 'ROOT_URLCONF'],
  },
  messages: {
    missing:
      'Static files are stored for WhiteNoise, and WhiteNoiseMiddleware is not in MIDDLEWARE.\n{platform} ({file}) hands every request to the process, which sends no static file with DEBUG off: pages come without style and script.\nAdd the middleware directly after SecurityMiddleware.',
  },
  check(context) {
    if (usesStaticFiles(context) !== true) return context.notApplicable('django.contrib.staticfiles is not known to be installed');
    const backend = staticBackend(context);
    if (backend === undefined) return context.unknown('the storage of static files is not known');
    if (!backend.startsWith('whitenoise.storage.')) return context.notApplicable(`${backend} is not WhiteNoise’s`);
    const listed = presence(context, WHITENOISE_MIDDLEWARE);
    if (listed === 'unknown') return context.unknown(doubt('MIDDLEWARE', context.value('MIDDLEWARE')));
    if (listed !== 'absent') return;
    const other = otherServer(context);
    if (other !== undefined) return context.unknown(other);
    const platform = routerOf(context.project.files);
    if (!platform) return context.unknown('a web server in front may send the files');
    context.report({
      message: 'missing',
      data: { platform: platform.name, file: platform.file },
      place: context.place('MIDDLEWARE'),
      fixes: insertMiddleware(context, WHITENOISE_MIDDLEWARE, [{ after: SECURITY_MIDDLEWARE }, 'start']),
    });
  },
});

/** What else may send static files, in words. */
function otherServer(context: SettingsContext): string | undefined {
  const { project, profile } = context;
  const url = text(context.value('STATIC_URL'));
  if (url === undefined || /^([a-z]+:)?\/\//i.test(url)) return 'static files have an address of their own';
  const names = project.listing.filter((path) => /(^|\/)([\w-]*(wsgi|asgi|server|middleware)[\w-]*\.py)$/.test(path));
  const wrapper = [...profile.entry, ...names].find((path) =>
    /whitenoise|servestatic|dj_static|blacknoise/i.test(project.source(path)?.text ?? ''),
  );
  if (wrapper !== undefined) return `${wrapper} may send the files`;
  const server = project.listing.find((path) => /(^|\/)(Dockerfile[\w.-]*|[\w-]*nginx[\w.-]*|Caddyfile|Aptfile|\.buildpacks)$/i.test(path));
  if (server !== undefined) return `${server} may bring a web server that sends the files`;
  const isServed = rootPatterns(context)?.some(({ view }) => view !== undefined && /\.static(files\.views)?\.serve$/.test(view));
  return isServed === false ? undefined : 'the project’s URLs may send the files';
}
