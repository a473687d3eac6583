import { text } from '../../evaluate/value';
import { gunicornRule } from '../rule';
import { given, nameOf, placeOf, setFix } from '../shared/gunicornRun';

export const rule = gunicornRule({
  meta: {
    id: 'gunicorn/debug-log-level',
    title: 'gunicorn logs everything',
    category: 'application server',
    severity: 'info',
    scope: 'production',
    fix: 'quick',
    references: ['CWE-532'],
    summary: 'The log level debug is for looking for a fault: every request writes several lines, and errors drown in them.',
    settings: ['loglevel'],
  },
  messages: {
    debug:
      '{name} is "debug" in production.\nEvery request and every worker writes lines that nobody reads, and those that matter drown in them.\nUse "info".',
  },
  check(context) {
    const setting = given(context, 'loglevel');
    if (!setting) return;
    if (context.run.conditional) return context.unknown('whether the command runs depends on what the files do not tell');
    if (setting.value.kind === 'unknown' || setting.value.kind === 'choice') return context.unknown('loglevel is not known');
    if (text(setting.value)?.trim().toLowerCase() !== 'debug') return;
    const fixes = setFix(context, 'loglevel', { python: '"info"', flag: 'info' }, 'Log from info on', false);
    context.report({ message: 'debug', data: { name: nameOf(setting) }, place: placeOf(context, setting), fixes });
  },
});
