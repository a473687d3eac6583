import { atLeast, parseVersion } from '../../base/version';
import { text } from '../../evaluate/value';
import { gunicornRule } from '../rule';
import { given, placeOf, setFix } from '../shared/gunicornRun';

const MOVED: Readonly<Record<string, string>> = {
  'uvicorn.workers.UvicornWorker': 'uvicorn_worker.UvicornWorker',
  'uvicorn.workers.UvicornH11Worker': 'uvicorn_worker.UvicornH11Worker',
};

export const rule = gunicornRule({
  inBranches: true,
  meta: {
    id: 'gunicorn/uvicorn-worker-deprecated',
    title: 'Worker class that uvicorn is giving up',
    category: 'application server',
    severity: 'warning',
    scope: 'production',
    fix: 'safe',
    references: [],
    summary: 'The module uvicorn.workers is deprecated since uvicorn 0.30; its worker lives on in the package uvicorn-worker.',
    settings: ['worker_class'],
  },
  messages: {
    here: '{name} is deprecated since uvicorn 0.30, and the project already asks for uvicorn-worker.\nA later release of uvicorn comes without it, and then gunicorn does not start.\nUse {successor}.',
    missing:
      '{name} is deprecated since uvicorn 0.30.\nA later release of uvicorn comes without it, and then gunicorn does not start.\nInstall the package uvicorn-worker, and use {successor}.',
  },
  check(context) {
    const setting = given(context, 'worker_class');
    const name = text(setting?.value)?.trim();
    const successor = name !== undefined && Object.hasOwn(MOVED, name) ? MOVED[name] : undefined;
    if (!setting || name === undefined || successor === undefined) return;
    const pinned = context.project.specifiers('uvicorn').flatMap((specifier) => (/^={2,3}/.test(specifier) ? [specifier] : []));
    const versions = pinned.map((specifier) => parseVersion(specifier));
    if (versions.some((version) => version && !atLeast(version, '0.30')))
      return context.notApplicable('uvicorn is pinned to an earlier release');
    const isHere = context.project.requirements?.has('uvicorn-worker') === true;
    const fixes = setFix(context, 'worker_class', { python: `"${successor}"`, flag: successor }, `Use ${successor}`, isHere);
    context.report({ message: isHere ? 'here' : 'missing', data: { name, successor }, place: placeOf(context, setting), fixes });
  },
});
