import { basename, dirname } from '../base/paths';
import type { Files } from '../host/files';
import { gunicornSetting } from '../knowledge/gunicorn';
import type { Module } from '../syntax/python/ast';
import { gunicornConfigsNamedIn, mayStartServer } from './commandLines';
import { type Entry, type EntryKind, entryKind, readEntry } from './entries';
import { namesEnvFile } from './envFiles/find';
import { isArtefact, isUnitFile } from './environment/artefact';
import { importedFile, packageRoot } from './modules';
import { mayBeNginx } from './nginx/files';
import { listsRequirements } from './requirements';
import { bindsSettings, mayBeSettings, mentionsSettings, type Outline } from './settingsModules';
import { isTestOrMigration, type Listing } from './walk';

/** The files of a listing by the part that their names say they may play. Made once per listing: it looks at every path. */
export interface Roles {
  readonly entries: readonly { readonly path: string; readonly kind: EntryKind }[];
  readonly settings: readonly string[];
  readonly gunicorn: readonly string[];
  /** Files with commands that may start a server. */
  readonly starters: readonly string[];
  /** Files that may say what environment a process starts with. */
  readonly artefacts: readonly string[];
  /** Services, sockets, timers and what makes folders for them. */
  readonly units: readonly string[];
  readonly requirements: readonly string[];
  /** Files of variables, examples too; those in hidden folders are not among them. */
  readonly envFiles: readonly string[];
  /** Files that may be nginx's. */
  readonly nginx: readonly string[];
  /** Folders that hold a manage.py. */
  readonly manageFolders: readonly string[];
}

/** A workspace as the searches see it. */
export interface Discovery {
  readonly files: Files;
  readonly roles: Roles;
  read(path: string): string | undefined;
  python(path: string): Module | undefined;
  outline(path: string): Outline | undefined;
  /** What a pure function makes of the text of a file, computed once as long as the file has that text; undefined where it cannot be read. */
  ofText<T>(path: string, compute: (text: string) => T): T | undefined;
}

export function rolesOf({ files }: Listing): Roles {
  return {
    entries: files.flatMap((path) => {
      const kind = isTestOrMigration(path) ? undefined : entryKind(path);
      return kind ? [{ path, kind }] : [];
    }),
    settings: files.filter(mayBeSettings),
    gunicorn: files.filter(mayBeGunicorn),
    starters: files.filter(mayStartServer),
    artefacts: files.filter(isArtefact),
    units: files.filter(isUnitFile),
    requirements: files.filter(listsRequirements),
    envFiles: files.filter(namesEnvFile),
    nginx: files.filter(mayBeNginx),
    manageFolders: files.filter((path) => basename(path) === 'manage.py').map(dirname),
  };
}

/** The entry points of a workspace that name a settings module, celery's included. */
export function findEntries(discovery: Discovery): readonly Entry[] {
  return discovery.roles.entries.flatMap(({ path, kind }) => {
    const tree = discovery.read(path)?.includes('DJANGO_SETTINGS_MODULE') === true ? discovery.python(path) : undefined;
    return tree ? [readEntry(path, kind, tree)] : [];
  });
}

/** Files that are settings by what they bind, or star-import such a file of the workspace. */
export function findSettingsFiles({ files, roles, read, outline: outlineOf }: Discovery): readonly string[] {
  const accepted = new Set<string>();
  const isSettings = (path: string, depth: number): boolean => {
    if (accepted.has(path)) return true;
    const outline = depth > MAX_STAR_DEPTH ? undefined : outlineOf(path);
    if (!outline || isGunicorn(path, outline)) return false;
    const imported = outline.stars.map((name) => importedFile(files, path, packageRoot(files, path), name));
    const builds = () => imported.some((target) => target !== undefined && target !== path && isSettings(target, depth + 1));
    const found = bindsSettings(outline) || builds();
    if (found) accepted.add(path);
    return found;
  };
  return roles.settings.filter((path) => files.realPath(path) === path && mentionsSettings(read(path) ?? '') && isSettings(path, 0));
}

const MAX_STAR_DEPTH = 8;

/** gunicorn configuration files: by name, by what they bind, and by command lines that name them. */
export function findGunicornConfigs({ files, roles, read, outline }: Discovery): readonly string[] {
  const found = roles.gunicorn.filter((path) => {
    if (isDefaultGunicornName(path)) return true;
    const bound = outline(path);
    return bound !== undefined && isGunicorn(path, bound);
  });
  const named = roles.starters.flatMap((path) => {
    const text = read(path);
    return text?.includes('gunicorn') ? gunicornConfigsNamedIn(files, path, text) : [];
  });
  return [...new Set([...found, ...named])].sort();
}

function isDefaultGunicornName(path: string): boolean {
  return /^gunicorn[._]conf\.py$/.test(basename(path));
}

function mayBeGunicorn(path: string): boolean {
  if (!path.endsWith('.py') || isTestOrMigration(path)) return false;
  return /gunicorn|^gconf|^guniconf/.test(basename(path)) || /(^|\/)\.?gunicorn\/[\w.-]+\.py$/.test(path);
}

/** Two settings of gunicorn, one of them such as every configuration has, and none of Django. */
function isGunicorn(path: string, outline: Outline): boolean {
  if (bindsSettings(outline)) return false;
  const known = [...outline.names].filter((name) => gunicornSetting(name) !== undefined);
  const telling = known.some((name) => name === 'bind' || name === 'workers' || name === 'worker_class');
  return telling && (known.length >= 2 || basename(path).includes('gunicorn'));
}
