import type { Listen } from '../../project/servers/listen';
import { listensOf } from '../../project/servers/listens';
import type { UnitSubject } from '../../project/subjects/unit';
import { madeBy, providedBy, resolvedNames, runtimeParts } from '../../project/subjects/units/runtimeDirectories';
import { setUnitKey } from '../edit/unit';
import { subjectRule } from '../rule';
import { booleanOf, isUserUnit, startOf } from '../shared/units';

export const rule = subjectRule('unit', {
  meta: {
    id: 'systemd/runtime-directory-missing',
    title: 'Nothing makes the folder of the socket',
    category: 'containers and units',
    severity: 'warning',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary: '/run is empty after every start of the machine: a server that listens in a folder there needs somebody to make it.',
    settings: [],
  },
  messages: {
    folder:
      '{program} listens on {path}, and nothing here makes {folder}: /run is empty after every start of the machine.\nThe server then ends with “No such file or directory”, and visitors see 502.\nAdd RuntimeDirectory={name}: systemd makes the folder and gives it to the user of the service.',
    rights:
      '{program} listens on {path} as {user}, and in /run itself only root may make a socket.\nThe server ends with “Permission denied”, and visitors see 502.\nAdd RuntimeDirectory=, and let server and proxy use a socket in that folder, or let a socket unit open it.',
  },
  check(context) {
    const { subject: unit, project } = context;
    const start = startOf(context);
    if (!start?.process) return;
    if (unit.sockets.length > 0) return context.notApplicable('a socket unit opens what it listens on');
    if (isUserUnit(unit)) return context.unknown('the service manager of a user has folders of its own');
    const { listens } = listensOf(project, start.process);
    for (const listen of listens) {
      const parts = listen.kind === 'unix' ? runtimeParts(listen.path) : undefined;
      if (!parts || listen.kind !== 'unix' || parts.some((part) => part.includes('%'))) continue;
      const folder = parts.slice(0, -1).join('/');
      const { program } = start.command;
      if (folder === '') {
        const user = userOf(unit);
        if (user !== undefined && start.isDirect)
          context.report({ message: 'rights', data: { program, path: listen.path, user }, place: listen.place });
        continue;
      }
      const reason = openReason(unit, folder) ?? providedBy(project, unit, folder) ?? madeBy(project, folder);
      if (reason !== undefined) {
        if (reason !== '') context.unknown(reason);
        continue;
      }
      const value = [...unit.all('Service', 'RuntimeDirectory').map((entry) => entry.value), folder].join(' ');
      const edit = () => setUnitKey(project, unit, 'Service', { key: 'RuntimeDirectory', value }, 'WorkingDirectory');
      context.report({
        message: 'folder',
        data: { program, path: pathOf(listen), folder: `/run/${folder}`, name: folder },
        place: listen.place,
        fixes: [{ title: `Let systemd make /run/${folder}`, safe: false, edit }],
      });
    }
  },
});

function pathOf(listen: Listen): string {
  return listen.kind === 'unix' ? listen.path : '';
}

/** A user that is certainly not root. */
function userOf(unit: UnitSubject): string | undefined {
  const user = unit.one('Service', 'User')?.value;
  if (booleanOf(unit.one('Service', 'DynamicUser')) !== undefined || unit.one('Service', 'AmbientCapabilities')) return undefined;
  return user === undefined || user.includes('%') || /^(root|0)$/.test(user) ? undefined : user;
}

/** Why the folder may be there for another reason that the unit itself gives; '' where it certainly is. */
function openReason(unit: UnitSubject, folder: string): string | undefined {
  const own = unit.all('Service', 'RuntimeDirectory').flatMap(({ value }) => value.split(/\s+/));
  for (const one of own) {
    const names = resolvedNames(unit, one.replace(/:.*$/, ''));
    if (names === undefined) return 'RuntimeDirectory= hangs on a specifier';
    if (names === folder || folder.startsWith(`${names}/`)) return folder === names ? '' : 'only a folder above it is made by systemd';
    if (names.startsWith(`${folder}/`)) return '';
  }
  const before = ['ExecStartPre', 'ExecCondition'].flatMap((key) => unit.all('Service', key));
  if (before.length > 0) return 'a command before the start may make the folder';
  const keys = /^(RootDirectory|RootImage|TemporaryFileSystem|BindPaths|BindReadOnlyPaths|RuntimeDirectoryPreserve|JoinsNamespaceOf)$/;
  return unit.entries.some(({ key }) => keys.test(key)) ? 'the service sees other folders than the machine' : undefined;
}
