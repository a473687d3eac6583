import { addUnitLines } from '../edit/unit';
import { subjectRule } from '../rule';
import { servicePlace, serviceType, startOf } from '../shared/units';

export const rule = subjectRule('unit', {
  meta: {
    id: 'systemd/reload-missing',
    title: 'The service cannot be reloaded',
    category: 'containers and units',
    severity: 'info',
    scope: 'production',
    fix: 'safe',
    references: [],
    summary: 'Without ExecReload= a new version can only be put into service by a restart, which drops the requests that are under way.',
    settings: [],
  },
  messages: {
    default:
      'systemctl reload does not work for {unit}: nothing says how.\nEvery release is a restart then, during which visitors see 502.\nAdd ExecReload=, which sends gunicorn the signal HUP.',
  },
  check(context) {
    const { subject: unit, project } = context;
    const start = startOf(context);
    if (!start) return;
    if (start.command.program !== 'gunicorn') return context.notApplicable(`${start.command.program} is not reloaded by a signal`);
    const type = serviceType(unit);
    if (type === undefined) return context.unknown('systemd does not know this Type=');
    if (!start.isDirect) return context.unknown('a signal reaches what stands between systemd and gunicorn');
    if (type === 'notify-reload' || unit.all('Service', 'ExecReload').length > 0) return;
    const edit = () => addUnitLines(project, unit, 'Service', [{ key: 'ExecReload', value: '/bin/kill -s HUP $MAINPID' }], 'ExecStart');
    context.report({
      message: 'default',
      data: { unit: unit.unit },
      place: servicePlace(unit, start),
      fixes: [{ title: 'Add ExecReload', safe: true, edit }],
    });
  },
});
