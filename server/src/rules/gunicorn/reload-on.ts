import { gunicornRule } from '../rule';
import { given, isOn, nameOf, placeOf, setFix } from '../shared/gunicornRun';

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
    on: '{name} is on in production.\nEvery changed file restarts the workers: a release goes live while it is still being copied, and preload_app has no effect.\nTurn it off, and reload with a signal when the release is complete.',
  },
  check(context) {
    const setting = given(context, 'reload');
    if (!setting) return;
    if (context.run.conditional) return context.unknown('whether the command runs depends on what the files do not tell');
    const on = isOn(setting.value);
    if (on === undefined) return context.unknown('reload depends on what the files do not tell');
    if (!on) return;
    const fixes = setFix(context, 'reload', { python: 'False', flag: undefined }, 'Turn reload off', false);
    context.report({ message: 'on', data: { name: nameOf(setting) }, place: placeOf(context, setting), fixes });
  },
});
