import { gunicornRule } from '../rule';
import { given, nameOf, numberOf, placeOf, setFix, workerOf } from '../shared/gunicornRun';

/** Five minutes: no browser and hardly a proxy waits longer. */
const MOST_SECONDS = 300;

export const rule = gunicornRule({
  meta: {
    id: 'gunicorn/timeout-excessive',
    title: 'A worker may hang for minutes',
    category: 'application server',
    severity: 'info',
    scope: 'production',
    fix: 'quick',
    references: ['CWE-400'],
    summary: 'With a timeout above five minutes a sync worker that hangs is missing for that long: a few of them stop the site.',
    settings: ['timeout', 'worker_class'],
  },
  messages: {
    long: '{name} is {seconds} seconds, and the workers are {worker}.\nA worker that hangs answers nobody for that long; with as many slow requests as workers the site stands still.\nMove long work to a task queue, and set about a minute.',
  },
  check(context) {
    const setting = given(context, 'timeout');
    if (!setting) return;
    const seconds = numberOf(setting);
    const worker = workerOf(context);
    if (seconds === undefined || worker === undefined) return context.unknown('timeout or worker_class is not known');
    if (seconds <= MOST_SECONDS || worker !== 'sync') return;
    const fixes = setFix(context, 'timeout', { python: '60', flag: '60' }, 'Set timeout to 60 seconds', false);
    const data = { name: nameOf(setting), seconds, worker };
    context.report({ message: 'long', data, place: placeOf(context, setting), fixes });
  },
});
