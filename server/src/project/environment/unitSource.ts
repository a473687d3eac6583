import { basename, dirname, join, normalize } from '../../base/paths';
import type { Place } from '../../base/text';
import { readSystemdEnvironment } from '../../syntax/envFile/systemd';
import { readUnit, type UnitEntry, unitWords } from '../../syntax/systemd/unit';
import { systemdWords } from '../../syntax/systemd/words';
import type { Discovery } from '../discover';
import type { ProfileKind } from '../project';
import { isUnit } from './artefact';
import { startOfWords } from './command';
import { withEnvFile } from './envFiles';
import { blurred, type Held } from './held';
import { surroundings } from './image';
import { kindOfPath } from './names';
import type { Process } from './process';

interface Located extends UnitEntry {
  readonly file: string;
}

const MAX_DROP_INS = 50;

/**
 * The servers that systemd units start, with their drop-ins.
 * Source: https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html, “Environment”.
 */
export function unitProcesses(discovery: Discovery): readonly Process[] {
  const units = discovery.roles.artefacts.filter(isUnit);
  return units.flatMap((path) => unitProcess(discovery, path) ?? []);
}

function unitProcess(discovery: Discovery, path: string): Process | undefined {
  const named = kindOfPath(path);
  const text = discovery.read(path);
  if (named === 'sample' || text === undefined || !/^\s*\[Service\]/m.test(text)) return undefined;
  const entries = [path, ...dropIns(discovery, path)].flatMap((file) =>
    readUnit(discovery.read(file) ?? '')
      .filter(({ section }) => section === 'Service')
      .map((entry): Located => ({ ...entry, file })),
  );
  const kind: ProfileKind = named ?? 'production';
  const variables = variablesOf(discovery, entries, kind);
  const start = listed(entries, 'ExecStart')
    .map((entry) => {
      const words = unitWords(entry.value.replace(/^[@:+!|-]+/, '')).map((word) => word ?? '');
      return startOfWords(words, placeOf(entry), variables, surroundings(discovery, path, '', []));
    })
    .find((one) => one !== undefined);
  if (!start) return undefined;
  return {
    words: `under ${path}`,
    place: { file: path, span: { start: 0, end: 0 } },
    kind: start.kind === 'development' && kind === 'production' ? 'development' : kind,
    variables: start.variables,
    app: start.app,
    gunicorn: start.gunicorn,
  };
}

/** `x.service.d/*.conf`, in the order of their names. */
function dropIns(discovery: Discovery, path: string): readonly string[] {
  const names = discovery.files.list(`${path}.d`).filter((name) => name.endsWith('.conf'));
  return names.slice(0, MAX_DROP_INS).map((name) => `${path}.d/${name}`);
}

/** The assignments of a key behind the last empty one. */
function listed(entries: readonly Located[], key: string): readonly Located[] {
  const all = entries.filter((entry) => entry.key === key);
  return all.slice(all.findLastIndex(({ value }) => value === '') + 1);
}

/** `EnvironmentFile=` over `Environment=` over what is passed, and then what is unset. */
function variablesOf(discovery: Discovery, entries: readonly Located[], kind: ProfileKind): Map<string, Held> {
  let variables = new Map<string, Held>();
  for (const entry of listed(entries, 'Environment')) {
    const place = placeOf(entry);
    const reading = readSystemdEnvironment(entry.value);
    if (reading.kind === 'refused') continue;
    // A word that begins with a specifier may be any variable.
    if (!reading.complete) variables = blurred(variables, `in ${entry.file}`);
    for (const { name, value } of reading.entries)
      variables.set(name, value === undefined ? { kind: 'set', place } : { kind: 'value', value, place });
  }
  const folder = entries.findLast((entry) => entry.key === 'WorkingDirectory')?.value;
  for (const { value } of listed(entries, 'EnvironmentFile')) {
    const path = value.replace(/^-/, '');
    variables = withEnvFile(discovery, variables, kind, 'systemd', inWorkspace(discovery, path, folder), path);
  }
  for (const { value } of listed(entries, 'UnsetEnvironment')) {
    for (const { text } of systemdWords(value).words) {
      if (text.includes('%')) variables.clear();
      else variables.delete(text.split('=')[0] ?? '');
    }
  }
  return variables;
}

/** A path of the server that lies in the folder where the unit runs, which is where the workspace is taken to be. */
function inWorkspace(discovery: Discovery, path: string, folder: string | undefined): string | undefined {
  if (path.includes('%')) return undefined;
  const root = folder?.replace(/^-/, '').replace(/\/+$/, '') ?? '';
  for (let above = root; above.length > 1; above = dirname(above)) {
    if (!path.startsWith(`${above}/`)) continue;
    const inside = normalize(path.slice(above.length + 1));
    const near = [inside, join(basename(root), inside)].find((one) => discovery.files.kind(one) === 'file');
    return near ?? inside;
  }
  return undefined;
}

function placeOf({ file, span }: Located): Place {
  return { file, span };
}
