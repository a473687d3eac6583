import type { Process } from '../environment/process';
import type { Project } from '../project';
import { gunicornListens } from './gunicorn/listens';
import { isGunicorn } from './gunicorn/runs';
import type { Listening } from './listen';
import { readerOf } from './servers';

/**
 * Everything that a process listens on, as far as its command line, its environment and its files tell. A socket unit of systemd that
 * belongs to a service replaces what the server says; that is read with the units.
 */
export function listensOf(project: Project, process: Process): Listening {
  if (isGunicorn(process)) return gunicornListens(project, process);
  const reader = readerOf(process);
  if (!reader) return { listens: [], open: `how ${process.command.program} listens is not followed` };
  return reader.listening(project, process, reader.options(project, process));
}
