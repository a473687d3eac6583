import { truth } from '../../evaluate/value';
import { isOverrideName } from '../../project/kind';
import type { PythonFile } from '../../project/project';
import type { ClassDef, Expression, If, ImportFrom, Statement } from '../../syntax/python/ast';
import { relativesOf } from '../anchor';
import { importedFile } from './modules';
import { suites } from './nodes';
import { type EditScope, settingOf } from './scope';

/** What a site needs only behind TLS: a file that has a block for production keeps these there. */
const PRODUCTION_ONLY = /^SECURE_|_SECURE$/;

/**
 * The statement of the profile's module that a new setting goes below: the one that sets its closest relative, at the top level
 * or inside an `if not DEBUG:` that this profile runs; such a block comes first for what only production needs.
 * `end` where there is none, but above the import of a file that each machine may have of its own. Undefined where the class of class-based settings is not in the file.
 */
export function landingOf(scope: EditScope, file: PythonFile, name: string): Statement | 'end' | undefined {
  const body = bodyOf(scope, file);
  if (!body) return undefined;
  const relatives = relativesOf(name);
  const blocks = runsGuarded(scope) ? body.filter(isNotDebug) : [];
  const guarded = blocks.flatMap((block) => block.body.filter((statement) => ownLine(file, block, statement)));
  const inBlock = PRODUCTION_ONLY.test(name) ? closestOf(relatives, guarded) : undefined;
  const chosen = inBlock ?? closestOf(relatives, [...body, ...guarded]);
  const isOverride = (statement: ImportFrom) => isMissingOverride(scope, file, statement);
  const floor = settingOf(scope, name) ? lastImportOf(body, (each) => mayBind(each, name) && !isOverride(each)) : -1;
  if (chosen && chosen.span.start > floor) return chosen;
  if (body !== file.tree.body) return body.at(-1);
  const above = body[body.findIndex((statement) => imports(statement, isOverride)) - 1];
  return above && above.span.end >= floor ? above : 'end';
}

/** The last statement that sets the first of the names that any statement sets. */
function closestOf(names: readonly string[], statements: readonly Statement[]): Statement | undefined {
  for (const name of names) {
    const found = statements.findLast((statement) => bindings(statement).includes(name));
    if (found) return found;
  }
  return undefined;
}

/** The statements among which settings stand: those of the module, or of the configuration class. */
export function bodyOf(scope: EditScope, file: PythonFile): readonly Statement[] | undefined {
  const name = scope.profile?.configuration;
  if (name === undefined) return file.tree.body;
  return file.tree.body.find((statement): statement is ClassDef => statement.kind === 'ClassDef' && statement.name === name)?.body;
}

/** Whether a block under `if not DEBUG` may run: DEBUG is not certainly true. */
function runsGuarded(scope: EditScope): boolean {
  const debug = settingOf(scope, 'DEBUG');
  return !debug || truth(debug.value) !== true;
}

function isNotDebug(statement: Statement): statement is If {
  if (statement.kind !== 'If' || statement.test.kind !== 'UnaryOp' || statement.test.operator !== 'not') return false;
  const { operand } = statement.test;
  return operand.kind === 'Name' && operand.id === 'DEBUG';
}

/** The statement does not stand on the line of its `if`. */
function ownLine(file: PythonFile, block: If, statement: Statement): boolean {
  return file.lines.position(statement.span.start).line > file.lines.position(block.span.start).line;
}

/** Where the last statement that holds such an import ends: what stands above is replaced by it. */
function lastImportOf(body: readonly Statement[], isSuch: (statement: ImportFrom) => boolean): number {
  const last = body.findLast((statement) => imports(statement, isSuch));
  return last ? last.span.end : -1;
}

function mayBind(statement: ImportFrom, name: string): boolean {
  return statement.names.some((alias) => alias.name === '*' || (alias.asName ?? alias.name) === name);
}

/** `from .local import *` where no such file is: what it says on another machine has to win there. */
function isMissingOverride(scope: EditScope, file: PythonFile, statement: ImportFrom): boolean {
  return isOverrideName(statement.module) && importedFile(scope, file.path, statement) === undefined;
}

function imports(statement: Statement, isSuch: (statement: ImportFrom) => boolean): boolean {
  const open = [statement];
  for (let each = open.pop(); each; each = open.pop()) {
    if (each.kind === 'ImportFrom' && isSuch(each)) return true;
    if (each.kind !== 'FunctionDef' && each.kind !== 'ClassDef') open.push(...suites(each).flat());
  }
  return false;
}

/** The names that a statement sets, or changes a part of. */
function bindings(statement: Statement): readonly string[] {
  switch (statement.kind) {
    case 'Assign':
      return statement.targets.flatMap(names);
    case 'AugAssign':
    case 'AnnAssign':
      return names(statement.target);
    default:
      return [];
  }
}

function names(target: Expression): readonly string[] {
  switch (target.kind) {
    case 'Name':
      return [target.id];
    case 'Tuple':
    case 'List':
      return target.elements.flatMap(names);
    case 'Subscript':
      return names(target.value);
    default:
      return [];
  }
}
