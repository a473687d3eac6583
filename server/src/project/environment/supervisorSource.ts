import { dirname, normalize } from '../../base/paths';
import {
  readSupervisor,
  type SupervisorSection,
  type SupervisorWord,
  supervisorEnvironment,
  supervisorOption,
  supervisorWords,
} from '../../syntax/supervisor/supervisor';
import { verbatim } from '../../syntax/written';
import type { Discovery } from '../discover';
import { isSupervisor } from './artefact';
import { type PlacedText, startOfWords } from './command';
import type { Held } from './held';
import { kindOfPath } from './names';
import type { Process, ProcessHost, Started } from './process';
import type { Run } from './runs';
import { noting, surroundings } from './surroundings';

/**
 * The programs of supervisor's configurations. What supervisor itself was started with stays open.
 *
 * @param isInContainer some container starts supervisor.
 * Source: http://supervisord.org/configuration.html
 */
export function supervisorProcesses(discovery: Discovery, isInContainer: boolean): Started {
  const found = discovery.roles.artefacts.filter(isSupervisor).flatMap((path) => {
    const text = kindOfPath(path) === 'sample' ? undefined : discovery.read(path);
    const programs = readSupervisor(text ?? '').filter(({ kind }) => kind === 'program' || kind === 'fcgi-program');
    return programs.map((program) => startedBy(discovery, path, program, isInContainer ? 'container' : 'machine'));
  });
  return { processes: found.flatMap(({ processes }) => processes), runs: found.flatMap(({ runs }) => runs) };
}

function startedBy(discovery: Discovery, path: string, program: SupervisorSection, host: ProcessHost): Started {
  const named = kindOfPath(path);
  const kind = named === undefined || named === 'sample' ? 'production' : named;
  const command = supervisorOption(program, 'command');
  const words = command && supervisorWords(command.value);
  const runs: Run[] = [];
  if (!words) return { processes: [], runs };
  const name = `as program ${program.name} of ${path}`;
  const folder = supervisorOption(program, 'directory')?.value.text;
  const absolute = folder?.startsWith('/') && !folder.includes('%') ? normalize(folder) : undefined;
  const around = { ...surroundings(discovery, path, dirname(path), []), folder: absolute };
  const start = startOfWords(
    words.map((word) => placed(word, path)),
    variablesOf(program, path),
    noting(around, runs, { when: 'start', words: name, kind, host }),
  );
  if (!start) return { processes: [], runs };
  const { variables, app, gunicorn } = start;
  const process: Process = {
    words: name,
    place: { file: path, span: program.nameSpan },
    kind: start.kind === 'development' && kind === 'production' ? 'development' : kind,
    variables,
    app,
    gunicorn,
    command: start.command,
    host,
  };
  return { processes: [process], runs };
}

function placed({ text, span, exact }: SupervisorWord, file: string): PlacedText {
  if (text === undefined) return { text: '', span, offsets: undefined, file, parts: [{ kind: 'computed', written: '' }] };
  return { text, span, offsets: exact ? verbatim(text, span.start).offsets : undefined, file };
}

function variablesOf(program: SupervisorSection, file: string): Map<string, Held> {
  const environment = supervisorOption(program, 'environment');
  const variables = environment && supervisorEnvironment(environment.value);
  return new Map(
    (variables ?? []).map(({ name, value, span }): [string, Held] => {
      const place = { file, span };
      return [name, value === undefined ? { kind: 'set', place } : { kind: 'value', value, place }];
    }),
  );
}
