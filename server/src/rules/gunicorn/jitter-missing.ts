import { gunicornRule } from '../rule';
import { given, nameOf, numberOf, placeOf, setFix } from '../shared/gunicornRun';

export const rule = gunicornRule({
  meta: {
    id: 'gunicorn/jitter-missing',
    title: 'All workers restart at once',
    category: 'application server',
    severity: 'info',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary: 'With max_requests and no max_requests_jitter all workers reach their limit together, and restart together.',
    settings: ['max_requests', 'max_requests_jitter', 'workers'],
  },
  messages: {
    missing:
      '{name} is {requests}, and max_requests_jitter is 0.\nThe workers get about as many requests each, so they restart at the same time, and for a moment nobody answers.\nSet max_requests_jitter to about a tenth.',
  },
  check(context) {
    const setting = given(context, 'max_requests');
    if (!setting) return;
    const requests = numberOf(setting);
    const jitter = numberOf(context.run.setting('max_requests_jitter'));
    if (requests === undefined || jitter === undefined) return context.unknown('max_requests or max_requests_jitter is not known');
    if (requests === 0 || jitter > 0 || numberOf(context.run.setting('workers')) === 1) return;
    const tenth = String(Math.max(1, Math.round(requests / 10)));
    const fixes = setFix(context, 'max_requests_jitter', { python: tenth, flag: tenth }, `Set max_requests_jitter to ${tenth}`, false);
    context.report({ message: 'missing', data: { name: nameOf(setting), requests }, place: placeOf(context, setting), fixes });
  },
});
