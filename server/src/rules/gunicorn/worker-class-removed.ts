import { atLeast, formatVersion } from '../../base/version';
import { text } from '../../evaluate/value';
import { workerClass } from '../../knowledge/gunicorn';
import { gunicornRule } from '../rule';
import { given, placeOf, setFix } from '../shared/gunicornRun';

export const rule = gunicornRule({
  inBranches: true,
  meta: {
    id: 'gunicorn/worker-class-removed',
    title: 'Worker class that gunicorn no longer has',
    category: 'application server',
    severity: 'error',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary: 'The worker class is gone from this version of gunicorn: the server does not start.',
    settings: ['worker_class'],
  },
  messages: {
    removed:
      'The worker class {name} is gone since gunicorn {since} (judged for {version}).\ngunicorn cannot load it, and stops at start.\nChoose another one: gthread needs nothing more, gevent is the nearest relative.',
  },
  check(context) {
    const setting = given(context, 'worker_class');
    const name = text(setting?.value);
    const known = name === undefined ? undefined : workerClass(name.trim());
    if (!setting || !known?.removedIn || !atLeast(context.gunicorn, known.removedIn)) return;
    const data = { name: known.name, since: known.removedIn, version: formatVersion(context.gunicorn) };
    const fixes = setFix(context, 'worker_class', { python: '"gthread"', flag: 'gthread' }, 'Use gthread workers', false);
    context.report({ message: 'removed', data, place: placeOf(context, setting), fixes });
  },
});
