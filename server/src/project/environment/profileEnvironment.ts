import { remembered } from '../../base/lazy';
import { basename, dirname, join, normalize } from '../../base/paths';
import { LineMap, type Place } from '../../base/text';
import type { ProcessVariable, Told } from '../../evaluate/environment';
import type { EvaluatedSettings } from '../../evaluate/settings';
import { knownItems } from '../../evaluate/value';
import type { Files } from '../../host/files';
import { isSecretName } from '../mask';
import type { Profile } from '../project';
import { blurred, type Held, type Variables } from './held';
import { isPlaceholder } from './names';
import type { Starter } from './process';

/** What the environment of a profile needs of the project. */
export interface EnvironmentSource {
  readonly files: Files;
  /** What starts a profile. */
  starting(profile: Profile): readonly Starter[];
  evaluateGunicorn(file: string): EvaluatedSettings;
}

/** More processes than these tell nothing that somebody could follow. */
const MAX_PROCESSES = 6;

/** What the processes that start a profile have of each variable that one of them gives. */
export function toldVariables(source: EnvironmentSource, profile: Profile): ReadonlyMap<string, readonly ProcessVariable[]> {
  const starting = source.starting(profile);
  if (starting.length === 0 || starting.length > MAX_PROCESSES) return new Map();
  const all = starting.map((process) => ({ process, variables: withRawEnv(source, process, profile) }));
  const names = new Set(all.flatMap(({ variables }) => [...variables.keys()]));
  names.delete('DJANGO_SETTINGS_MODULE');
  const tell = teller(source.files);
  return new Map(
    [...names].sort().flatMap((name): readonly (readonly [string, readonly ProcessVariable[]])[] => {
      const by = all.map(({ process, variables }) => ({ process: process.words, told: tell(name, variables.get(name)) }));
      return by.every(({ told }) => told.kind === 'open') ? [] : [[name, by]];
    }),
  );
}

/** The name of the profile that each process starts: by the module that its environment names, else by what the server is told to run. */
export function startedProfiles(processes: readonly Starter[], profiles: readonly Profile[]): ReadonlyMap<Starter, string> {
  const entries = [...new Set(profiles.flatMap(({ entry }) => entry))];
  const served = remembered((app) => entries.filter((file) => isModule(file, app)));
  return new Map(
    processes.flatMap((process): readonly (readonly [Starter, string])[] => {
      const ofKind = profiles.filter(({ kind }) => kind === process.kind);
      const alike = ofKind.filter((profile) => names(process, profile, ofKind.length === 1, served));
      const near = alike.length === 1 ? alike : alike.filter((profile) => isNear(process, profile));
      const [only] = near;
      return only && near.length === 1 ? [[process, only.name]] : [];
    }),
  );
}

/** @param served the entry points that an application's name means. */
function names(process: Starter, profile: Profile, isOnly: boolean, served: (app: string) => readonly string[]): boolean {
  const module = process.variables.get('DJANGO_SETTINGS_MODULE');
  if (module && (module.kind === 'value' || module.kind === 'default'))
    return profile.module === module.value && hasConfiguration(process, profile);
  if (process.app === undefined) return isOnly;
  const entries = served(process.app);
  if (entries.length === 0) return false;
  // A module that comes from elsewhere may be any that this entry point is able to start.
  return profile.entry.some((file) => entries.includes(file)) && (!module || module.kind === 'possible' || isOnly);
}

function hasConfiguration({ variables }: Starter, { configuration }: Profile): boolean {
  const named = variables.get('DJANGO_CONFIGURATION');
  return configuration === undefined || !named || named.kind === 'possible' || (named.kind !== 'set' && named.value === configuration);
}

/** Whether a file is what a dotted name means, seen from some folder above it. */
function isModule(file: string, dotted: string): boolean {
  const path = `${dotted.replaceAll('.', '/')}.py`;
  return file === path || file.endsWith(`/${path}`);
}

function isNear({ place }: Starter, { pythonPath }: Profile): boolean {
  const folder = dirname(place.file);
  return folder === pythonPath || folder.startsWith(`${pythonPath}/`) || pythonPath.startsWith(`${folder}/`);
}

/** gunicorn puts `raw_env` over what it was started with. Source: https://docs.gunicorn.org/en/stable/settings.html#raw-env */
function withRawEnv({ files, evaluateGunicorn }: EnvironmentSource, process: Starter, profile: Profile): Variables {
  const { gunicorn, variables } = process;
  if (!gunicorn || gunicorn.hasEnv) return variables;
  const file = configFile(files, gunicorn.config, process, profile);
  const raw = file === undefined ? undefined : evaluateGunicorn(file).names.get('raw_env');
  if (!raw || file === undefined) return variables;
  const items = knownItems(raw.value);
  const result = new Map<string, Held>(items?.every(({ kind }) => kind === 'str') ? variables : blurred(variables, `in ${file}`));
  const place = raw.assignments.at(-1)?.place;
  for (const item of items ?? []) {
    const [, name, value] = item.kind === 'str' ? (/^([^=]+)=([\s\S]*)$/.exec(item.value) ?? []) : [];
    const at = item.at ?? place;
    if (name !== undefined && value !== undefined && at) result.set(name, { kind: 'value', value, place: at });
  }
  return result;
}

function configFile(files: Files, named: string | undefined, { place }: Starter, { pythonPath }: Profile): string | undefined {
  const name = named ?? 'gunicorn.conf.py';
  if (!name.endsWith('.py')) return undefined;
  const inside = name.replace(/^\.?\/+/, '');
  const folders = [...new Set([pythonPath, dirname(place.file), ''])];
  const parts = named?.startsWith('/') ? inside.split('/').map((_, index, all) => all.slice(index).join('/')) : [inside];
  const candidates = parts.flatMap((part) => folders.map((folder) => normalize(join(folder === '' ? '.' : folder, part))));
  return candidates.find((path) => basename(path).endsWith('.py') && files.kind(path) === 'file');
}

/** Puts places into words; what stands for a value that is to be filled in is not known. */
function teller(files: Files): (name: string, held: Held | undefined) => Told {
  const lines = new Map<string, LineMap>();
  const sourceOf = ({ file, span }: Place) => {
    const map = lines.get(file) ?? new LineMap(files.read(file) ?? '');
    lines.set(file, map);
    return `${file}:${map.position(span.start).line + 1}`;
  };
  return (name, held) => {
    if (!held) return { kind: 'open' };
    const origin = { source: sourceOf(held.place), place: held.place };
    if (held.kind === 'set') return { kind: 'set', ...origin };
    if (isPlaceholder(held.value, isSecretName(name))) return held.kind === 'possible' ? { kind: 'open' } : { kind: 'set', ...origin };
    const { place: _, ...rest } = held;
    return { ...rest, ...origin };
  };
}
