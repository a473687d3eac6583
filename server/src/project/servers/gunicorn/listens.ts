import { join, normalize } from '../../../base/paths';
import type { Place } from '../../../base/text';
import { atLeast } from '../../../base/version';
import { knownItems, type Value } from '../../../evaluate/value';
import type { Process } from '../../environment/process';
import type { Project } from '../../project';
import type { Listen, Listening, ListenProtocol } from '../listen';
import { readAddress } from './address';
import { type GunicornRun, gunicornRun } from './runs';
import type { GunicornValue } from './settings';

/** Where the gunicorn of a process listens. A default has the place of the command, as nothing else says it. */
export function gunicornListens(project: Project, process: Process): Listening {
  return listensOfRun(gunicornRun(project, process), process.command.place, process.command.folder);
}

/**
 * @param place where to show what nothing in the files says.
 * @param folder the absolute folder that the process starts in, for sockets with a relative path; undefined where it is not told.
 */
export function listensOfRun(run: GunicornRun, place: Place, folder: string | undefined): Listening {
  const { protocol, open: openProtocol } = protocolOf(run);
  const bind = run.setting('bind');
  const at = bind.place ?? place;
  // systemd hands over sockets by LISTEN_FDS, and then `bind` counts for nothing; only the unit tells, and it is read elsewhere.
  const listens = addressTexts(bind).flatMap(({ text, at: own }): readonly Listen[] => {
    const address = text === undefined ? undefined : readAddress(text);
    const where = { protocol, place: own ?? at };
    if (!address) return [];
    if (address.kind === 'fd') return [{ kind: 'inherited', ...where }];
    if (address.kind === 'tcp') return [{ kind: 'tcp', host: address.host, port: address.port, ...where }];
    return [{ kind: 'unix', path: socketPath(address.path, folder), ...where }];
  });
  const isWhole = listens.length > 0 && listens.length === addressTexts(bind).length && isClosed(bind.value, bind);
  return { listens, open: openProtocol ?? (isWhole ? undefined : reasonOf(bind)) };
}

/** The texts of a `bind`, one each: what is not told keeps what it certainly begins with (`0.0.0.0:$`). */
function addressTexts(bind: GunicornValue): readonly { readonly text: string | undefined; readonly at: Place | undefined }[] {
  if (bind.options.length > 0) {
    return bind.options.map(({ text, begins, place }) => ({ text: text ?? (begins === '' ? undefined : `${begins}$`), at: place }));
  }
  const { value } = bind;
  if (value.kind === 'str') return value.value === '' ? [] : [{ text: value.value, at: value.at ?? bind.place }];
  return (knownItems(value) ?? []).map((item) => ({ text: item.kind === 'str' ? item.value : undefined, at: item.at ?? bind.place }));
}

/** Whether there can be no other address than those. */
function isClosed(value: Value, { options }: GunicornValue): boolean {
  if (value.kind === 'str') return true;
  return value.kind !== 'unknown' && value.kind !== 'choice' && (options.length > 0 || knownItems(value) !== undefined) && !hasRest(value);
}

function hasRest(value: Value): boolean {
  return (value.kind === 'list' || value.kind === 'tuple') && value.items.some((item) => item.kind === 'rest');
}

function reasonOf({ value }: GunicornValue): string {
  return value.kind === 'unknown' ? value.reason : 'the files do not tell all that gunicorn listens on';
}

function socketPath(path: string, folder: string | undefined): string {
  if (path.startsWith('/')) return normalize(path);
  return folder === undefined || /[$%{<]/.test(path) ? '' : normalize(join(folder, path));
}

/** Releases before 24.0 speak HTTP alone. */
function protocolOf({ version, setting }: GunicornRun): { readonly protocol: ListenProtocol; readonly open: string | undefined } {
  const { value } = setting('protocol');
  if (!atLeast(version, '24.0')) return { protocol: 'http', open: undefined };
  if (value.kind === 'str') return { protocol: value.value.trim().toLowerCase() === 'uwsgi' ? 'uwsgi' : 'http', open: undefined };
  return { protocol: 'http', open: value.kind === 'none' ? undefined : 'the files do not tell which protocol gunicorn speaks' };
}
