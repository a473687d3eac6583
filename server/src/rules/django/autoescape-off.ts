import { replaceExpression } from '../edit';
import { isFalsy, judge } from '../judge';
import { settingsRule } from '../rule';
import { engines, optionOf } from '../templates';

export const rule = settingsRule({
  meta: {
    id: 'django/autoescape-off',
    title: 'Templates do not escape',
    category: 'middleware and apps',
    severity: 'error',
    scope: 'any',
    fix: 'quick',
    references: ['semgrep:global-autoescape-off', 'CWE-79'],
    summary: 'autoescape is off for every template: whatever visitors write is part of the page, scripts included.',
    settings: ['TEMPLATES'],
  },
  messages: {
    off: 'autoescape is off for every template of this engine.\nWhat visitors write goes into pages as it is: a script in a name runs in the browser of everybody who sees it.\nTurn it on, and mark what is safe in the templates.',
  },
  check(context) {
    const all = engines(context);
    if (!all) return;
    // A further engine may be for mails in plain text.
    const [first] = all;
    if (!first) return context.notApplicable('there is no template engine');
    const autoescape = optionOf(first, 'autoescape');
    if (autoescape === 'unknown') return context.unknown('the options of the first template engine are not known');
    if (autoescape === undefined || judge(autoescape, isFalsy) !== 'always') return;
    const { at } = autoescape;
    context.report({
      message: 'off',
      place: at ?? context.place('TEMPLATES'),
      fixes: at ? [{ title: 'Turn autoescape on', safe: false, edit: () => replaceExpression(context, at, 'True') }] : [],
    });
  },
});
