import { isCompose, isDockerfile } from '../../project/environment/artefact';
import type { Process } from '../../project/environment/process';
import { hasMaster, isUwsgiOn, settingsNamed } from '../../project/servers/uwsgi/query';
import type { BuiltService } from '../../project/subjects/image';
import { type SubjectContext, subjectRule } from '../rule';
import { addOption, uwsgiPlace, wholeUwsgi } from '../shared/servers';

export const rule = subjectRule('server', {
  meta: {
    id: 'uwsgi/no-die-on-term',
    title: 'SIGTERM reloads uWSGI instead of ending it',
    category: 'application server',
    severity: 'warning',
    scope: 'production',
    fix: 'safe',
    references: [],
    summary: 'Up to uWSGI 2.0 SIGTERM means reload: whoever stops it so waits, and then kills it in the middle of requests.',
    settings: [],
  },
  messages: {
    missing:
      'die-on-term is off, and {stopper} stops uWSGI with SIGTERM.\nuWSGI 2.0 takes that for a reload: it starts anew, and is killed with its open requests when the time to stop is over.\nSwitch die-on-term on.',
  },
  check(context) {
    const run = wholeUwsgi(context);
    if (!run) return;
    const dies = isUwsgiOn(run, 'die-on-term');
    const master = hasMaster(run);
    if (dies === undefined || master === undefined) return context.unknown('what uWSGI does at SIGTERM is not told');
    // A hook may bind the signal otherwise; without a master SIGTERM ends the process.
    if (dies || !master || settingsNamed(run, 'hook-master-start').length > 0) return;
    const stopper = stopperOf(context);
    if (!stopper) return;
    context.report({
      message: 'missing',
      data: { stopper },
      place: uwsgiPlace(context),
      fixes: [addOption(context, 'die-on-term', 'true', true)],
    });
  },
});

/** Who stops it with SIGTERM; undefined where another signal is asked for, or nobody is known. */
function stopperOf(context: SubjectContext<'server'>): string | undefined {
  const { subject, project } = context;
  const { process, host } = subject;
  if (!process) {
    context.notApplicable('who starts it is not told');
    return undefined;
  }
  if (host === 'platform') return 'the platform';
  if (host === 'machine') {
    const unit = project.subjects('unit').find(({ file }) => file === process.place.file);
    if (!unit) return process.place.file.endsWith('.service') ? 'systemd' : undefined;
    const stops = ['KillSignal', 'ExecStop', 'KillMode'].some((key) => unit.one('Service', key) !== undefined);
    return stops || unit.doubt !== undefined ? undefined : 'systemd';
  }
  // Docker tells the first process alone: a shell that waits for uWSGI hands nothing on.
  if (!isFirst(context)) return undefined;
  const image = project
    .subjects('image')
    .find((one) => one.file === process.place.file || one.services.some((built) => isService(built, process)));
  if (!image?.base.facts) {
    context.unknown('which signal the image asks for is not told');
    return undefined;
  }
  const asks =
    image.tree.instructions.some(({ keyword }) => keyword === 'STOPSIGNAL') || image.services.some(({ service }) => service.stopSignal);
  return asks ? undefined : 'Docker';
}

function isService({ group, service }: BuiltService, { place, service: name }: Process): boolean {
  return service.name === name && group.files.includes(place.file);
}

/** Whether nothing stands between the container and the command: it is the command of the container itself, or a script becomes it. */
function isFirst({ subject, project }: SubjectContext<'server'>): boolean {
  const { command } = subject;
  const text = command && project.files.read(command.place.file);
  if (!command || text === undefined) return false;
  const { start } = command.place.span;
  const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const isOwn = isDockerfile(command.place.file) || isCompose(command.place.file);
  return isOwn ? !/&&|;|\|/.test(before) : /\bexec\s/.test(before);
}
