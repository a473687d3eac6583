import { basename } from '../../../base/paths';
import type { Process } from '../../environment/process';
import type { RunCommand } from '../../environment/runCommand';
import type { Project } from '../../project';
import type { UnitAssignment, UnitCommand, UnitSubject } from '../unit';

/** What of Django a service starts. */
export interface UnitStart {
  /** `server`: it takes requests; `worker`: it takes tasks, and runs for ever; `command`: it ends. */
  readonly role: 'server' | 'worker' | 'command';
  readonly command: RunCommand;
  /** Undefined for what is no server. */
  readonly process: Process | undefined;
  /** The command of `ExecStart=` that comes to it. */
  readonly first: UnitCommand;
  /** systemd runs the program itself: no shell, no script and no wrapper stands between. */
  readonly isDirect: boolean;
}

/** Commands of `manage.py` that run for ever, of the packages that have one. */
const ENDLESS: ReadonlySet<string> = new Set([
  'qcluster',
  'run_huey',
  'rqworker',
  'rqscheduler',
  'process_tasks',
  'rundramatiq',
  'db_worker',
  'runworker',
  'runserver',
  'runserver_plus',
  'runsslserver',
  'procrastinate',
]);

/**
 * What of Django a service starts by its `ExecStart=`; undefined where that is something else, or is not told.
 *
 * @param project whose processes and runs are asked: they follow scripts and wrappers.
 */
export function unitStart(project: Project, unit: UnitSubject): UnitStart | undefined {
  const [first, ...others] = unit.starts;
  if (unit.type !== 'service' || !first || others.length > 0) return undefined;
  const process = project.processes.find(({ place }) => place.file === unit.file);
  if (process && !isForeign(project, process)) {
    return { role: 'server', command: process.command, process, first, isDirect: isDirect(first, process.command, unit) };
  }
  if (process) return undefined;
  for (const { command } of project.runs.filter(({ words }) => words === `under ${unit.file}`)) {
    const role = roleOf(command);
    if (role && belongsTo(command, first.entry, unit))
      return { role, command, process: undefined, first, isDirect: isDirect(first, command, unit) };
  }
  return undefined;
}

/** A server whose target is some other application: Flask has targets of the same look. */
function isForeign(project: Project, { app }: Process): boolean {
  if (app === undefined || /(^|\.)[aw]sgi\w*$/.test(app)) return false;
  const path = `${app.replaceAll('.', '/')}.py`;
  const files = project.listing.filter((file) => file === path || file.endsWith(`/${path}`));
  return !files.some((file) => /\bget_[aw]sgi_application\b/.test(project.files.read(file) ?? ''));
}

function roleOf({ program, args }: RunCommand): UnitStart['role'] | undefined {
  const verbs = args.flatMap(({ text }) => text ?? []);
  if (program === 'celery') return verbs.some((verb) => /^(worker|beat|multi)$/.test(verb)) ? 'worker' : undefined;
  if (program === 'celery-worker' || program === 'celeryd') return 'worker';
  if (program !== 'manage.py') return undefined;
  return ENDLESS.has(verbs[0] ?? '') ? 'worker' : 'command';
}

/** Of the commands that a unit runs, only those of `ExecStart=` are what it starts. */
function belongsTo({ place }: RunCommand, entry: UnitAssignment, unit: UnitSubject): boolean {
  const { span, file } = entry.place;
  if (!unit.files.includes(place.file))
    return unit.one('Service', 'ExecStartPre') === undefined && unit.one('Service', 'ExecStartPost') === undefined;
  return place.file === file && span.start <= place.span.start && place.span.end <= span.end;
}

function isDirect({ words, entry }: UnitCommand, { program, place }: RunCommand, unit: UnitSubject): boolean {
  if (!unit.files.includes(place.file) || place.file !== entry.file) return false;
  const names = words.slice(0, 3).map(({ raw }) => basename(raw));
  if (names[0] === program || (program === 'manage.py' && names[0] === 'django-admin')) return true;
  if (!/^python[\d.]*$/.test(names[0] ?? '')) return false;
  return names[1] === program || (names[1] === '-m' && names[2] === program);
}
