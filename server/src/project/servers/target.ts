import { closest } from '../../base/closest';
import { basename, dirname, join, normalize } from '../../base/paths';
import type { Place } from '../../base/text';
import { text } from '../../evaluate/value';
import type { Module, Statement } from '../../syntax/python/ast';
import { walk } from '../../syntax/python/walk';
import { statements } from '../entries';
import type { Process } from '../environment/process';
import type { Project } from '../project';
import { outlineOf } from '../settingsModules';
import { readCommandLine } from './gunicorn/commandLine';
import { gunicornRun } from './gunicorn/runs';
import { type ServedName, servedName } from './serverReader';
import { readerOf } from './servers';

/** What a process is told to serve; undefined where the command does not say, or only a file that is not followed. */
export function servedBy(project: Project, process: Process): ServedName | undefined {
  if (process.command.program !== 'gunicorn') {
    const reader = readerOf(process);
    return reader?.target(project, process, reader.options(project, process));
  }
  const { app } = readCommandLine(process.command.args, project.gunicorn.version);
  const folder = gunicornRun(project, process).setting('chdir');
  const root = folder.origin === 'default' ? process.command.folder : text(folder.value);
  return servedName(app, { roots: [root], attribute: 'application' });
}

/** Where a served name leads to. */
export type Resolution =
  /** `attribute`: where the name is bound; undefined where it is not named, or how it comes about is not told. */
  | { readonly kind: 'found'; readonly file: string; readonly attribute: Place | undefined }
  /** The package is in the workspace, and has no such module. */
  | { readonly kind: 'noModule'; readonly folder: string; readonly near: string | undefined }
  | { readonly kind: 'noAttribute'; readonly file: string; readonly name: string; readonly near: string | undefined }
  | { readonly kind: 'unknown'; readonly reason: string };

/** Resolves a served name to a file of the workspace. */
export function resolveServed(project: Project, served: ServedName): Resolution {
  const found = filesOf(project, served);
  const [file, ...others] = found;
  if (file === undefined)
    return served.module === undefined ? unknown(`${served.path} is not among the files`) : missing(project, served.module);
  if (others.length > 0) return unknown(`${found.length} files of the workspace may be ${served.module ?? served.path}`);
  const name = served.attribute?.split('.')[0];
  const tree = name === undefined ? undefined : project.python(file)?.tree;
  if (name === undefined || !tree) return { kind: 'found', file, attribute: undefined };
  const bound = boundAt(tree, name, file);
  if (bound || mentions(tree, name)) return { kind: 'found', file, attribute: bound };
  const outline = outlineOf(tree);
  // What star imports, a module's `__getattr__` and code that is run bring is not told.
  const isOpen =
    outline.stars.length > 0 ||
    outline.names.has('__getattr__') ||
    tree.errors.length > 0 ||
    /\b(globals|exec|locals|setattr)\b/.test(project.files.read(file) ?? '');
  if (isOpen) return { kind: 'found', file, attribute: undefined };
  return { kind: 'noAttribute', file, name, near: nearName(tree, outline.names, name) };
}

/** Every file of the workspace that a served name may mean. */
export function filesOf(project: Project, served: ServedName): readonly string[] {
  if (served.path !== undefined) return endingWith(project, normalize(served.path).replace(/^(\.\.\/|\/)+/, ''));
  const path = (served.module ?? '').replaceAll('.', '/');
  const all = [...endingWith(project, `${path}.py`), ...endingWith(project, `${path}/__init__.py`)];
  const near = all.filter((file) => beside(served.place.file, file, path));
  return near.length === 1 ? near : all;
}

function endingWith({ listing, files }: Project, path: string): readonly string[] {
  const found = listing.filter((file) => file === path || file.endsWith(`/${path}`));
  return found.length === 0 && files.kind(path) === 'file' ? [path] : found;
}

/** Whether a module lies where the file that names it does: several projects of one workspace each have their `config.wsgi`. */
function beside(from: string, file: string, module: string): boolean {
  const root = file.slice(0, file.lastIndexOf(module));
  return dirname(from) === root.replace(/\/$/, '');
}

function missing(project: Project, module: string): Resolution {
  const parts = module.split('.');
  const name = parts.pop() ?? '';
  if (parts.length === 0) return unknown(`${module} is not among the files`);
  const parent = parts.join('/');
  // Only the package of a Django project is known well enough to say that something is not in it.
  const folders = new Set(
    project.listing
      .filter((file) => (file.startsWith(`${parent}/`) || file.includes(`/${parent}/`)) && basename(dirname(file)) === parts.at(-1))
      .filter(isOfProject)
      .map(dirname),
  );
  const [folder, ...others] = [...folders].filter((one) => one === parent || one.endsWith(`/${parent}`));
  if (folder === undefined || others.length > 0) return unknown(`${module} is not among the files`);
  const modules = project.files
    .list(folder)
    .filter((one) => one.endsWith('.py'))
    .map((one) => one.slice(0, -3));
  if (modules.length === 0 || project.files.kind(join(folder, name)) !== undefined) return unknown(`${module} is not among the files`);
  return {
    kind: 'noModule',
    folder,
    near: nearModule(name, modules),
  };
}

/** `asgi` is no slip of `wsgi`: they are two entry points. */
function nearModule(name: string, modules: readonly string[]): string | undefined {
  const near = closest(name, modules);
  return (name === 'wsgi' || name === 'asgi') && (near === 'wsgi' || near === 'asgi') ? undefined : near;
}

/** Files that make a folder the package of a Django project. */
function isOfProject(file: string): boolean {
  return /^(urls|wsgi|asgi|settings)\.py$/.test(basename(file));
}

/** Whether a module speaks of a name where it may be bound, in a branch or by an import too. */
function mentions(tree: Module, name: string): boolean {
  let found = false;
  walk(tree, (node) => {
    if (node.kind === 'Name') found ||= node.id === name;
    else if (node.kind === 'FunctionDef' || node.kind === 'ClassDef') found ||= node.name === name;
    else if (node.kind === 'Import' || node.kind === 'ImportFrom') found ||= node.names.some((one) => boundBy(one) === name);
    return !found;
  });
  return found;
}

function boundBy({ name, asName }: { readonly name: string; readonly asName: string | undefined }): string {
  return asName ?? name.split('.')[0] ?? name;
}

function nearName(tree: Module, names: ReadonlySet<string>, wanted: string): string | undefined {
  const near = closest(wanted, names);
  if (near !== undefined) return near;
  // A module with one application has it under another name.
  const applications = [...names].filter(
    (name) => /^(app|application|asgi_app|wsgi_app)$/.test(name) && boundAt(tree, name, '') !== undefined,
  );
  return applications.length === 1 ? applications[0] : undefined;
}

/** Where a name is bound last. */
function boundAt(tree: Module, name: string, file: string): Place | undefined {
  let found: Place | undefined;
  for (const statement of statements(tree.body)) {
    const span = bindingSpan(statement, name);
    if (span) found = { file, span };
  }
  return found;
}

function bindingSpan(statement: Statement, name: string): Place['span'] | undefined {
  if (statement.kind === 'Assign') return statement.targets.find((target) => target.kind === 'Name' && target.id === name)?.span;
  if (statement.kind === 'AnnAssign')
    return statement.target.kind === 'Name' && statement.target.id === name ? statement.target.span : undefined;
  if (statement.kind === 'FunctionDef' || statement.kind === 'ClassDef') return statement.name === name ? statement.span : undefined;
  if (statement.kind === 'ImportFrom' || statement.kind === 'Import')
    return statement.names.some((one) => (one.asName ?? one.name) === name) ? statement.span : undefined;
  return undefined;
}

function unknown(reason: string): Resolution {
  return { kind: 'unknown', reason };
}
