import { runs } from '../../project/images/startWords';
import type { Project } from '../../project/project';
import type { ImageSubject } from '../../project/subjects/image';
import { addUser } from '../edit/dockerfile';
import { subjectRule } from '../rule';
import { startPlace } from '../shared/images';

export const rule = subjectRule('image', {
  meta: {
    id: 'docker/root-user',
    title: 'The container runs as root',
    category: 'containers and units',
    severity: 'warning',
    scope: 'production',
    fix: 'quick',
    references: ['CWE-250'],
    summary: 'No USER says otherwise: whoever breaks into the application is root in the container.',
    settings: [],
  },
  messages: {
    base: 'Nothing changes the user of {base}, and that is root.\nWhoever gets the application to run code of theirs is root in the container, with every mounted file.\nMake a user, and name it in USER before the command.',
    user: 'USER makes everything that follows run as root, the server too.\nWhoever gets the application to run code of theirs is root in the container, with every mounted file.\nGo back to a user without rights before the command.',
  },
  check(context) {
    const { subject: image, project } = context;
    const { user, starts, start } = image;
    if (!start) return context.notApplicable('it starts no server of Python applications that is known');
    if (user.kind === 'unknown') return context.unknown(user.reason);
    if (user.kind === 'other') return;
    if (starts.opaque !== undefined) return context.unknown(`${starts.opaque} is not in the workspace, and may change the user`);
    if (runs(starts, DROPPING)) return;
    const setting = userSetting(project, image);
    if (setting === 'option') return;
    if (setting) return context.unknown(`${setting} may change the user`);
    const services = image.services.filter(({ group }) => group.kind === 'production');
    if (services.length > 0 && services.every(({ service }) => service.user !== undefined)) return;
    const edit = () => addUser(project, image, 'app');
    context.report({
      message: user.place ? 'user' : 'base',
      data: { base: image.base.text },
      place: user.place ?? startPlace(image) ?? image.base.place,
      fixes: user.place ? [] : [{ title: 'Run as a user of its own', safe: false, edit }],
    });
  },
});

/** Programs that go on as another user. */
const DROPPING: ReadonlySet<string> = new Set([
  'gosu',
  'su-exec',
  'setpriv',
  'runuser',
  'su',
  'sudo',
  'chpst',
  's6-setuidgid',
  'setuidgid',
  'supervisord',
  's6-svscan',
  'init',
  'runsvdir',
]);

/** `option`: the server itself goes on as another user; else what may say so, in words. */
function userSetting(project: Project, { start, variables }: ImageSubject): string | undefined {
  const words = start?.command.args.map(({ text }) => text ?? '') ?? [];
  if (words.some((word) => /^(-u|--user|--uid|-g|--group|--gid|--user-id)(=|$)/.test(word))) return 'option';
  if (variables.has('GUNICORN_CMD_ARGS')) return 'GUNICORN_CMD_ARGS';
  if (start?.command.program === 'uwsgi') return 'the configuration of uWSGI';
  if (!start?.gunicorn) return undefined;
  const sets = (file: string) => ['user', 'group'].some((name) => project.evaluateGunicorn(file).settings.has(name));
  return project.gunicornConfigs.find(sets);
}
