import type { Place } from '../base/text';
import { text } from '../evaluate/value';
import type { Process } from '../project/environment/process';
import type { Project } from '../project/project';
import { gunicornRun } from '../project/servers/gunicorn/runs';
import { type ServerOptions, valueFor } from '../project/servers/options';
import { readerOf } from '../project/servers/servers';
import { servedBy } from '../project/servers/target';
import { lastOf, numberOf } from '../project/servers/uwsgi/query';
import type { Related } from './rule';

/** A command of the workspace that starts the project with an app server. */
export interface ServerStart {
  readonly server: string;
  readonly protocol: 'wsgi' | 'asgi';
  /** As the command says; undefined where it does not, or leaves it to a variable. */
  readonly workers: number | undefined;
  readonly place: Place;
}

const SERVERS = new Set(['gunicorn', 'uvicorn', 'daphne', 'hypercorn', 'granian']);

/** The commands that start the project in production: those of units, compose files, images, platforms and scripts. What reloads is left out. */
export function serverStarts(project: Project): readonly ServerStart[] {
  const started = project.processes.filter(({ kind }) => kind === 'production');
  const places = new Set(project.processes.map(({ command }) => placeKey(command.place)));
  const others = project.runs.flatMap((run): readonly Process[] => {
    const counts = (run.when === 'start' || run.when === 'script') && run.kind === 'production';
    if (!counts || places.has(placeKey(run.command.place))) return [];
    const { command, words, kind, host } = run;
    return [{ words, place: command.place, kind, host, command, variables: command.variables, app: undefined, gunicorn: undefined }];
  });
  return [...started, ...others].flatMap((process) => startOf(project, process) ?? []);
}

function startOf(project: Project, process: Process): ServerStart | undefined {
  const { program, place } = process.command;
  const served = SERVERS.has(program) ? servedBy(project, process) : undefined;
  if (!served) return undefined;
  // Other frameworks are started by the same servers.
  const named = (served.module ?? served.path ?? '').replace(/\.py$/, '');
  if (!/[aw]sgi$/.test(named)) return undefined;
  if (program === 'gunicorn') {
    const { setting } = gunicornRun(project, process);
    if (setting('reload').origin === 'command') return undefined;
    const worker = text(setting('worker_class').value) ?? '';
    const { value, origin } = setting('workers');
    const isAsgi = /uvicorn|asgi/i.test(worker) || named.endsWith('asgi');
    const workers = origin !== 'default' && value.kind === 'int' ? Number(value.value) : undefined;
    return { server: program, protocol: isAsgi ? 'asgi' : 'wsgi', workers, place };
  }
  const options = readerOf(process)?.options(project, process);
  if (!options || options.given.some(({ name, isOn }) => name === 'reload' && isOn === true)) return undefined;
  return { server: program, protocol: named.endsWith('wsgi') ? 'wsgi' : 'asgi', workers: workersOf(options), place };
}

function workersOf(options: ServerOptions): number | undefined {
  const found = valueFor(options, 'workers');
  return found.kind === 'value' && /^\d+$/.test(found.value) ? Number(found.value) : undefined;
}

function placeKey({ file, span }: Place): string {
  return `${file}:${span.start}`;
}

/** Where the workspace shows that several processes answer requests side by side; undefined where nothing does. */
export function severalProcesses(project: Project): Related | undefined {
  return project.derived(findSeveralProcesses);
}

function findSeveralProcesses(project: Project): Related | undefined {
  for (const { workers, server, place } of serverStarts(project)) {
    if (workers !== undefined && workers > 1) return { place, message: `${server} starts ${workers} worker processes` };
  }
  for (const file of project.gunicornConfigs) {
    const workers = project.evaluateGunicorn(file).names.get('workers');
    const last = workers?.assignments.at(-1);
    if (workers && last && workers.value.kind === 'int' && workers.value.value > 1n) {
      return { place: last.place, message: `gunicorn starts ${workers.value.value} worker processes` };
    }
  }
  return uwsgiProcesses(project);
}

/** Where every command that starts the project runs it under ASGI; undefined where one does not, or none is found. */
export function asgiStart(project: Project): Related | undefined {
  return project.derived(findAsgiStart);
}

function findAsgiStart(project: Project): Related | undefined {
  const starts = serverStarts(project);
  const [first] = starts;
  if (!first || starts.some(({ protocol }) => protocol !== 'asgi')) return undefined;
  return { place: first.place, message: `${first.server} runs the project under ASGI` };
}

function uwsgiProcesses(project: Project): Related | undefined {
  for (const { uwsgi, kind } of project.subjects('server')) {
    const setting = uwsgi && lastOf(uwsgi, 'processes');
    const count = uwsgi && numberOf(uwsgi, 'processes');
    if (kind === 'production' && setting && count !== undefined && count > 1) {
      return { place: setting.place, message: `uWSGI starts ${count} processes` };
    }
  }
  return undefined;
}
