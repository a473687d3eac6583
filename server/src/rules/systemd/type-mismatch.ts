import type { UnitSubject } from '../../project/subjects/unit';
import type { UnitStart } from '../../project/subjects/units/starts';
import { removeFromValue, setUnitKey } from '../edit/unit';
import { type Fix, type SubjectContext, subjectRule } from '../rule';
import { booleanOf, servicePlace, serviceType, startOf } from '../shared/units';
import { detaches, notifies } from '../shared/unitTypes';

export const rule = subjectRule('unit', {
  meta: {
    id: 'systemd/type-mismatch',
    title: 'Type= does not fit the server',
    category: 'containers and units',
    severity: 'error',
    scope: 'production',
    fix: 'safe',
    references: [],
    summary:
      'systemd waits for a sign of life that the server does not give, or takes the end of its first process for the end of the server.',
    settings: [],
  },
  messages: {
    forking:
      'Type=forking waits until {program} goes into the background, and {program} stays in the foreground.\nAfter 90 seconds systemd gives up, kills it and says that the start failed.\nMake it Type={wanted}.',
    detached:
      '{flag} sends {program} into the background, and Type={type} takes its first process for the service.\nThat process ends at once: systemd takes the service for dead and kills what is left of it.\nLeave {flag} out.',
    multi:
      'celery multi starts workers in the background and ends, and Type={type} takes its first process for the service.\nsystemd takes the service for dead at once and kills the workers.\nMake it Type=forking.',
    silent:
      'Type={type} waits until {program} reports that it is ready, and {program} never does.\nAfter 90 seconds systemd gives up, kills it and says that the start failed.\nMake it Type=simple.',
    oneshot:
      'Type=oneshot waits for the end of {program}, which is to run for ever.\nThe start never finishes: what is ordered behind this unit never starts, and systemctl start does not return.\nMake it Type={wanted}.',
  },
  check(context) {
    const { subject: unit } = context;
    const start = startOf(context);
    if (!start) return;
    const type = serviceType(unit);
    if (type === undefined) return context.unknown('systemd does not know this Type=');
    if (!start.isDirect) return context.unknown('what stands between systemd and the program may go into the background, or not');
    if (start.role === 'command') return context.notApplicable('its command ends');
    if (type === 'forking' || type === 'oneshot') return waiting(context, start, type);
    if (type.startsWith('notify')) notified(context, start, type);
    foreground(context, start, type);
  },
});

type Context = SubjectContext<'unit', 'forking' | 'detached' | 'multi' | 'silent' | 'oneshot'>;

function waiting(context: Context, start: UnitStart, message: 'forking' | 'oneshot') {
  const { subject: unit, project } = context;
  const away = detaches(project, start);
  if (away.kind === 'unknown') return context.unknown(away.reason);
  if (away.kind === 'yes') return;
  const { program } = start.command;
  const wanted = notifies(project, start) === true && program === 'gunicorn' ? 'notify' : 'simple';
  context.report({ message, data: { program, wanted }, place: typePlace(unit, start), fixes: [typed(context, wanted)] });
}

/** A server that systemd waits for and that says nothing. */
function notified(context: Context, start: UnitStart, type: string) {
  const { subject: unit, project } = context;
  const says = notifies(project, start);
  const others = ['ExecStartPre', 'ExecStartPost'].some((key) => unit.all('Service', key).length > 0);
  if (says === undefined || (others && unit.one('Service', 'NotifyAccess')))
    return context.unknown('something else may report that it is ready');
  if (says) return;
  const { program } = start.command;
  context.report({ message: 'silent', data: { program, type }, place: typePlace(unit, start), fixes: [typed(context, 'simple')] });
}

/** A server that leaves although systemd takes its first process for the service. */
function foreground(context: Context, start: UnitStart, type: string) {
  const { subject: unit, project } = context;
  const away = detaches(project, start);
  if (away.kind === 'unknown') return context.unknown(away.reason);
  if (away.kind === 'no' || (away.words.length === 0 && !away.isMulti)) return;
  if (booleanOf(unit.one('Service', 'RemainAfterExit')) !== undefined) return context.unknown('RemainAfterExit= keeps the unit alive');
  const { program, place } = start.command;
  if (away.isMulti) return context.report({ message: 'multi', data: { type }, place, fixes: [typed(context, 'forking')] });
  const [first] = away.words;
  const last = away.words.at(-1);
  if (!first || !last) return;
  const span = { start: first.place.span.start, end: last.place.span.end };
  const canEdit = away.words.every(({ exact }) => exact);
  const edit = () => removeFromValue(project, first.place.file, span);
  context.report({
    message: 'detached',
    data: { program, type, flag: (first.text ?? '').replace(/=.*$/s, '') },
    place: { file: first.place.file, span },
    fixes: canEdit ? [{ title: `Leave ${program} in the foreground`, safe: true, edit }] : [],
  });
}

function typed({ subject, project }: Context, value: string): Fix {
  const edit = () => setUnitKey(project, subject, 'Service', { key: 'Type', value });
  return { title: `Make it Type=${value}`, safe: true, edit };
}

function typePlace(unit: UnitSubject, start: UnitStart) {
  const type = unit.one('Service', 'Type');
  return type ? { file: type.file, span: type.valueSpan } : servicePlace(unit, start);
}
