import { text } from '../../evaluate/value';
import { addRequirement, requirementTarget } from '../edit/requirements';
import { type GunicornContext, gunicornRule } from '../rule';
import { given, placeOf } from '../shared/gunicornRun';
import { installationOf } from '../shared/installed';

/** The top-level package that a worker class imports. */
const NEEDS: Readonly<Record<string, string>> = {
  gevent: 'gevent',
  gevent_wsgi: 'gevent',
  gevent_pywsgi: 'gevent',
  tornado: 'tornado',
  eventlet: 'eventlet',
};

export const rule = gunicornRule({
  inBranches: true,
  meta: {
    id: 'gunicorn/worker-dependency-missing',
    title: 'The package of the worker class is not installed',
    category: 'application server',
    severity: 'error',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary: 'The worker class imports a package that nothing asks for: gunicorn cannot load it, and does not start.',
    settings: ['worker_class'],
  },
  messages: {
    missing:
      'The worker class {name} needs the package {package}, and no file of the workspace installs it.\ngunicorn cannot load the class, and stops at start.\nAdd {package} to the requirements.',
  },
  check(context) {
    const setting = given(context, 'worker_class');
    if (!setting) return;
    const name = text(setting.value)?.trim();
    if (name === undefined) return context.unknown('worker_class is not known');
    const needed = Object.hasOwn(NEEDS, name) ? NEEDS[name] : /^(uvicorn_worker|uvicorn)\./.exec(name)?.[1];
    if (needed === undefined || isExtra(context, needed)) return;
    const installed = installationOf(context.project).has(needed);
    if (installed.kind === 'unknown') return context.unknown(installed.reason);
    if (installed.kind !== 'no') return;
    const { ask } = installed;
    const target = requirementTarget(context.project);
    const edit = () => addRequirement(context.project, ask);
    const fixes = target ? [{ title: `Add ${ask} to ${target.file}`, safe: false, edit }] : [];
    context.report({ message: 'missing', data: { name, package: ask }, place: placeOf(context, setting), fixes });
  },
});

/** `gunicorn[gevent]`. */
function isExtra({ project }: GunicornContext, needed: string): boolean {
  const own = project.requirementFiles.flatMap(({ requirements }) => requirements.filter(({ name }) => name === 'gunicorn'));
  return own.some(({ extras }) => extras.includes(needed));
}
