import { gunicornScope, setSetting } from '../edit';
import { configured, isOn, placeOf } from '../gunicornConfig';
import { gunicornRule } from '../rule';

export const rule = gunicornRule({
  meta: {
    id: 'gunicorn/reload-on',
    title: 'gunicorn reloads when a file changes',
    category: 'application server',
    severity: 'warning',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary: 'reload is a switch for development: a half-copied release goes live file by file, and a worker restarts at every change.',
    settings: ['reload'],
  },
  messages: {
    on: 'reload is on in production.\nEvery changed file restarts the workers: a release goes live while it is still being copied, and preload_app has no effect.\nTurn it off, and reload with a signal when the release is complete.',
  },
  check(context) {
    const setting = configured(context, 'reload');
    if (!setting) return;
    const on = isOn(setting.value);
    if (on === undefined) return context.unknown('reload depends on what the files do not tell');
    if (!on) return;
    const edit = () => setSetting(gunicornScope(context), 'reload', 'False');
    context.report({ message: 'on', place: placeOf(setting), fixes: [{ title: 'Turn reload off', safe: false, edit }] });
  },
});
