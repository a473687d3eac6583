import { type ServedName, servedName } from '../serverReader';
import { lastOf } from './query';
import type { UwsgiRun } from './run';
import { folderOf } from './sockets';

/** What a uWSGI is told to serve: `module`, `wsgi-file`; undefined where nothing, or something else, says so. */
export function uwsgiServed(run: UwsgiRun): ServedName | undefined {
  const setting = lastOf(run, 'module') ?? lastOf(run, 'wsgi-file');
  if (!setting || setting.conditional || setting.value === undefined) return undefined;
  const callable = lastOf(run, 'callable')?.value;
  const roots = run.settings.filter(({ name }) => name === 'pythonpath').map(({ value }) => value);
  const word = { text: setting.value, place: setting.valuePlace, exact: setting.source === 'file' && setting.refersTo.length === 0 };
  return servedName(word, { roots: [folderOf(run), ...roots], attribute: callable ?? 'application' });
}
