import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { settingsOf } from '../features/settingsView';
import type { Profile } from '../project/project';
import { type SettingsView, settingsJson } from './formats/settingsJson';
import { settingsText } from './formats/settingsText';
import { type Io, UsageError } from './io';
import type { Options } from './options';
import { openSession, type Session } from './session';
import { targetsOf } from './target';

const COLUMNS = 100;

/**
 * Prints what Django would see: of all settings, or of those that are named. Always exit code 0: it judges nothing.
 * @throws UsageError for a name that is no setting of the project or of Django.
 */
export async function settings(io: Io, options: Options): Promise<number> {
  const names = options.positionals.filter((given) => isName(given, io.cwd));
  const paths = options.positionals.filter((given) => !names.includes(given));
  const [target, ...others] = targetsOf(paths, io.cwd);
  if (!target || others.length > 0) throw new UsageError('settings: give one project.');
  const session = await openSession(io, options, target);
  const profile = oneProfile(session);
  const all = viewOf(session, profile, options.withDefaults || names.length > 0);
  const view = names.length > 0 ? onlyNamed(all, names) : all;
  const text = () => settingsText(session.project, view, { colors: io.colors, columns: io.columns ?? COLUMNS });
  io.out(options.format === 'json' ? settingsJson(session.project, view) : text());
  return 0;
}

/** A setting's name rather than a path: in upper case, and nothing in the file system is called so. */
function isName(given: string, cwd: string): boolean {
  return /^[A-Z][A-Z0-9_]*$/.test(given) && !existsSync(resolve(cwd, given));
}

function onlyNamed(view: SettingsView, names: readonly string[]): SettingsView {
  const settings = view.settings.filter(({ name }) => names.includes(name));
  const defaults = (view.defaults ?? []).filter(({ name }) => names.includes(name));
  const found = new Set([...settings, ...defaults].map(({ name }) => name));
  const missing = names.find((name) => !found.has(name));
  if (missing === undefined) return { ...view, settings, defaults: defaults.length > 0 ? defaults : undefined, named: true };
  throw new UsageError(`settings: ${view.profile.name} does not set ${missing}, and Django has no plain default for it.`);
}

function oneProfile({ profiles, target }: Session): Profile {
  const [first, ...others] = profiles;
  if (!first) throw new UsageError(`${target.root}: no settings module was found.`);
  if (others.length === 0) return first;
  throw new UsageError(`there are several profiles: choose one with --profile (${profiles.map((profile) => profile.name).join(', ')}).`);
}

function viewOf({ project }: Session, profile: Profile, withDefaults: boolean): SettingsView {
  const all = settingsOf(project, profile);
  return { ...all, defaults: withDefaults ? all.defaults : undefined, named: false };
}
