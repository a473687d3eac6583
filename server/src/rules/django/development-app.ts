import type { Place } from '../../base/text';
import { type Edits, removeItem, together } from '../edit';
import { certainTexts } from '../judge';
import { settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/development-app',
    title: 'A tool for development is installed in production',
    category: 'middleware and apps',
    severity: 'warning',
    scope: 'production',
    fix: 'quick',
    references: ['CWE-489'],
    summary: 'A profiler, a debug toolbar or a reloader is among the applications or the middleware of production.',
    settings: ['INSTALLED_APPS', 'MIDDLEWARE'],
  },
  messages: {
    installed:
      '{name} is a tool for development, and production has it installed.\n{effect}\nInstall it in the settings for development only.',
  },
  check(context) {
    const apps = certainTexts(context, 'INSTALLED_APPS');
    const classes = certainTexts(context, 'MIDDLEWARE');
    for (const { name, effect, isIdle } of TOOLS) {
      const found = [
        ...apps
          .filter(({ text }) => text === name || text.startsWith(`${name}.apps.`))
          .map((item) => ({ ...item, list: 'INSTALLED_APPS' })),
        ...classes.filter(({ text }) => text.startsWith(`${name}.`)).map((item) => ({ ...item, list: 'MIDDLEWARE' })),
      ];
      const [first, ...others] = found;
      if (!first) continue;
      const edit = (): Edits => together(...found.map(({ list, text }) => removeItem(context, list, text)));
      context.report({
        message: 'installed',
        data: { name, effect },
        place: first.place,
        ...(isIdle && { severity: 'info' }),
        related: others.map(({ place, list }): { place: Place; message: string } => ({ place, message: `It is in ${list}, too` })),
        fixes: [{ title: `Remove ${name}`, safe: false, edit }],
      });
    }
  },
});

interface Tool {
  /** The Python package. */
  readonly name: string;
  readonly effect: string;
  /** It does nothing by itself when DEBUG is off. */
  readonly isIdle?: boolean;
}

const IDLE = 'With DEBUG off it has nothing to do there, and is one more thing that can break or be attacked.';
const SLOW = 'It watches every request, which costs time, and tells how the site works inside.';

const TOOLS: readonly Tool[] = [
  {
    name: 'debug_toolbar',
    effect: 'One setting decides whether strangers see queries, settings and the headers of requests in it.',
  },
  { name: 'silk', effect: 'It writes every request into the database, with headers, cookies and what was posted.' },
  { name: 'querycount', effect: SLOW },
  { name: 'nplusone', effect: SLOW },
  { name: 'pyinstrument', effect: SLOW },
  { name: 'django_cprofile_middleware', effect: SLOW },
  { name: 'kolo', effect: SLOW },
  { name: 'livereload', effect: 'It puts a script into every page that looks for a server which is not there.' },
  { name: 'django_browser_reload', effect: IDLE, isIdle: true },
  { name: 'django_watchfiles', effect: IDLE, isIdle: true },
  { name: 'sslserver', effect: IDLE, isIdle: true },
  { name: 'devserver', effect: IDLE, isIdle: true },
  { name: 'django_pdb', effect: IDLE, isIdle: true },
  { name: 'django_fastdev', effect: IDLE, isIdle: true },
  { name: 'template_profiler_panel', effect: IDLE, isIdle: true },
  { name: 'debug_toolbar_template_timings', effect: IDLE, isIdle: true },
];
