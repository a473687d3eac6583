import { holds, isTruthy } from '../judge';
import { replacedAssignments, setFromEnv } from '../remedy';
import { settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/debug-enabled',
    title: 'DEBUG is on in production',
    category: 'debug and secrets',
    severity: 'error',
    scope: 'production',
    fix: 'quick',
    references: ['security.W018', 'CWE-489'],
    summary: 'With DEBUG on, every error page shows source, settings and SQL to the visitor.',
    settings: ['DEBUG'],
  },
  messages: {
    on: 'DEBUG is on in production.\nAn error page then shows source code, settings and queries to any visitor, and memory grows with every query.\nRead it from the environment and let it be off by default.',
    given:
      'DEBUG is on in production: the environment sets {variable} to a true value.\nAn error page then shows source code, settings and queries to any visitor.\nTurn it off where production gets its environment.',
  },
  check(context) {
    if (!holds(context, 'DEBUG', isTruthy)) return;
    const env = context.value('DEBUG').env;
    const place = context.place('DEBUG');
    if (env?.state === 'given') {
      context.report({ message: 'given', data: { variable: env.name }, place });
      return;
    }
    const fixes = [setFromEnv(context, 'DEBUG', { parse: 'bool', default: 'False' }, 'Read DEBUG from the environment, off by default')];
    context.report({ message: 'on', place, related: replacedAssignments(context, 'DEBUG'), fixes });
  },
});
