import { settingsRule } from '../rule';
import { rootPatterns } from '../urlPatterns';

export const rule = settingsRule({
  meta: {
    id: 'django/static-served-by-view',
    title: 'A view for development sends files in production',
    category: 'static and media',
    severity: 'warning',
    scope: 'production',
    fix: 'none',
    references: [],
    summary: 'django.views.static.serve is in the URLs whatever DEBUG says: every file keeps a worker busy, and nobody hardened it.',
    settings: ['ROOT_URLCONF'],
  },
  messages: {
    served:
      'django.views.static.serve sends the files under {route}, with DEBUG off too.\nEach file keeps a worker for as long as the slowest client takes, and what visitors upload comes from the site’s own name with the type that its ending says.\nLet the web server, WhiteNoise or a storage service send them.',
  },
  check(context) {
    const patterns = rootPatterns(context);
    if (!patterns) return context.unknown('the module that ROOT_URLCONF names is not in the workspace');
    for (const { route, view, place } of patterns) {
      if (view === 'django.views.static.serve' && ANY_FILE.test(route)) context.report({ message: 'served', data: { route }, place });
    }
  },
});

/** The route takes whatever path the client asks for, and not one file of a known name. */
const ANY_FILE = /\(\?P<path>\.[*+]\)|<path:path>/;
