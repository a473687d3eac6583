import { removeEntry } from '../edit';
import { isTruthy, judge } from '../judge';
import { settingsRule } from '../rule';
import { DJANGO_TEMPLATES, engines, optionOf } from '../templates';

export const rule = settingsRule({
  meta: {
    id: 'django/template-debug',
    title: 'Templates are built for debugging',
    category: 'middleware and apps',
    severity: 'warning',
    scope: 'production',
    fix: 'safe',
    references: ['CWE-489'],
    summary: 'The debug option of the templates is on although DEBUG is off.',
    settings: ['TEMPLATES', 'DEBUG'],
  },
  messages: {
    on: 'The debug option of the templates is on in production.\nTemplates are compiled slower, and reports of errors carry pieces of them; before Django 4.1 each is read and compiled again for every request.\nLeave the option out: it then follows DEBUG.',
  },
  check(context) {
    for (const engine of engines(context) ?? []) {
      const debug = optionOf(engine, 'debug');
      if (engine.backend !== DJANGO_TEMPLATES || debug === undefined) continue;
      if (debug === 'unknown' || judge(debug, isTruthy) !== 'always') {
        if (debug === 'unknown' || judge(debug, isTruthy) !== 'never') context.unknown('the debug option of the templates is not known');
        continue;
      }
      if (judge(context.value('DEBUG'), isTruthy) === 'always') return context.notApplicable('DEBUG is on, which is another matter');
      const options = engine.options?.at;
      context.report({
        message: 'on',
        place: debug.at ?? context.place('TEMPLATES'),
        fixes: options ? [{ title: 'Let it follow DEBUG', safe: true, edit: () => removeEntry(context, options, 'debug') }] : [],
      });
    }
  },
});
