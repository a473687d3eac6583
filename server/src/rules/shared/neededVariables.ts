import { basename } from '../../base/paths';
import type { Place } from '../../base/text';
import { formatVersion } from '../../base/version';
import type { Environment, EnvironmentEntry } from '../../evaluate/environment';
import { evaluateModule } from '../../evaluate/evaluate';
import type { EvaluatedSettings } from '../../evaluate/settings';
import { isRequired } from '../../project/distributions';
import type { Held, Variables } from '../../project/environment/held';
import { importRootsOf } from '../../project/modules';
import type { Profile, Project } from '../../project/project';

/** A settings module as a process starts with it. */
export type StartedModule = Pick<Profile, 'module' | 'configuration' | 'pythonPath'>;

/** A variable without which the settings stop, and where they read it. */
export interface NeededVariable {
  readonly name: string;
  readonly place: Place;
  /** `KeyError: SECRET_KEY` */
  readonly error: string;
}

/** What the settings come to where a process has these variables and no others. */
export interface Needs {
  /** In the order in which the settings ask for them. */
  readonly missing: readonly NeededVariable[];
  /** With the missing ones given, but not known. */
  readonly settings: EvaluatedSettings;
  /** In words, why a variable may come from elsewhere; undefined where only files can bring it. */
  readonly open: string | undefined;
  /** Files of variables that the settings load where they exist, relative to the root. */
  readonly envFiles: readonly string[];
}

const MAX_MISSING = 12;

/**
 * Evaluates settings as a process starts with them whose environment is told whole: what is not in `variables` is not set. Each
 * variable that stops them is noted, and given to see the next one.
 */
export function needsOf(project: Project, started: StartedModule, variables: Variables): Needs {
  const { module, configuration, pythonPath } = started;
  const texts = [...variables].map(([name, held]) => [name, held.kind, held.kind === 'set' ? '' : held.value]);
  const key = `needs ${JSON.stringify([module, configuration, pythonPath, texts])}`;
  return project.derived((asked) => evaluateNeeds(asked, started, variables), key);
}

function evaluateNeeds(project: Project, started: StartedModule, variables: Variables): Needs {
  const missing: NeededVariable[] = [];
  const given = new Set<string>();
  for (;;) {
    const { settings, unset } = evaluateWith(project, started, variables, given);
    const found =
      settings.raised && missing.length < MAX_MISSING ? culprit(project, started, variables, given, settings, unset) : undefined;
    if (!found) return { missing, settings, ...openReason(project, settings) };
    missing.push(found);
    given.add(found.name);
  }
}

/** The variable whose absence raised: the error goes away, or another follows, once it is there. */
function culprit(
  project: Project,
  started: StartedModule,
  variables: Variables,
  given: ReadonlySet<string>,
  { raised }: EvaluatedSettings,
  unset: readonly string[],
): NeededVariable | undefined {
  if (!raised) return undefined;
  const named = unset.filter((name) => new RegExp(`(?<![A-Za-z0-9_])${name}(?![A-Za-z0-9_])`).test(raised.message));
  for (const name of new Set([...named.reverse(), ...unset.slice(-1)])) {
    const after = evaluateWith(project, started, variables, new Set([...given, name])).settings.raised;
    const isSame = after?.message === raised.message && after.place.span.start === raised.place.span.start;
    if (!isSame) return { name, place: raised.place, error: raised.message };
  }
  return undefined;
}

/** @param given variables that are set, and whose values are not known. */
function evaluateWith(
  project: Project,
  { module, configuration, pythonPath }: StartedModule,
  variables: Variables,
  given: ReadonlySet<string>,
): { readonly settings: EvaluatedSettings; readonly unset: readonly string[] } {
  const unset: string[] = [];
  const environment: Environment = {
    names: [...variables.keys()],
    // A file of variables that the workspace has may be another one there.
    open: true,
    lookup(name) {
      const held = variables.get(name);
      if (held) return entryOf(held);
      if (given.has(name)) return { state: 'unknown' };
      unset.push(name);
      return { state: 'unset' };
    },
  };
  const settings = evaluateModule(
    {
      files: project.files,
      parse: (path) => project.python(path)?.tree,
      pythonPath: importRootsOf(project.files, pythonPath),
      environment,
      djangoVersion: formatVersion(project.django.version),
      requires: (topLevel) => isRequired(project.requirements ?? new Set(), topLevel),
    },
    module,
    configuration,
  );
  return { settings, unset: [...new Set(unset)] };
}

function entryOf(held: Held): EnvironmentEntry {
  const source = held.place.file;
  if (held.kind === 'value') return { state: 'given', value: held.value, source, place: held.place };
  return { state: 'told', by: [{ process: 'the process', told: { ...held, source } }] };
}

/** Libraries that read a file of variables, and those that ask a service or read what is not followed here. */
const FILE_LOADERS = /\b(load_dotenv|dotenv_values|find_dotenv|read_dotenv|read_env|read_envfile|decouple)\b/;
const OTHER_LOADERS =
  /\b(env_file|_env_file|DOTENV|prettyconf|dynaconf|goodconf|hvac|boto3|secretmanager|secretsmanager|keyvault|FileAwareEnv)\b/;

/** What else the settings, or the file that starts them, may take variables from. */
function openReason(project: Project, settings: EvaluatedSettings): Pick<Needs, 'open' | 'envFiles'> {
  const text = (file: string) => project.files.read(file) ?? '';
  const starters = project.profiles.flatMap(({ entry }) => entry);
  const loader = [...settings.files, ...starters].find((file) => OTHER_LOADERS.test(text(file)));
  const closed = { open: undefined, envFiles: [] };
  if (loader !== undefined) return { ...closed, open: `${loader} may take variables from elsewhere` };
  const starter = starters.find((file) => FILE_LOADERS.test(text(file)) || /environ(\.update|\[)/.test(withoutModule(text(file))));
  if (starter !== undefined) return { ...closed, open: `${starter} may put further variables into the environment` };
  const reader = settings.files.find((file) => FILE_LOADERS.test(text(file)));
  if (reader === undefined) return closed;
  const absent = settings.probes.filter((path) => /(^|[./-])env($|[./-])/i.test(basename(path)) && !path.endsWith('.py'));
  const isTold = absent.length > 0 || settings.envFiles.length > 0;
  return isTold
    ? { open: undefined, envFiles: [...new Set([...absent, ...settings.envFiles.map(({ path }) => path)])] }
    : { ...closed, open: `${reader} loads a file of variables that is not told` };
}

/** A starting file without the line that names the settings. */
function withoutModule(text: string): string {
  return text.replace(/^.*DJANGO_(SETTINGS_MODULE|CONFIGURATION).*$/gm, '');
}
