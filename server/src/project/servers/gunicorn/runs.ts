import type { Version } from '../../../base/version';
import type { EvaluatedSettings } from '../../../evaluate/settings';
import { text } from '../../../evaluate/value';
import type { Held } from '../../environment/held';
import { kindOfPath } from '../../environment/names';
import type { Process, ProcessHost } from '../../environment/process';
import type { RunCommand, RunWord } from '../../environment/runCommand';
import type { ProfileKind, Project } from '../../project';
import { type GunicornCommandLine, readCommandLine } from './commandLine';
import { findConfigFile } from './configFile';
import { type GunicornLayers, type GunicornValue, type GunicornWords, valueIn } from './settings';
import { shlexSplit } from './shlex';

/** gunicorn as one file of the workspace starts it; or a configuration file that no command of the workspace names. */
export interface GunicornRun {
  /** In words, unique in a workspace: `gunicorn in service web of compose.yml`; the path of a file that stands alone. */
  readonly name: string;
  readonly kind: ProfileKind;
  readonly version: Version;
  /** What it runs in; undefined where the files do not tell. */
  readonly host: ProcessHost | undefined;
  /** The service of a compose file. */
  readonly service: string | undefined;
  /** The process, where an artefact starts it as one. */
  readonly process: Process | undefined;
  readonly command: GunicornWords | undefined;
  /** The options of GUNICORN_CMD_ARGS, where that is told. */
  readonly arguments: GunicornWords | undefined;
  /** `config.wsgi:application`; undefined where it is not told. */
  readonly app: string | undefined;
  /** The configuration file, evaluated. */
  readonly config: EvaluatedSettings | undefined;
  /** Its command stands in a branch: whether it runs is not told. */
  readonly conditional: boolean;
  /** In words, why production may start gunicorn with other words: a script has a branch for each. Undefined for most. */
  readonly doubt: string | undefined;
  /** Files that it was read from: their comments may ignore findings. */
  readonly files: readonly string[];
  /** What gunicorn has for a setting when it starts. */
  setting(name: string): GunicornValue;
}

/** Every way in which files of the workspace start gunicorn, and every configuration file of it that none of them names. */
export function gunicornRuns(project: Project): readonly GunicornRun[] {
  const processes = project.processes.filter(isGunicorn);
  const started = new Set(processes.map(({ command }) => placeKey(command)));
  const others = project.runs.filter(
    ({ command, when }) => command.program === 'gunicorn' && (when === 'start' || when === 'script') && !started.has(placeKey(command)),
  );
  const runs = [
    ...processes.map((process) => gunicornRun(project, process)),
    ...others.map((run) => runOf(project, { ...run, host: run.when === 'script' ? undefined : run.host, process: undefined })),
  ];
  const named = new Set(runs.flatMap(({ config }) => config?.file ?? []));
  return [...doubted(runs), ...project.gunicornConfigs.filter((path) => !named.has(path)).map((path) => fileRun(project, path))];
}

/** Of several commands in the branches of one script only one runs. */
function doubted(runs: readonly GunicornRun[]): readonly GunicornRun[] {
  return runs.map((run) => {
    const file = run.command?.place.file ?? '';
    const start = run.command?.place.span.start;
    const hasOther = runs.some(({ command }) => command?.place.file === file && command.place.span.start !== start);
    return run.conditional && hasOther ? { ...run, doubt: `a branch decides how ${file} starts gunicorn` } : run;
  });
}

/** The run of a process that starts gunicorn. */
export function gunicornRun(project: Project, process: Process): GunicornRun {
  return runOf(project, { ...process, kind: kindOf(process), process });
}

/** A unit, a platform or a file that is named for production does not become development by `--reload`: that is the mistake. */
function kindOf({ kind, host, place }: Process): ProfileKind {
  const named = kindOfPath(place.file);
  if (kind !== 'development' || (named !== undefined && named !== 'production')) return kind;
  return named === 'production' || host !== 'container' ? 'production' : kind;
}

/** Whether a process is gunicorn with a command that is known. */
export function isGunicorn({ command }: Process): boolean {
  return command?.program === 'gunicorn';
}

function placeKey({ place }: RunCommand): string {
  return `${place.file}:${place.span.start}`;
}

interface Started {
  readonly words: string;
  readonly kind: ProfileKind;
  readonly host: ProcessHost | undefined;
  readonly service?: string;
  readonly command: RunCommand;
  readonly process: Process | undefined;
}

function runOf(project: Project, started: Started): GunicornRun {
  const { command, process } = started;
  const { version } = project.gunicorn;
  const line = readCommandLine(command.args, version);
  const held = command.variables.get('GUNICORN_CMD_ARGS');
  const given = held && cmdArgs(project, held);
  const lines = [line, given && 'line' in given ? given.line : undefined];
  const config = configOf(project, command, lines, given && 'reason' in given ? given.reason : undefined);
  const layers: GunicornLayers = {
    command: { place: command.place, args: command.args, line },
    arguments: given,
    config,
    variables: command.variables,
    openEnvironment: started.host === 'platform' ? 'a platform sets variables of its own' : undefined,
    openCommand: undefined,
  };
  const values = remember((name) => valueIn(layers, name));
  const evaluated = config && 'names' in config ? config : undefined;
  return {
    name: `gunicorn ${started.words}`,
    kind: started.kind,
    version,
    host: started.host,
    service: started.service,
    process,
    command: layers.command,
    arguments: given && 'line' in given ? given : undefined,
    app: line.app?.text ?? text(values('wsgi_app').value),
    config: evaluated,
    conditional: command.conditional,
    doubt: undefined,
    files: [...new Set([command.place.file, ...command.args.map(({ place }) => place.file), ...(evaluated?.files ?? [])])],
    setting: values,
  };
}

function fileRun(project: Project, path: string): GunicornRun {
  const config = project.evaluateGunicorn(path);
  const named = kindOfPath(path);
  const values = remember((name) =>
    valueIn(
      {
        command: undefined,
        arguments: undefined,
        config,
        variables: new Map(),
        openEnvironment: undefined,
        openCommand: 'no file of the workspace shows what starts gunicorn',
      },
      name,
    ),
  );
  return {
    name: path,
    kind: named === 'development' || named === 'test' ? named : 'production',
    version: project.gunicorn.version,
    host: undefined,
    service: undefined,
    process: undefined,
    command: undefined,
    arguments: undefined,
    app: text(values('wsgi_app').value),
    config,
    conditional: false,
    doubt: undefined,
    files: config.files,
    setting: values,
  };
}

function remember(compute: (name: string) => GunicornValue): (name: string) => GunicornValue {
  const known = new Map<string, GunicornValue>();
  return (name) => {
    const value = known.get(name) ?? compute(name);
    known.set(name, value);
    return value;
  };
}

/** The options of GUNICORN_CMD_ARGS, each where it is written, as far as the variable's text stands there as it is. */
function cmdArgs(project: Project, held: Held): GunicornWords | { readonly reason: string } {
  const reason = 'the files do not tell GUNICORN_CMD_ARGS';
  if (held.kind !== 'value') return { reason };
  const words = shlexSplit(held.value);
  if (!words) return { reason: 'GUNICORN_CMD_ARGS has a quote that is not closed' };
  const { file, span } = held.place;
  const source = project.source(file)?.text.slice(span.start, span.end) ?? '';
  const at = source.indexOf(held.value);
  const isThere = at >= 0 && source.indexOf(held.value, at + 1) < 0;
  const args = words.map(({ text: word, start, end }): RunWord => {
    const place = isThere ? { file, span: { start: span.start + at + start, end: span.start + at + end } } : held.place;
    return { text: word, begins: word, mayBeSeveral: false, place, exact: isThere && held.value.slice(start, end) === word };
  });
  return { place: held.place, args, line: readCommandLine(args, project.gunicorn.version) };
}

/** The file that `--config` names on the command line, else in GUNICORN_CMD_ARGS, else the default one. */
function configOf(
  project: Project,
  command: RunCommand,
  lines: readonly (GunicornCommandLine | undefined)[],
  open: string | undefined,
): EvaluatedSettings | { readonly reason: string } | undefined {
  const options = lines.map((line) => line?.options ?? []);
  const last = (name: string) =>
    options.map((list) => list.findLast(({ setting }) => setting.name === name)).find((one) => one !== undefined);
  const named = last('config');
  if (named && named.text === undefined) return { reason: 'the files do not tell which configuration file gunicorn reads' };
  const isOpen = open !== undefined || lines.some((line) => line?.open !== undefined);
  if (!named && isOpen) return { reason: open ?? 'the command may get further options where it runs' };
  const found = findConfigFile(project, {
    named: named?.text,
    app: lines[0]?.app?.text,
    moves: last('chdir') !== undefined || last('pythonpath') !== undefined,
    file: command.place.file,
  });
  if (found.kind === 'none') return undefined;
  return found.kind === 'file' ? project.evaluateGunicorn(found.path) : { reason: found.reason };
}
