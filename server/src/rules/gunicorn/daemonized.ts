import { gunicornRule } from '../rule';
import { unitTypeOf } from '../shared/gunicornHost';
import { given, isOn, nameOf, placeOf, setFix } from '../shared/gunicornRun';

export const rule = gunicornRule({
  meta: {
    id: 'gunicorn/daemonized',
    title: 'gunicorn goes into the background under a supervisor',
    category: 'application server',
    severity: 'error',
    scope: 'production',
    fix: 'safe',
    references: [],
    summary:
      'With daemon on, the process that the container or systemd started ends at once: the supervisor takes that for the end of the server.',
    settings: ['daemon'],
  },
  messages: {
    on: '{name} is on, and {what} starts gunicorn in the foreground.\nThe started process ends at once; the supervisor believes that the server has died, and stops or restarts it for ever.\nTurn daemon off.',
  },
  check(context) {
    const setting = given(context, 'daemon');
    if (!setting) return;
    const on = isOn(setting.value);
    if (on === undefined) return context.unknown('daemon depends on what the files do not tell');
    if (!on) return;
    const { process, host } = context.run;
    if (!process || host === undefined) return context.unknown('no file of the workspace shows what starts gunicorn');
    if (process.command.conditional) return context.unknown('whether the command runs depends on what the files do not tell');
    const type = host === 'machine' ? unitTypeOf(context) : undefined;
    if (host === 'machine' && type === undefined) return context.unknown('the unit does not tell what systemd expects of gunicorn');
    if (type === 'forking') return context.notApplicable('systemd expects that it goes into the background');
    const data = { name: nameOf(setting), what: process.place.file };
    const fixes = setFix(context, 'daemon', { python: 'False', flag: undefined }, 'Turn daemon off', true);
    context.report({ message: 'on', data, place: placeOf(context, setting), fixes });
  },
});
