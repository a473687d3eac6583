import { basename, dirname, join, normalize } from '../../../base/paths';
import { moduleFile } from '../../modules';
import type { Project } from '../../project';

/** The configuration file that a command makes gunicorn read. */
export type ConfigFile =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown'; readonly reason: string };

export interface ConfigRequest {
  /** What `--config` says; undefined where nothing does. */
  readonly named: string | undefined;
  /** `config.wsgi`; undefined where the command does not say. */
  readonly app: string | undefined;
  /** What changes where the application is found: `--chdir`, `--pythonpath`. */
  readonly moves: boolean;
  /** The file that the command stands in. */
  readonly file: string;
}

const DEFAULT_NAME = 'gunicorn.conf.py';

/**
 * Finds it among the files of the workspace: paths of the machine are not known, so a named path counts where one file alone ends in it,
 * and the default name where it lies in the folder that the application is imported from, which is the folder that gunicorn starts in.
 */
export function findConfigFile(project: Project, request: ConfigRequest): ConfigFile {
  const { named } = request;
  if (named === undefined || named === '') return defaultFile(project, request);
  if (named.startsWith('python:')) return moduleNamed(project, named.slice('python:'.length), request);
  const path = named.replace(/^file:/, '');
  const folders = path.startsWith('/') ? [] : [dirname(request.file), ...appFolders(project, request.app)];
  const found = pathNamed(project, path, folders);
  return found === undefined ? { kind: 'unknown', reason: `no file of the workspace is certainly ${path}` } : { kind: 'file', path: found };
}

function defaultFile(project: Project, request: ConfigRequest): ConfigFile {
  const folders = project.gunicornConfigs.filter((path) => basename(path) === DEFAULT_NAME).map(dirname);
  if (folders.length === 0) return { kind: 'none' };
  const starts = request.moves ? [] : appFolders(project, request.app);
  const [start] = starts;
  if (start === undefined || starts.length > 1 || !folders.includes(start)) {
    return { kind: 'unknown', reason: `the files do not tell whether ${join(folders[0] ?? '', DEFAULT_NAME)} lies where gunicorn starts` };
  }
  return { kind: 'file', path: join(start, DEFAULT_NAME) };
}

/** Folders of the workspace from which the application's module can be imported. */
export function appFolders(project: Project, app: string | undefined): readonly string[] {
  const module = app?.replace(/:.*$/s, '');
  if (module === undefined || !/^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/.test(module)) return [];
  const path = module.replaceAll('.', '/');
  const folders = project.listing.flatMap((file) => {
    const found = [`${path}.py`, `${path}/__init__.py`].find((end) => file === end || file.endsWith(`/${end}`));
    return found === undefined ? [] : [file.slice(0, file.length - found.length).replace(/\/$/, '')];
  });
  return [...new Set(folders)];
}

function moduleNamed(project: Project, module: string, { app }: ConfigRequest): ConfigFile {
  const folders = [...new Set([...appFolders(project, app), '', ...project.profiles.map(({ pythonPath }) => pythonPath)])];
  const path = only(folders.flatMap((folder) => moduleFile(project.files, folder, module) ?? []));
  if (path === undefined) return { kind: 'unknown', reason: `no file of the workspace is certainly the module ${module}` };
  return { kind: 'file', path };
}

/** The file beside the artefact or the application, or the one that ends in the longest part of the path; undefined where that may be several. */
function pathNamed(project: Project, named: string, folders: readonly string[]): string | undefined {
  const isFile = (path: string) => project.files.kind(path) === 'file';
  const near = folders.map((folder) => normalize(join(folder === '' ? '.' : folder, named)));
  const beside = only(near.filter((path) => !path.startsWith('..') && isFile(path)));
  if (beside !== undefined) return beside;
  const parts = normalize(named)
    .split('/')
    .filter((part) => part !== '' && part !== '.' && part !== '..');
  // The listing may be long, and few of its files have the name.
  const candidates = project.listing.filter((path) => path.endsWith(parts.at(-1) ?? named));
  for (let from = 0; from < parts.length; from++) {
    const ending = parts.slice(from).join('/');
    const found = candidates.filter((path) => (path === ending || path.endsWith(`/${ending}`)) && isFile(path));
    if (found.length > 0) return only(found);
  }
  return undefined;
}

function only(paths: readonly string[]): string | undefined {
  const [first, ...others] = new Set(paths);
  return others.length === 0 ? first : undefined;
}
