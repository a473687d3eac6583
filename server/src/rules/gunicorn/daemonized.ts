import { gunicornScope, setSetting } from '../edit';
import { configured, containerFile, foregroundUnit, isOn, placeOf } from '../gunicornConfig';
import { gunicornRule } from '../rule';

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
    on: 'daemon is on, and {file} starts gunicorn in the foreground.\nThe started process ends at once; the supervisor believes that the server has died, and stops or restarts it for ever.\nTurn daemon off.',
  },
  check(context) {
    const setting = configured(context, 'daemon');
    if (!setting) return;
    const on = isOn(setting.value);
    if (on === undefined) return context.unknown('daemon depends on what the files do not tell');
    if (!on) return;
    const file = foregroundUnit(context.project) ?? containerFile(context.project);
    if (file === undefined) return context.unknown('no file of the workspace shows what starts gunicorn');
    const edit = () => setSetting(gunicornScope(context), 'daemon', 'False');
    context.report({ message: 'on', data: { file }, place: placeOf(setting), fixes: [{ title: 'Turn daemon off', safe: true, edit }] });
  },
});
