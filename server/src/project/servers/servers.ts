import type { Process } from '../environment/process';
import { daphne } from './daphne';
import { granian } from './granian';
import { hypercorn } from './hypercorn';
import { managePy, servingCommand } from './managePy';
import { modWsgi } from './modWsgi';
import type { ServerReader } from './serverReader';
import { uvicorn } from './uvicorn';
import { uwsgi } from './uwsgi/reader';
import { waitress } from './waitress';

const READERS: Readonly<Record<string, ServerReader>> = {
  uvicorn,
  daphne,
  hypercorn,
  granian,
  'waitress-serve': waitress,
  uwsgi,
  'mod_wsgi-express': modWsgi,
};

/** Who reads what a process starts; undefined for gunicorn, which has a reader of its own, and for what is no server. */
export function readerOf(process: Process): ServerReader | undefined {
  const { program } = process.command;
  if (program === 'manage.py') return servingCommand(process) === undefined ? undefined : managePy;
  return Object.hasOwn(READERS, program) ? READERS[program] : undefined;
}
