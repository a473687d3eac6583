import { CHECKED_MIDDLEWARE, subclassListed } from '../presence';
import { settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/subclassed-middleware',
    title: 'Django’s check does not see a middleware behind its subclass',
    category: 'middleware and apps',
    severity: 'hint',
    scope: 'production',
    fix: 'none',
    references: ['security.W001', 'security.W002', 'security.W003'],
    summary:
      'check --deploy looks for three middleware by name, and warns where a class of the project that extends one stands in its place.',
    settings: ['MIDDLEWARE'],
  },
  messages: {
    overlooked:
      '{subclass} extends {name} and does its work, but check --deploy reports {check}.\nDjango’s check looks for the name alone.\nThe check may be silenced, with a comment that says why.',
  },
  check(context) {
    for (const [check, path] of CHECKED_MIDDLEWARE) {
      const listed = subclassListed(context, path);
      if (!listed) continue;
      const data = { subclass: lastName(listed.text), name: lastName(path), check };
      context.report({ message: 'overlooked', data, place: listed.place, references: [check] });
    }
  },
});

function lastName(dotted: string): string {
  return dotted.slice(dotted.lastIndexOf('.') + 1);
}
