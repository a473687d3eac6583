import { settingsRule } from '../rule';
import { rootPatterns } from '../urlPatterns';

export const rule = settingsRule({
  meta: {
    id: 'django/admin-default-path',
    title: 'The admin is where everybody looks for it',
    category: 'hosts',
    severity: 'info',
    scope: 'production',
    fix: 'none',
    references: [],
    summary: 'The admin answers at admin/, the first path that scripts try passwords on.',
    settings: ['ROOT_URLCONF'],
  },
  messages: {
    path: 'The admin answers at admin/.\nScripts that try passwords begin there, on every Django site.\nChoose another path, or let only your own addresses in; both are no replacement for good passwords.',
  },
  check(context) {
    const patterns = rootPatterns(context);
    if (!patterns) return context.unknown('the module that ROOT_URLCONF names is not in the workspace');
    for (const { kind, route, view, place } of patterns) {
      const isDefault = kind === 'path' ? route === 'admin/' : route === '^admin/';
      if (isDefault && view !== undefined && ADMINS.has(view)) context.report({ message: 'path', place });
    }
  },
});

const ADMINS: ReadonlySet<string> = new Set(['django.contrib.admin.site.urls', 'django.contrib.gis.admin.site.urls']);
