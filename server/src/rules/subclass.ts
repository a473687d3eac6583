import { dirname, join } from '../base/paths';
import type { ClassDef, Expression, Module } from '../syntax/python/ast';
import type { SettingsContext } from './rule';

/** No real class has so long a line of ancestors; a cycle of imports ends here. */
const MAX_STEPS = 10;

/**
 * Whether a class of the workspace has an ancestor, both by dotted path. Follows bases and re-exports through the workspace's
 * own modules; what comes from outside it is known by its path alone.
 */
export function extendsClass(context: SettingsContext, path: string, ancestor: string, steps = MAX_STEPS): boolean {
  if (path === ancestor) return true;
  const at = path.lastIndexOf('.');
  const module = at < 0 || steps === 0 ? undefined : moduleOf(context, path.slice(0, at));
  if (!module) return false;
  const name = path.slice(at + 1);
  const next = (target: string | undefined) => target !== undefined && extendsClass(context, target, ancestor, steps - 1);
  const definition = module.tree.body.find((statement): statement is ClassDef => statement.kind === 'ClassDef' && statement.name === name);
  if (!definition) return next(imported(module, name));
  return definition.arguments.some((argument) => argument.name === undefined && next(dottedPath(module, argument.value)));
}

interface WorkspaceModule {
  readonly tree: Module;
  readonly name: string;
  /** What a single dot in front of a relative import stands for. */
  readonly package: string;
}

function moduleOf(context: SettingsContext, name: string): WorkspaceModule | undefined {
  const stem = join(context.profile.pythonPath, name.replaceAll('.', '/'));
  const plain = context.project.python(`${stem}.py`);
  if (plain) return { tree: plain.tree, name, package: parentOf(name) };
  const init = context.project.python(`${stem}/__init__.py`);
  return init && { tree: init.tree, name, package: name };
}

/** The dotted path of a base as it is written: `SecurityMiddleware`, `security.SecurityMiddleware`. */
function dottedPath(module: WorkspaceModule, expression: Expression): string | undefined {
  if (expression.kind === 'Attribute') {
    const owner = dottedPath(module, expression.value);
    return owner && `${owner}.${expression.name}`;
  }
  if (expression.kind !== 'Name') return undefined;
  return imported(module, expression.id) ?? `${module.name}.${expression.id}`;
}

/** The dotted path of what an import at the top of a module binds to a name. */
function imported(module: WorkspaceModule, name: string): string | undefined {
  for (const statement of module.tree.body) {
    if (statement.kind === 'ImportFrom') {
      const alias = statement.names.find((candidate) => (candidate.asName ?? candidate.name) === name);
      if (alias) return [absolute(module, statement.level, statement.module), alias.name].filter((part) => part !== '').join('.');
    }
    if (statement.kind === 'Import') {
      const alias = statement.names.find((candidate) => (candidate.asName ?? candidate.name.split('.')[0]) === name);
      if (alias) return alias.asName === undefined ? name : alias.name;
    }
  }
  return undefined;
}

function absolute(module: WorkspaceModule, level: number, name: string): string {
  if (level === 0) return name;
  let base = module.package;
  for (let dots = 1; dots < level; dots++) base = parentOf(base);
  return [base, name].filter((part) => part !== '').join('.');
}

function parentOf(module: string): string {
  return dirname(module.replaceAll('.', '/')).replaceAll('/', '.');
}
