import type { Place } from '../../base/text';
import type { Discovery } from '../discover';
import { kindOfPath } from '../environment/names';
import type { Process, ProcessHost } from '../environment/process';
import type { RunCommand } from '../environment/runCommand';
import type { Project } from '../project';
import type { Listening } from '../servers/listen';
import { listensOf } from '../servers/listens';
import type { ServerOptions } from '../servers/options';
import type { ServedName } from '../servers/serverReader';
import { readerOf } from '../servers/servers';
import { servedBy } from '../servers/target';
import { isUwsgiIni, mayBeUwsgiIni, type UwsgiRun, uwsgiFileRun, uwsgiRun } from '../servers/uwsgi/run';
import { uwsgiServed } from '../servers/uwsgi/served';
import { uwsgiListening } from '../servers/uwsgi/sockets';
import type { Subject, SubjectFinder } from './subject';

/** A server of Python applications that a file of the workspace starts, or a uwsgi.ini that no command of it names. */
export interface ServerSubject extends Subject {
  /** `gunicorn`, `uvicorn`, `uwsgi`, `manage.py`, … */
  readonly program: string;
  /** As people call it: `uvicorn`, `uWSGI`. */
  readonly title: string;
  /** Undefined for a file that no command names. */
  readonly process: Process | undefined;
  readonly command: RunCommand | undefined;
  /** What it runs in; undefined where that is not told. */
  readonly host: ProcessHost | undefined;
  /** A file that is for production beyond doubt starts it, though what it starts may be for development: one that is named so, a unit, a Procfile, a platform’s own. */
  readonly isProduction: boolean;
  /** Undefined for gunicorn, which has rules of its own. */
  readonly options: ServerOptions | undefined;
  /** For uWSGI. */
  readonly uwsgi: UwsgiRun | undefined;
  readonly listening: Listening;
  readonly served: ServedName | undefined;
  /** Where to show what nothing says: the name of the program, or the section of a file. */
  readonly place: Place;
}

export const serverSubjects: SubjectFinder<ServerSubject> = {
  find: (project, discovery) => {
    const started = project.processes.filter(({ command }) => command !== undefined).map((process) => subjectOf(project, process));
    const named = new Set(started.flatMap(({ uwsgi }) => uwsgi?.files.map((key) => key.replace(/:[^:]*$/, '')) ?? []));
    return [...started, ...iniSubjects(project, discovery, named)];
  },
};

function subjectOf(project: Project, process: Process): ServerSubject {
  const { command, place, words, host } = process;
  const reader = readerOf(process);
  const uwsgi = command.program === 'uwsgi' ? uwsgiRun(project, command) : undefined;
  const title = reader?.title ?? command.program;
  const files = new Set([place.file, command.place.file, ...(uwsgi?.files.map((key) => key.replace(/:[^:]*$/, '')) ?? [])]);
  return {
    name: `${title} ${words}`,
    kind: process.kind,
    files: [...files],
    program: command.program,
    title,
    process,
    command,
    host,
    isProduction: isForProduction(process),
    options: reader?.options(project, process),
    uwsgi,
    listening: listensOf(project, process),
    served: servedBy(project, process),
    place: programPlace(command),
  };
}

function isForProduction({ place, host }: Process): boolean {
  const named = kindOfPath(place.file);
  return named === 'production' || (named === undefined && host !== 'container');
}

/** The name of the program where it is written. */
function programPlace({ place, args }: RunCommand): Place {
  const [first] = args;
  const isBehind = first?.place.file === place.file && first.place.span.start > place.span.start;
  return isBehind ? { file: place.file, span: { start: place.span.start, end: first.place.span.start - 1 } } : place;
}

function iniSubjects(project: Project, { files, read }: Discovery, named: ReadonlySet<string>): readonly ServerSubject[] {
  return project.listing.flatMap((file): readonly ServerSubject[] => {
    if (!mayBeUwsgiIni(file) || named.has(file)) return [];
    const text = read(file);
    const kind = kindOfPath(file);
    if (kind === 'sample' || !isUwsgiIni(file, text)) return [];
    const uwsgi = uwsgiFileRun({ files, listing: project.listing }, file);
    const at = text?.indexOf('[uwsgi]') ?? 0;
    return [
      {
        name: file,
        kind: kind ?? 'production',
        files: uwsgi.files.map((key) => key.replace(/:[^:]*$/, '')),
        program: 'uwsgi',
        title: 'uWSGI',
        process: undefined,
        command: undefined,
        host: undefined,
        isProduction: kind === 'production',
        options: undefined,
        uwsgi,
        listening: uwsgiListening(uwsgi),
        served: uwsgiServed(uwsgi),
        place: { file, span: { start: at, end: at + '[uwsgi]'.length } },
      },
    ];
  });
}
