import { join, normalize } from '../../base/paths';
import { text } from '../../evaluate/value';
import { gunicornRule } from '../rule';
import { mountAt, servicesOf } from '../shared/gunicornHost';
import { given, nameOf, placeOf, setFix } from '../shared/gunicornRun';

const LOGS = ['accesslog', 'errorlog'] as const;

export const rule = gunicornRule({
  meta: {
    id: 'gunicorn/log-to-file-in-container',
    title: 'The log stays inside of the container',
    category: 'application server',
    severity: 'info',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary: 'A log file in a container is seen by nobody, grows without end, and is gone with the container.',
    settings: ['accesslog', 'errorlog'],
  },
  messages: {
    file: '{name} is {path}, a file inside of the container.\ndocker logs shows none of it, nothing rotates it, and it is gone with the container.\nWrite "-", and let the container runtime keep it.',
  },
  check(context) {
    if (context.run.host !== 'container') return context.notApplicable('it does not run in a container');
    if (servicesOf(context).length === 0) return context.unknown('a volume may keep the log where the container is started');
    for (const name of LOGS) {
      const setting = given(context, name);
      if (!setting) continue;
      if (setting.value.kind === 'unknown' || setting.value.kind === 'choice') context.unknown(`${name} is not known`);
      const path = text(setting.value)?.trim();
      if (path === undefined || path === '' || path === '-' || /^\/(dev|proc)\//.test(path)) continue;
      // Where a relative path lies, the folder of the process tells.
      const folder = context.run.process?.command.folder;
      const full = path.startsWith('/') ? path : folder === undefined ? undefined : normalize(join(folder, path));
      if (full === undefined) context.unknown('the folder that gunicorn starts in is not known');
      if (full === undefined || mountAt(context, full)) continue;
      const fixes = setFix(context, name, { python: '"-"', flag: '-' }, 'Log to standard output', false);
      context.report({ message: 'file', data: { name: nameOf(setting), path }, place: placeOf(context, setting), fixes });
    }
  },
});
