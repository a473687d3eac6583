import { atLeast } from '../../base/version';
import { truth } from '../../evaluate/value';
import type { RunWord } from '../../project/environment/runCommand';
import type { Project } from '../../project/project';
import type { UnitStart } from '../../project/subjects/units/starts';
import { gunicornSetting } from './unitGunicorn';

/** Whether a program goes into the background. */
export type Detaching =
  | { readonly kind: 'no' }
  /** `words`: of the command that say so; none where its configuration file does. `isMulti`: it is celery's starter of several workers. */
  | { readonly kind: 'yes'; readonly words: readonly RunWord[]; readonly isMulti: boolean }
  | { readonly kind: 'unknown'; readonly reason: string };

const STAYS: ReadonlySet<string> = new Set(['uvicorn', 'daphne', 'hypercorn', 'granian', 'waitress-serve', 'manage.py']);
/** Flags that send a program into the background, with how many words each takes. */
const FLAGS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  gunicorn: { '-D': 1, '--daemon': 1 },
  celery: { '-D': 1, '--detach': 1 },
  uwsgi: { '-d': 2, '--daemonize': 2, '--daemonize2': 2 },
};

/** Whether the program that systemd starts goes into the background. Sources: the documentation of the programs. */
export function detaches(project: Project, start: UnitStart): Detaching {
  const { program, args } = start.command;
  if (STAYS.has(program)) return args.some(({ text }) => text === '--burst') ? unknown('it ends by itself') : { kind: 'no' };
  if (program === 'celery' && args.some(({ text }) => text === 'multi')) return { kind: 'yes', words: [], isMulti: true };
  const flags = FLAGS[program];
  if (!flags) return unknown(`whether ${program} goes into the background is not known`);
  for (const [index, { text }] of args.entries()) {
    const name = text?.replace(/=.*$/s, '') ?? '';
    const count = Object.hasOwn(flags, name) ? (flags[name] ?? 1) : 0;
    if (count > 0) return { kind: 'yes', words: args.slice(index, index + (text?.includes('=') ? 1 : count)), isMulti: false };
  }
  if (args.some(({ text, mayBeSeveral }) => text === undefined && mayBeSeveral))
    return unknown('a variable of the command line may hold more options');
  if (program === 'uwsgi') return unknown('the configuration of uWSGI may send it into the background');
  return program === 'gunicorn' ? byConfiguration(project, start) : { kind: 'no' };
}

function byConfiguration(project: Project, start: UnitStart): Detaching {
  const daemon = gunicornSetting(project, start, 'daemon');
  if (daemon.kind === 'unknown') return daemon;
  const isOn = daemon.kind === 'value' ? truth(daemon.value) : false;
  if (isOn === undefined) return unknown('daemon depends on what the files do not tell');
  return isOn ? { kind: 'yes', words: [], isMulti: false } : { kind: 'no' };
}

function unknown(reason: string): Detaching {
  return { kind: 'unknown', reason };
}

/** Distributions with which a Python program reports to systemd. */
const NOTIFIERS: readonly string[] = [
  'sdnotify',
  'sd-notify',
  'systemd-python',
  'cysystemd',
  'systemd-watchdog',
  'systemdunitparser',
  'pystemd',
];

/**
 * Whether a program tells systemd that it is ready: gunicorn has done so since 20.0, uWSGI too; for others the project itself may.
 * Undefined where that is not certain.
 */
export function notifies(project: Project, { command: { program } }: UnitStart): boolean | undefined {
  if (program === 'uwsgi') return true;
  if (program === 'gunicorn' && atLeast(project.gunicorn.version, '20.0')) return true;
  const isKnown = program === 'gunicorn' || program === 'celery' || STAYS.has(program);
  const names = project.requirements;
  if (!isKnown || NOTIFIERS.some((name) => names?.has(name))) return undefined;
  const asks = (path: string) => /NOTIFY_SOCKET|sd_?notify|systemd/i.test(project.files.read(path) ?? '');
  return project.listing.some((path) => path.endsWith('.py') && asks(path)) ? undefined : false;
}
