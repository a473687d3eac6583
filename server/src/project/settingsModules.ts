import { basename, dirname } from '../base/paths';
import type { ClassDef, Expression, ImportFrom, Module, Statement } from '../syntax/python/ast';
import { statements } from './entries';
import { isTestOrMigration } from './walk';

/** What a Python file binds, as far as it matters to tell what kind of file it is. */
export interface Outline {
  /** Names bound at the top level, also under conditions. */
  readonly names: ReadonlySet<string>;
  /** Names bound in the bodies of classes. */
  readonly classNames: ReadonlySet<string>;
  /** `from X import *`, the names of modules with their dots. */
  readonly stars: readonly string[];
  /** Every module that something is taken from, `from . import base` as `.base`. */
  readonly imports: readonly string[];
  /** Classes derived from a `Configuration`, in source order. */
  readonly configurations: readonly string[];
  /** Nothing in it sets a setting, or calls what might: comments, imports, definitions and `__all__`. */
  readonly inert: boolean;
}

const WELL_KNOWN = [
  'INSTALLED_APPS',
  'MIDDLEWARE',
  'MIDDLEWARE_CLASSES',
  'ROOT_URLCONF',
  'SECRET_KEY',
  'DATABASES',
  'TEMPLATES',
  'DEBUG',
  'ALLOWED_HOSTS',
  'STATIC_URL',
  'WSGI_APPLICATION',
  'AUTH_PASSWORD_VALIDATORS',
  'LANGUAGE_CODE',
  'TIME_ZONE',
  'USE_TZ',
];
const ENOUGH = 3;

/** Whether a file is named as a settings module is; what it binds decides then. */
export function mayBeSettings(path: string): boolean {
  if (!path.endsWith('.py') || isTestOrMigration(path)) return false;
  const name = basename(path).slice(0, -3);
  if (name === 'settings' || /^settings[_.]|_settings$|^settings\w*$|conf$|^config$/.test(name)) return true;
  const parent = basename(dirname(path));
  const grandparent = basename(dirname(dirname(path)));
  return (
    [parent, grandparent].some((folder) => /^(\w*settings|conf|config)$/.test(folder)) &&
    !/^(urls|wsgi|asgi|celery|apps|admin|views)$/.test(name)
  );
}

/** Whether the text can bind enough to be settings at all: saves parsing the files that cannot. */
export function mentionsSettings(text: string): boolean {
  return /^\s*from\s+[\w.]+\s+import\s+\*/m.test(text) || WELL_KNOWN.filter((name) => text.includes(name)).length >= ENOUGH;
}

export function bindsSettings(outline: Outline): boolean {
  const bound = WELL_KNOWN.filter((name) => outline.names.has(name) || outline.classNames.has(name));
  return bound.length >= ENOUGH;
}

/** Reads what a module binds. */
export function outlineOf(tree: Module): Outline {
  const names = new Set<string>();
  const classNames = new Set<string>();
  const stars: string[] = [];
  const imports: string[] = [];
  const classes: ClassDef[] = [];
  for (const statement of topLevel(tree.body)) {
    if (statement.kind === 'ClassDef') {
      classes.push(statement);
      for (const inner of topLevel(statement.body)) for (const name of boundBy(inner)) classNames.add(name);
    }
    for (const name of boundBy(statement)) names.add(name);
    if (statement.kind === 'ImportFrom') imports.push(...modulesOf(statement));
    if (isStar(statement)) stars.push('.'.repeat(statement.level) + statement.module);
  }
  return { names, classNames, stars, imports, configurations: configurationClasses(classes), inert: tree.body.every(isInert) };
}

function isInert(statement: Statement): boolean {
  switch (statement.kind) {
    case 'Import':
    case 'FunctionDef':
    case 'ClassDef':
    case 'Pass':
      return true;
    case 'ImportFrom':
      return statement.names.every(({ name, asName }) => /[a-z]/.test(asName ?? name));
    case 'Assign':
      return statement.targets.every((target) => target.kind === 'Name' && target.id.startsWith('__'));
    case 'Expr':
      return statement.value.kind === 'Str';
    default:
      return false;
  }
}

/** Every statement that runs at import: bodies of functions and classes left out. */
function* topLevel(body: readonly Statement[]): Generator<Statement> {
  for (const statement of body) {
    yield statement;
    if (statement.kind === 'FunctionDef' || statement.kind === 'ClassDef') continue;
    const [first, ...inner] = statements([statement]);
    if (first && inner.length > 0) yield* inner.filter((one) => one.kind !== 'FunctionDef');
  }
}

function boundBy(statement: Statement): readonly string[] {
  switch (statement.kind) {
    case 'Assign':
      return statement.targets.flatMap(namesIn);
    case 'AnnAssign':
      return statement.value ? namesIn(statement.target) : [];
    case 'AugAssign':
      return namesIn(statement.target);
    case 'FunctionDef':
    case 'ClassDef':
      return [statement.name];
    case 'Broken':
      return statement.names;
    default:
      return [];
  }
}

function namesIn(target: Expression): readonly string[] {
  switch (target.kind) {
    case 'Name':
      return [target.id];
    case 'Tuple':
    case 'List':
      return target.elements.flatMap(namesIn);
    default:
      return [];
  }
}

function isStar(statement: Statement): statement is ImportFrom {
  return statement.kind === 'ImportFrom' && statement.names.some((name) => name.name === '*');
}

function modulesOf({ level, module, names }: ImportFrom): readonly string[] {
  const from = '.'.repeat(level) + module;
  return module === '' ? names.map(({ name }) => from + name) : [from];
}

function configurationClasses(classes: readonly ClassDef[]): readonly string[] {
  const found = new Set<string>();
  for (const one of classes) {
    const bases = one.arguments.filter((argument) => argument.name === undefined).map((argument) => lastName(argument.value));
    if (bases.some((base) => base === 'Configuration' || found.has(base))) found.add(one.name);
  }
  return [...found];
}

function lastName(expression: Expression): string {
  return expression.kind === 'Name' ? expression.id : expression.kind === 'Attribute' ? expression.name : '';
}
