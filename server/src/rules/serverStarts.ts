import type { Place } from '../base/text';
import { mayStartServer } from '../project/commandLines';
import { kindOfPath } from '../project/environment/names';
import type { Project } from '../project/project';
import type { Related } from './rule';

/** A command line of the workspace that starts the project with an app server. */
export interface ServerStart {
  readonly server: string;
  readonly protocol: 'wsgi' | 'asgi';
  /** As the command says; undefined where it does not, or leaves it to a variable. */
  readonly workers: number | undefined;
  readonly place: Place;
}

const SERVERS = /(?:^|[\s"'[/])(gunicorn|uvicorn|daphne|hypercorn|granian)(?=["',\s])/;
const APP = /(?:^|[\s"',])(?:\w+\.)*\w*(wsgi|asgi)(?=[\s"',\]:]|$)/;
const WORKERS = /(?:-w|--workers)["']?(?:=|[\s,]\s*|(?=\d))["']?(\d+)(?=["',\s\]]|$)/;

/**
 * The command lines that start the project in production: those of units, compose files, images and scripts that name one of the known
 * servers and a wsgi or asgi module. Files for development, tests and samples are left out, and so is what reloads.
 */
export function serverStarts(project: Project): readonly ServerStart[] {
  return project.listing.flatMap((path) => {
    const kind = mayStartServer(path) ? kindOfPath(path) : 'sample';
    if (kind === 'development' || kind === 'test' || kind === 'sample') return [];
    return [...commandLines(project.files.read(path) ?? '')].flatMap(({ line, start }) => {
      const server = SERVERS.exec(line);
      const command = server ? line.slice(server.index) : '';
      const protocol = APP.exec(command)?.[1];
      if (!server || protocol === undefined || /--reload\b/.test(command) || /^\s*(#|RUN\b|pip3?\b)/.test(line)) return [];
      const workers = WORKERS.exec(command)?.[1];
      const from = start + line.search(/\S/);
      const found: ServerStart = {
        server: server[1] ?? '',
        protocol: /uvicorn|asgi/i.test(workerClass(command)) || protocol === 'asgi' ? 'asgi' : 'wsgi',
        workers: workers === undefined ? undefined : Number(workers),
        place: { file: path, span: { start: from, end: from + (line.trimStart().split(/\r?\n/, 1)[0] ?? '').trimEnd().length } },
      };
      return [found];
    });
  });
}

function workerClass(command: string): string {
  return /(?:-k|--worker-class)["']?[=\s,]\s*["']?([\w.]+)/.exec(command)?.[1] ?? '';
}

/** Where the workspace shows that several processes answer requests side by side; undefined where nothing does. */
export function severalProcesses(project: Project): Related | undefined {
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
  const starts = serverStarts(project);
  const [first] = starts;
  if (!first || starts.some(({ protocol }) => protocol !== 'asgi')) return undefined;
  return { place: first.place, message: `${first.server} runs the project under ASGI` };
}

/** Source: https://uwsgi-docs.readthedocs.io/en/latest/Options.html#processes */
function uwsgiProcesses(project: Project): Related | undefined {
  for (const path of project.listing) {
    const text = path.endsWith('.ini') && kindOfPath(path) !== 'development' ? (project.files.read(path) ?? '') : '';
    if (!/^\[uwsgi\]/m.test(text)) continue;
    const match = /^[ \t]*(?:processes|workers)[ \t]*=[ \t]*(\d+)[ \t]*$/m.exec(text);
    if (match && Number(match[1]) > 1) {
      const span = { start: match.index, end: match.index + match[0].length };
      return { place: { file: path, span }, message: `uWSGI starts ${match[1]} processes` };
    }
  }
  return undefined;
}

/** The lines of a text, each with those that a backslash at its end joins to it. `start` is its offset. */
function* commandLines(text: string): Generator<{ readonly line: string; readonly start: number }> {
  for (const match of text.matchAll(/(?:[^\n\\]|\\[\s\S])+/g)) yield { line: match[0], start: match.index };
}
