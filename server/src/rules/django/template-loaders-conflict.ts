import { contains } from '../../base/text';
import { atLeast } from '../../base/version';
import { entry } from '../../evaluate/value';
import { removeEntry } from '../edit';
import { isTruthy, judge, type Verdict } from '../judge';
import { type SettingsContext, settingsRule } from '../rule';
import { DJANGO_TEMPLATES, type Engine, engines, optionOf } from '../templates';

export const rule = settingsRule({
  meta: {
    id: 'django/template-loaders-conflict',
    title: 'Templates have loaders and APP_DIRS',
    category: 'middleware and apps',
    severity: 'error',
    scope: 'any',
    fix: 'safe',
    references: ['templates.E001'],
    summary: 'A template engine with loaders of its own must not have APP_DIRS on: Django refuses to build it.',
    settings: ['TEMPLATES'],
  },
  messages: {
    both: 'This template engine has loaders of its own and APP_DIRS on.\nDjango refuses to build it: every page that has a template fails.\nTake APP_DIRS out; django.template.loaders.app_directories.Loader among the loaders does the same.',
  },
  check(context) {
    for (const engine of engines(context) ?? []) {
      const directories = entry(engine.value, 'APP_DIRS');
      if (engine.backend !== DJANGO_TEMPLATES || directories === undefined) continue;
      const [on, given] = [judge(directories, isTruthy), loadersOf(engine)];
      if (on === 'never' || given === 'never') continue;
      if (on !== 'always' || given !== 'always') {
        context.unknown('whether APP_DIRS and loaders are both given is not known');
        continue;
      }
      context.report({
        message: 'both',
        place: directories.at ?? context.place('TEMPLATES'),
        references: atLeast(context.django, '5.1') ? [] : ['templates.E001'],
        fixes: fixesFor(context, engine),
      });
    }
  },
});

/** Whether the engine gets loaders: an option None leaves them to Django. */
function loadersOf(engine: Engine): Verdict {
  const loaders = optionOf(engine, 'loaders');
  if (loaders === undefined) return 'never';
  return loaders === 'unknown' ? 'unknown' : judge(loaders, (value) => (value.kind === 'unknown' ? undefined : value.kind !== 'none'));
}

/** Only where both stand in one display: elsewhere other settings may want APP_DIRS as it is. */
function fixesFor(context: SettingsContext, engine: Engine) {
  const dict = engine.value.at;
  const loaders = optionOf(engine, 'loaders');
  const at = loaders === 'unknown' ? undefined : loaders?.at;
  if (!dict || !at || at.file !== dict.file || !contains(dict.span, at.span.start)) return [];
  return [{ title: 'Remove APP_DIRS', safe: true, edit: () => removeEntry(context, dict, 'APP_DIRS') }];
}
