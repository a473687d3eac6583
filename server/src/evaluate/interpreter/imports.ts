import type * as ast from '../../syntax/python/ast';
import { libraryModule, mayBeMissing } from '../libraries';
import { importRoots } from '../libraries/sys';
import { type Atom, atomGuard, isNever, NEVER, not } from '../runtime/guard';
import { type ModuleObject, type R, type Scope, str, UNBOUND } from '../runtime/objects';
import { isSettingName } from '../settings';
import { attributeOf } from './attributes';
import { presenceOf } from './dicts';
import { LimitReached, PythonError } from './errors';
import { type Completion, type Machine, NORMAL } from './machine';
import { boundOr } from './scopes';
import { runBlock } from './statements';

export function runImport(machine: Machine, scope: Scope, node: ast.Import): void {
  for (const alias of node.names) {
    const module = importModule(machine, alias.name);
    const top = alias.name.split('.')[0] ?? alias.name;
    const bound = alias.asName === undefined && top !== alias.name ? importModule(machine, top) : module;
    machine.heap.setName(scope.names, alias.asName ?? top, bound);
  }
}

export function runImportFrom(machine: Machine, scope: Scope, node: ast.ImportFrom): void {
  const name = absoluteName(scope.module, node.module, node.level);
  const module = importModule(machine, name);
  for (const alias of node.names) {
    if (alias.name === '*') {
      importStar(machine, scope, module);
      continue;
    }
    const value = importedName(machine, module, alias.name, scope, node);
    const bound = alias.asName ?? alias.name;
    machine.heap.setName(scope.names, bound, value);
    copyHistory(machine, module, alias.name, scope, bound);
  }
}

function importedName(machine: Machine, module: ModuleObject, name: string, scope: Scope, node: ast.ImportFrom): R {
  const missing = () => new PythonError('ImportError', `cannot import name '${name}' from '${module.name}'`);
  try {
    const own = module.names.get(name);
    if (own && machine.refined(own).t === 'choice') return boundOr(machine, own, () => submodule(machine, module, name), missing) ?? own;
    const value = attributeOf(machine, module, name, machine.place(scope, node.span));
    if (value.t === 'unknown' && machine.insideTry && module.file === undefined && module.incomplete === undefined) {
      // A library that is known in part: whether it has the name depends on its version.
      const atom = { id: `has:${module.name}.${name}`, yes: `${module.name} has ${name}`, no: `${module.name} has no ${name}` };
      machine.mayRaise(new PythonError('ImportError', `cannot import name '${name}' from '${module.name}'`), atomGuard(atom, false));
    }
    return value;
  } catch (error) {
    if (!(error instanceof PythonError) || error.type !== 'AttributeError') throw error;
    throw missing();
  }
}

/** `from ..a import b` in a module: the dotted name that is meant. */
export function absoluteName(module: ModuleObject, name: string, level: number): string {
  if (level === 0) return name;
  const own = module.names.get('__package__');
  if (own?.t === 'str') return relativeTo(own.v === '' ? [] : own.v.split('.'), level - 1, name);
  const parts = module.name.split('.');
  const isPackage = module.file === undefined || module.file.endsWith('/__init__.py') || module.file === '__init__.py';
  const up = isPackage ? level - 1 : level;
  if (up > parts.length - (isPackage ? 1 : 0)) throw new PythonError('ImportError', 'attempted relative import beyond top-level package');
  const base = parts.slice(0, parts.length - up);
  return [...base, ...(name ? [name] : [])].join('.');
}

/** From a package so many levels up; an executed file has the package of the module that executes it. */
function relativeTo(packages: readonly string[], up: number, name: string): string {
  if (up >= packages.length) throw new PythonError('ImportError', 'attempted relative import beyond top-level package');
  return [...packages.slice(0, packages.length - up), ...(name ? [name] : [])].join('.');
}

function importStar(machine: Machine, scope: Scope, module: ModuleObject): void {
  const listed = module.names.get('__all__');
  const all = listed && machine.refined(listed);
  const names =
    all && (all.t === 'list' || all.t === 'tuple')
      ? all.content.flatMap((item) => (item.t === 'str' ? [item.v] : []))
      : [...module.names.keys()].filter((name) => !name.startsWith('_'));
  for (const name of names) {
    const before = () => scope.names.get(name) ?? UNBOUND;
    const value = boundOr(machine, module.names.get(name), before) ?? submodule(machine, module, name);
    if (!value) continue;
    if (value.t !== 'unbound') machine.heap.setName(scope.names, name, value);
    copyHistory(machine, module, name, scope, name);
  }
  if (module.incomplete !== undefined) {
    if (scope.kind === 'module') scope.module.incomplete ??= module.incomplete;
    for (const name of scope.names.keys()) {
      if (!names.includes(name) && isSettingName(name)) {
        machine.heap.setName(scope.names, name, machine.unknown(`${module.incomplete}, and may set this too`));
      }
    }
  }
}

/** The story of a name goes with it into the module that imports it. */
function copyHistory(machine: Machine, from: ModuleObject, name: string, scope: Scope, bound: string): void {
  if (scope.kind !== 'module' || from.names === scope.names) return;
  const story = machine.histories.get(from.names)?.get(name) ?? [];
  const here = machine.conditionalDepth > 0 ? story.map((assignment) => ({ ...assignment, conditional: true })) : story;
  machine.noteStory(scope.names, bound, here);
}

/** Imports a module and its parent packages; executes workspace modules once. */
export function importModule(machine: Machine, name: string): ModuleObject {
  const known = machine.loaded(name);
  if (known) return known;
  const parts = name.split('.');
  let parent: ModuleObject | undefined;
  let module: ModuleObject | undefined;
  for (let length = 1; length <= parts.length; length++) {
    const dotted = parts.slice(0, length).join('.');
    module = machine.loaded(dotted) ?? load(machine, dotted, parent);
    if (parent && parent !== module) machine.heap.setName(parent.names, parts[length - 1] ?? '', module);
    parent = module;
  }
  if (!module) throw new PythonError('ModuleNotFoundError', `No module named '${name}'`);
  return module;
}

function load(machine: Machine, name: string, parent: ModuleObject | undefined): ModuleObject {
  const found = findModule(machine, name);
  if (found) return execute(machine, name, found.file);
  const library = libraryModule(machine, name);
  if (library) {
    if (mayBeMissing(name) && machine.insideTry && !machine.request.requires?.(name.split('.')[0] ?? name))
      machine.mayRaise(new PythonError('ModuleNotFoundError', `No module named '${name}'`), atomGuard(installedAtom(name), false));
    machine.heap.setName(machine.modules, name, library);
    return library;
  }
  const inside = parent && (parent.file !== undefined || isWorkspacePackage(parent));
  if (inside || (parent === undefined && machine.insideTry && LOCAL_NAME.test(name)))
    throw new PythonError('ModuleNotFoundError', `No module named '${name}'`);
  const insideLibrary = parent !== undefined && parent.incomplete === undefined;
  if ((insideLibrary || parent === undefined) && machine.insideTry && !machine.request.requires?.(name)) {
    machine.mayRaise(new PythonError('ModuleNotFoundError', `No module named '${name}'`), atomGuard(installedAtom(name), false));
  }
  const outside = outsideModule(machine, name);
  machine.heap.setName(machine.modules, name, outside);
  return outside;
}

/** What people call the settings module that each machine has of its own; where a `try` expects it to be missing, it is. */
const LOCAL_NAME = /(^|_)(local|settings?|secrets?|private|conf|config|configuration|overrides?|custom|dev|prod|production|instance)(_|$)/;

function isWorkspacePackage(module: ModuleObject): boolean {
  return module.names.has('__path__');
}

function installedAtom(name: string): Atom {
  return { id: `installed:${name}`, yes: `${name} is installed`, no: `${name} is not installed` };
}

/** A package outside the workspace: it is taken to be installed, and nothing of it is known. */
function outsideModule(machine: Machine, name: string): ModuleObject {
  const reason = `${name} is outside the workspace`;
  return {
    t: 'module',
    name,
    file: undefined,
    names: new Map(),
    fallback: (attribute) => (attribute.startsWith('__') ? undefined : machine.unknown(reason, { symbol: `import:${name}.${attribute}` })),
    incomplete: reason,
  };
}

/** The file of a workspace module; an undefined file for a folder without `__init__.py`. */
export function findModule(machine: Machine, name: string): { readonly file: string | undefined } | undefined {
  const { files } = machine.request;
  const relative = name.replaceAll('.', '/');
  let folder = false;
  for (const root of importRoots(machine)) {
    const base = root === '' ? relative : `${root}/${relative}`;
    for (const candidate of [`${base}/__init__.py`, `${base}.py`]) {
      if (files.kind(candidate) === 'file') return { file: candidate };
      machine.probes.add(candidate);
    }
    if (files.kind(base) === 'directory') folder = true;
  }
  return folder ? { file: undefined } : undefined;
}

function execute(machine: Machine, name: string, file: string | undefined): ModuleObject {
  const earlier = machine.executed.get(name);
  const before = machine.modules.get(name);
  const there = earlier && before ? presenceOf(machine, before) : NEVER;
  const module = earlier ?? newModule(machine, name, file);
  machine.executed.set(name, module);
  const run = (): Completion => {
    machine.heap.setName(machine.modules, name, module);
    if (file !== undefined) runFile(machine, module, file);
    return NORMAL;
  };
  // Imported on some of the ways that lead here: on the others it is executed now, in the same names.
  if (isNever(there)) run();
  else machine.fork(not(there), there, run, () => NORMAL);
  return module;
}

function newModule(machine: Machine, name: string, file: string | undefined): ModuleObject {
  const names = new Map<string, R>([
    ['__name__', str(name)],
    ['__doc__', machine.unknown('what a module says of itself is not evaluated')],
  ]);
  const module: ModuleObject = { t: 'module', name, file, names, fallback: undefined, incomplete: undefined };
  if (file === undefined) {
    names.set('__path__', { t: 'list', content: [] });
    return module;
  }
  const isPackage = file.endsWith('__init__.py');
  names.set('__file__', str(`${machine.request.files.root}/${file}`));
  names.set('__package__', str(isPackage ? name : name.split('.').slice(0, -1).join('.')));
  if (isPackage)
    names.set('__path__', { t: 'list', content: [str(`${machine.request.files.root}/${file.slice(0, -'/__init__.py'.length)}`)] });
  return module;
}

/** Executes a file of the workspace in the names of a module. */
export function runFile(machine: Machine, module: ModuleObject, file: string): void {
  const tree = machine.request.parse(file);
  if (!tree) {
    module.incomplete = `${file} cannot be read`;
    return;
  }
  machine.filesRead.add(file);
  machine.filesRun.add(file);
  const scope: Scope = { names: module.names, parent: undefined, module, globals: new Set(), nonlocals: new Set(), kind: 'module' };
  machine.running.push(module);
  try {
    machine.deeper(() => runBlock(machine, scope, tree.body));
  } catch (error) {
    if (error instanceof LimitReached && machine.running.length > 1) {
      module.incomplete = error.message;
      for (const name of [...module.names.keys()]) {
        if (!name.startsWith('__')) machine.heap.setName(module.names, name, machine.unknown(error.message));
      }
      return;
    }
    if (error instanceof PythonError && machine.running.length > 1) {
      machine.heap.deleteName(machine.modules, module.name);
      machine.executed.delete(module.name);
    }
    throw error;
  } finally {
    machine.running.pop();
  }
}

/** `package.name` where `name` is a module that can be imported and was not yet bound. */
export function submodule(machine: Machine, module: ModuleObject, name: string): ModuleObject | undefined {
  const dotted = `${module.name}.${name}`;
  const loaded = machine.loaded(dotted);
  if (loaded) return loaded;
  if (!module.names.has('__path__')) {
    const library = module.file === undefined ? libraryModule(machine, dotted) : undefined;
    if (library) machine.heap.setName(machine.modules, dotted, library);
    return library;
  }
  return findModule(machine, dotted) ? importModule(machine, dotted) : undefined;
}
