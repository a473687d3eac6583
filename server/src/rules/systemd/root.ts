import type { UnitSubject } from '../../project/subjects/unit';
import type { UnitStart } from '../../project/subjects/units/starts';
import { setUnitKey } from '../edit/unit';
import { type SubjectContext, subjectRule } from '../rule';
import { gunicornSetting } from '../shared/unitGunicorn';
import { booleanOf, isUserUnit, servicePlace, startOf } from '../shared/units';

export const rule = subjectRule('unit', {
  meta: {
    id: 'systemd/root',
    title: 'The service runs as root',
    category: 'containers and units',
    severity: 'warning',
    scope: 'production',
    fix: 'quick',
    references: ['CWE-250'],
    summary: 'A unit without User= runs its program as root: one hole in the application is then a hole in the whole machine.',
    settings: [],
  },
  messages: {
    unset:
      'Nothing says User=, and so systemd runs {program} as root.\nWhoever finds a hole in the application owns the machine.\nRun it as a user of its own.',
    set: 'systemd runs {program} as root.\nWhoever finds a hole in the application owns the machine.\nRun it as a user of its own.',
  },
  check(context) {
    const { subject: unit, project } = context;
    const start = startOf(context);
    if (!start) return;
    const user = unit.one('Service', 'User');
    if (user ? !/^(root|0)$/.test(user.value) : booleanOf(unit.one('Service', 'DynamicUser')) === true) return;
    const reason = user ? mayChange(context, start) : (userUnit(unit) ?? mayChange(context, start));
    if (reason !== undefined) return context.unknown(reason);
    const name = sibling(context) ?? 'www-data';
    const edit = () => setUnitKey(project, unit, 'Service', { key: 'User', value: name }, unit.one('Service', 'Type') ? 'Type' : undefined);
    context.report({
      message: user ? 'set' : 'unset',
      data: { program: start.command.program },
      place: user ? { file: user.file, span: user.valueSpan } : servicePlace(unit, start),
      fixes: [{ title: `Run it as ${name}`, safe: false, edit }],
    });
  },
});

function userUnit(unit: UnitSubject): string | undefined {
  return isUserUnit(unit) ? `${unit.unit} seems to be for the service manager of a user, who is no root` : undefined;
}

/** Why the program may come to be somebody else although systemd starts it as root. */
function mayChange({ project }: SubjectContext<'unit'>, start: UnitStart): string | undefined {
  const { command, isDirect, process } = start;
  if (!isDirect && !isPlain(start)) return 'what stands between systemd and the program may change the user';
  if (command.args.some(({ begins, text }) => text === undefined && /^(-u|-g|--us|--u|--g|--user|--uid|$)/.test(begins)))
    return 'a variable of the command may change the user';
  if (command.args.some(({ text }) => /^(-u\b|--us(e(r)?)?\b|--uid\b|-g\b|--gid\b|--group\b)/.test(text ?? '')))
    return 'the command itself says who it is to run as';
  if (command.program === 'uwsgi') return 'the configuration of uWSGI may change the user';
  const user = process?.gunicorn ? gunicornSetting(project, start, 'user') : undefined;
  if (user?.kind === 'unknown') return user.reason;
  return user?.kind === 'value' && user.value.kind !== 'none' ? 'the configuration of gunicorn says who it is to run as' : undefined;
}

/** The unit itself has the whole command, and nothing in it changes the user: `pipenv run gunicorn …`, `sh -c 'exec gunicorn …'`. */
function isPlain({ first, command }: UnitStart): boolean {
  const { file, span } = first.entry.place;
  const isInside = command.place.file === file && span.start <= command.place.span.start && command.place.span.end <= span.end;
  return isInside && !first.words.some(({ raw }) => CHANGERS.test(raw));
}

const CHANGERS =
  /(^|[\s/;&|"'])(su|sudo|doas|runuser|gosu|su-exec|setpriv|chpst|setuidgid|s6-setuidgid|start-stop-daemon|daemonize|docker|podman|lxc|ssh|unshare|nsenter|chroot|systemd-run|flatpak|\S+\.sh)(\s|$|["';])/;

/** The user of another service of the workspace. */
function sibling({ project, subject }: SubjectContext<'unit'>): string | undefined {
  const users = project.subjects('unit').flatMap((one) => (one === subject ? [] : (one.one('Service', 'User')?.value ?? [])));
  const named = new Set(users.filter((user) => /^[a-z_][a-z0-9_-]*$/.test(user) && user !== 'root'));
  return named.size === 1 ? [...named][0] : undefined;
}
