import { setUnitKey } from '../edit/unit';
import { subjectRule } from '../rule';
import { servicePlace, serviceType, startOf } from '../shared/units';

export const rule = subjectRule('unit', {
  meta: {
    id: 'systemd/no-restart',
    title: 'Nothing starts the service again',
    category: 'containers and units',
    severity: 'warning',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary: 'Without Restart= a server or worker that crashes stays down until somebody notices.',
    settings: [],
  },
  messages: {
    unset:
      'systemd does not start {program} again when it dies: Restart= is no by default.\nAfter a crash, or after the kernel has killed it for want of memory, visitors see 502 until somebody logs in.\nAdd Restart=on-failure.',
    off: 'Restart=no: systemd does not start {program} again when it dies.\nAfter a crash, or after the kernel has killed it for want of memory, visitors see 502 until somebody logs in.\nMake it Restart=on-failure.',
    worker:
      'systemd does not start {program} again when it dies.\nTasks then wait in the queue until somebody notices.\nSet Restart=on-failure.',
  },
  check(context) {
    const { subject: unit, project } = context;
    const start = startOf(context);
    if (!start) return;
    if (start.role === 'command') return context.notApplicable(`${unit.unit} runs a command that ends`);
    const type = serviceType(unit);
    if (type === 'oneshot' || type === undefined) return context.unknown('its Type= does not fit a server');
    const restart = unit.one('Service', 'Restart');
    if (restart && !/^no$/.test(restart.value))
      return RESTARTS.has(restart.value) ? undefined : context.unknown('systemd does not know this Restart=');
    if (unit.sockets.length > 0) return context.notApplicable('its socket starts it again with the next request');
    if (restartedByOthers(project.subjects('unit'), unit.unit)) return context.unknown('another unit starts it again');
    const edit = () => setUnitKey(project, unit, 'Service', { key: 'Restart', value: 'on-failure' });
    const server = restart ? 'off' : 'unset';
    context.report({
      message: start.role === 'worker' ? 'worker' : server,
      data: { program: start.command.program },
      place: restart ? { file: restart.file, span: restart.valueSpan } : servicePlace(unit, start),
      fixes: [{ title: 'Start it again after a failure', safe: false, edit }],
    });
  },
});

const RESTARTS: ReadonlySet<string> = new Set(['always', 'on-success', 'on-failure', 'on-abnormal', 'on-abort', 'on-watchdog']);

/** A timer that starts it, or a unit that holds it up. */
function restartedByOthers(
  units: readonly { readonly entries: readonly { readonly key: string; readonly value: string }[] }[],
  name: string,
): boolean {
  return units.some(({ entries }) => entries.some(({ key, value }) => /^(Upholds|Unit)$/.test(key) && value.split(/\s+/).includes(name)));
}
