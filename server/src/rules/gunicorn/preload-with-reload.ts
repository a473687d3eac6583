import { gunicornRule } from '../rule';
import { given, isOn, nameOf, placeOf, setFix } from '../shared/gunicornRun';

export const rule = gunicornRule({
  inBranches: true,
  meta: {
    id: 'gunicorn/preload-with-reload',
    title: 'Preloaded code is not reloaded',
    category: 'application server',
    severity: 'warning',
    scope: 'any',
    fix: 'quick',
    references: [],
    summary: 'preload_app loads the code once, before the workers: what reload restarts are workers with the old code.',
    settings: ['preload_app', 'reload'],
  },
  messages: {
    both: '{preload} and {reload} are both on.\nThe code is loaded once, before the workers start: a changed file restarts workers that run the old code again.\nUse preload_app in production, and reload without it while developing.',
  },
  check(context) {
    const preload = given(context, 'preload_app');
    const reload = given(context, 'reload');
    if (!preload || !reload) return;
    const [hasPreload, hasReload] = [isOn(preload.value), isOn(reload.value)];
    if (hasPreload === undefined || hasReload === undefined) return context.unknown('preload_app or reload is not known');
    if (!hasPreload || !hasReload) return;
    const fixes = setFix(context, 'preload_app', { python: 'False', flag: undefined }, 'Do not preload', false);
    const data = { preload: nameOf(preload), reload: nameOf(reload) };
    const related = [{ place: placeOf(context, reload), message: 'It reloads here' }];
    context.report({ message: 'both', data, place: placeOf(context, preload), related, fixes });
  },
});
