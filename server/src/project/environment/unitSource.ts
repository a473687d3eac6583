import { basename, dirname, join, normalize } from '../../base/paths';
import type { Place } from '../../base/text';
import { readSystemdEnvironment } from '../../syntax/envFile/systemd';
import type { WordPart } from '../../syntax/shell/word';
import { type ExecCommand, execCommands } from '../../syntax/systemd/exec';
import { readUnit, type UnitEntry } from '../../syntax/systemd/unit';
import { systemdWords } from '../../syntax/systemd/words';
import { verbatim } from '../../syntax/written';
import type { Discovery } from '../discover';
import type { ProfileKind } from '../project';
import { dropInsOf } from '../subjects/units/dropIns';
import { isUnit } from './artefact';
import { type PlacedText, startOfWords } from './command';
import { withEnvFile } from './envFiles';
import { blurred, type Held } from './held';
import { kindOfPath } from './names';
import type { Process, Started } from './process';
import type { Run } from './runs';
import { noting, surroundings } from './surroundings';

interface Located extends UnitEntry {
  readonly file: string;
}

/**
 * The servers that systemd units start, with their drop-ins, and every command of the units.
 * Source: https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html, “Environment”.
 */
export function unitProcesses(discovery: Discovery): Started {
  const units = discovery.roles.artefacts.filter(isUnit).map((path) => unitProcess(discovery, path));
  return { processes: units.flatMap(({ processes }) => processes), runs: units.flatMap(({ runs }) => runs) };
}

const NOTHING: Started = { processes: [], runs: [] };

function unitProcess(discovery: Discovery, path: string): Started {
  const named = kindOfPath(path);
  const text = discovery.read(path);
  if (named === 'sample' || text === undefined || !/^\s*\[Service\]/m.test(text)) return NOTHING;
  const entries = [path, ...dropInsOf(discovery.files, path)].flatMap((file) =>
    readUnit(discovery.read(file) ?? '')
      .filter(({ section }) => section === 'Service')
      .map((entry): Located => ({ ...entry, file })),
  );
  const kind: ProfileKind = named ?? 'production';
  const variables = variablesOf(discovery, entries, kind);
  const words = `under ${path}`;
  const runs: Run[] = [];
  const isTimed = discovery.files.kind(path.replace(/\.service$/, '.timer')) === 'file';
  const around = noting({ ...surroundings(discovery, path, '', []), folder: folderOf(entries) }, runs, {
    when: isTimed ? 'timer' : 'start',
    words,
    kind,
    host: 'machine',
  });
  const starts = EXEC_KEYS.flatMap((key) =>
    listed(entries, key).flatMap((entry) =>
      execCommands(entry).flatMap((command) => startOfWords(placedTexts(command, entry.file), variables, around) ?? []),
    ),
  );
  const [start] = starts;
  if (!start) return { processes: [], runs };
  const process: Process = {
    words,
    place: { file: path, span: { start: 0, end: 0 } },
    kind: start.kind === 'development' && kind === 'production' ? 'development' : kind,
    variables: start.variables,
    app: start.app,
    gunicorn: start.gunicorn,
    command: start.command,
    host: 'machine',
  };
  return { processes: [process], runs };
}

/** What a unit runs, in this order. */
const EXEC_KEYS: readonly string[] = ['ExecStartPre', 'ExecStart', 'ExecStartPost'];

function folderOf(entries: readonly Located[]): string | undefined {
  const folder = entries.findLast(({ key }) => key === 'WorkingDirectory')?.value.replace(/^-/, '');
  return folder?.startsWith('/') && !folder.includes('%') ? normalize(folder) : undefined;
}

/** The words of a command with the variables that systemd puts in: `${NAME}` anywhere, `$NAME` as a word, which it splits. */
function placedTexts({ words, expands }: ExecCommand, file: string): readonly PlacedText[] {
  return words.map(({ text, raw, span, exact }): PlacedText => {
    const offsets = exact ? verbatim(raw, span.start).offsets : undefined;
    if (text === undefined) return { text: raw, span, offsets: undefined, file, parts: [{ kind: 'computed', written: raw }] };
    const isPlain = !expands || !text.includes('$');
    return { text, span, offsets, file, ...(!isPlain && { parts: systemdParts(text) }) };
  });
}

function systemdParts(text: string): readonly WordPart[] {
  const variable = (name: string, written: string, quoted: boolean): WordPart => ({
    kind: 'variable',
    name,
    operator: undefined,
    word: [],
    quoted,
    written,
  });
  const alone = /^\$([A-Za-z_]\w*)$/.exec(text)?.[1];
  if (alone !== undefined) return [variable(alone, text, false)];
  return text.split(/(\$\{[A-Za-z_]\w*\})/).flatMap((piece, index): readonly WordPart[] => {
    if (index % 2 === 1) return [variable(piece.slice(2, -1), piece, true)];
    return piece === '' ? [] : [{ kind: 'text', text: piece.replaceAll('$$', '$'), quoted: true }];
  });
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
export function inWorkspace(discovery: Discovery, path: string, folder: string | undefined): string | undefined {
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
