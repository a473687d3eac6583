import { atLeast } from '../../base/version';
import { type GunicornContext, gunicornRule, type Related } from '../rule';
import { servicesOf, unitOf } from '../shared/gunicornHost';
import { isOn, placeOf, setFix } from '../shared/gunicornRun';

export const rule = gunicornRule({
  meta: {
    id: 'gunicorn/control-socket-unwritable',
    title: 'gunicorn has no place for its control socket',
    category: 'application server',
    severity: 'info',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary:
      'Since 25.1 gunicorn opens a control socket in the home folder; where that cannot be written, it warns at every start and gunicornc reaches nothing.',
    settings: ['control_socket', 'control_socket_disable'],
  },
  messages: {
    home: 'gunicorn makes its control socket in the home folder, and {why} keeps it from writing there.\nIt warns at every start, and gunicornc reaches nothing.\nTurn the socket off, or put it below /run.',
  },
  check(context) {
    const { run } = context;
    if (!atLeast(context.gunicorn, '25.1')) return context.notApplicable('this release of gunicorn has no control socket');
    const socket = run.setting('control_socket');
    const isOff = isOn(run.setting('control_socket_disable').value);
    if (isOff === undefined || socket.origin !== 'default')
      return isOff === undefined ? context.unknown('control_socket_disable is not known') : undefined;
    if (isOff || run.process?.command.variables.has('XDG_RUNTIME_DIR')) return;
    const obstacle = unitObstacle(context) ?? containerObstacle(context);
    if (!obstacle) return;
    const fixes = setFix(context, 'control_socket_disable', { python: 'True', flag: '' }, 'Turn the control socket off', false);
    context.report({ message: 'home', data: { why: obstacle.message }, place: placeOf(context, socket), related: [obstacle], fixes });
  },
});

/** Source: https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html, “ProtectHome=”. */
function unitObstacle(context: GunicornContext): Related | undefined {
  const unit = unitOf(context);
  const protect = unit?.one('Service', 'ProtectHome');
  if (!unit || unit.doubt !== undefined || !protect || !/^(1|yes|true|on|y|t|read-only)$/i.test(protect.value.trim())) return undefined;
  // A home elsewhere is not protected by this.
  const user = unit.one('Service', 'User')?.value.trim();
  const isBelow = user === undefined || user === 'root' || context.run.process?.command.variables.has('HOME') === true;
  const writable = unit.all('Service', 'ReadWritePaths').length + unit.all('Service', 'BindPaths').length > 0;
  return isBelow && user !== undefined && !writable ? { place: protect.place, message: `ProtectHome=${protect.value.trim()}` } : undefined;
}

function containerObstacle(context: GunicornContext): Related | undefined {
  const services = servicesOf(context);
  const [first] = services;
  if (!first || !services.every(({ readOnly }) => readOnly)) return undefined;
  // Where the home folder is, the image decides: only a container that can write to no folder of its own is certain.
  const isElsewhere = (path: string | undefined) => path !== undefined && /^\/(tmp|run|var\/run|dev|proc|sys)(\/|$)/.test(path);
  const isWritable = services.some(
    ({ mounts, tmpfs }) =>
      mounts.some(({ readOnly, target }) => !readOnly && !isElsewhere(target)) ||
      tmpfs.some(({ value }) => !isElsewhere(value?.replace(/:.*$/, ''))),
  );
  if (isWritable) return undefined;
  return { place: first.keys.get('read_only')?.key ?? first.place, message: 'read_only: true' };
}
