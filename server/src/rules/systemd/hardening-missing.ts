import type { UnitSubject } from '../../project/subjects/unit';
import { addUnitLines } from '../edit/unit';
import { subjectRule } from '../rule';
import { booleanOf, isUserUnit, servicePlace, startOf } from '../shared/units';

export const rule = subjectRule('unit', {
  meta: {
    id: 'systemd/hardening-missing',
    title: 'The service may do all that its user may',
    category: 'containers and units',
    severity: 'info',
    scope: 'production',
    fix: 'quick',
    references: ['CWE-250'],
    summary:
      'Two or three lines keep a broken-into application from gaining rights, changing the system and reading the temporary files of others.',
    settings: [],
  },
  messages: {
    default:
      '{unit} asks systemd for no protection: {missing} would be a line each.\nWhoever breaks into the application may then gain further rights through programs of the machine and write where they should not.\nAdd them, and try the site.',
  },
  check(context) {
    const { subject: unit, project } = context;
    const start = startOf(context);
    if (!start) return;
    if (isUserUnit(unit)) return context.unknown('for the service manager of a user most of it does not work');
    if (unit.entries.some(({ section, key }) => section === 'Service' && HARDENING.test(key))) return;
    const lines = LINES.filter(({ key }) => key !== 'PrivateTmp' || !usesTmp(unit));
    const edit = () => addUnitLines(project, unit, 'Service', lines);
    context.report({
      message: 'default',
      data: {
        unit: unit.unit,
        missing: lines
          .map(({ key, value }) => `${key}=${value}`)
          .join(', ')
          .replace(/, ([^,]*)$/, ' and $1'),
      },
      place: servicePlace(unit, start),
      fixes: [{ title: 'Add the protection that fits nearly every Django', safe: false, edit }],
    });
  },
});

const LINES = [
  { key: 'NoNewPrivileges', value: 'yes' },
  { key: 'PrivateTmp', value: 'yes' },
  { key: 'ProtectSystem', value: 'full' },
] as const;

/** Whoever has set any of these has thought about it. Source: systemd.exec(5), “Sandboxing”. */
const HARDENING =
  /^(NoNewPrivileges|Private(Tmp|Users|Devices|Network|Mounts|IPC|PIDs)|Protect\w+|DynamicUser|RootDirectory|RootImage|SystemCallFilter|CapabilityBoundingSet|Restrict\w+|ReadOnlyPaths|InaccessiblePaths|TemporaryFileSystem|MemoryDenyWriteExecute|LockPersonality)$/;

/** With PrivateTmp=yes nobody else finds what the service keeps in /tmp: a socket, a pid file. */
function usesTmp(unit: UnitSubject): boolean {
  return (
    unit.entries.some(({ value }) => /(^|[\s:="'])\/(var\/)?tmp(\/|[\s"']|$)/.test(value)) ||
    booleanOf(unit.one('Service', 'PrivateTmp')) === false
  );
}
