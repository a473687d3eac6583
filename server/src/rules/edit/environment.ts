import type { PythonFile } from '../../project/project';
import type { Expression, ImportFrom, Statement } from '../../syntax/python/ast';
import type { NewText } from './expression';
import { addImport, addImportedName, importsModule } from './imports';
import { importedFile } from './modules';
import { calls } from './nodes';
import type { EditScope } from './scope';

export interface EnvironmentRead {
  readonly variable: string;
  readonly parse: 'str' | 'bool' | 'int' | 'list';
  /**
   * A Python literal for the value where the variable is not set: `False`, `[]`, `"db"`. Without it the read fails at start,
   * loudly, as is right for a secret.
   */
  readonly default?: string;
}

/**
 * An expression that reads an environment variable in the way in which the file, or a module that it star-imports from,
 * already reads its environment: django-environ, environs, decouple, else os. `imports` are edits of the same file for what
 * is missing. Hand it to `setSetting`: `setSetting(context, 'DEBUG', (file) => readFromEnv(context, file, {…}))`.
 */
export function readFromEnv(scope: EditScope, file: string, read: EnvironmentRead): NewText | undefined {
  const source = scope.project.python(file);
  if (!source) return undefined;
  const reader = readerOf(scope, source, new Set()) ?? { kind: 'os' };
  return write(source, reader, read);
}

/** What the file reads its environment with. `from`: the end of the statement that makes the name, where that is in this file. */
type Reader =
  | { readonly kind: 'environ'; readonly name: string; readonly from: number; readonly prefix: string }
  | { readonly kind: 'decouple'; readonly name: string; readonly from: number; readonly statement: ImportFrom | undefined }
  | { readonly kind: 'os' };

function readerOf(scope: EditScope, source: PythonFile, seen: Set<string>): Reader | undefined {
  if (seen.has(source.path)) return undefined;
  seen.add(source.path);
  const own = source.tree.body.map((statement) => boundReader(source, statement)).findLast((reader) => reader !== undefined);
  if (own) return own;
  for (const statement of source.tree.body) {
    if (statement.kind !== 'ImportFrom') continue;
    const path = importedFile(scope, source.path, statement);
    const module = path === undefined ? undefined : scope.project.python(path);
    const found = module && readerOf(scope, module, seen);
    if (!found || found.kind === 'os') continue;
    const alias = statement.names.find((each) => each.name === '*' || each.name === found.name);
    if (!alias || found.name.startsWith('_')) continue;
    const name = alias.name === '*' ? found.name : (alias.asName ?? found.name);
    const from = statement.span.end;
    return found.kind === 'environ' ? { ...found, name, from } : { kind: 'decouple', name, from, statement: undefined };
  }
  return undefined;
}

const ENVIRON_CLASSES: ReadonlySet<string> = new Set(['Env', 'FileAwareEnv', 'EnvFile']);
const DECOUPLE_CLASSES: ReadonlySet<string> = new Set(['Config', 'AutoConfig']);

/** The reader that a statement at the top of a module binds: `env = environ.Env(…)`, `from decouple import config`. */
function boundReader(source: PythonFile, statement: Statement): Reader | undefined {
  if (statement.kind === 'ImportFrom' && statement.module === 'decouple') {
    const config = statement.names.find((each) => each.name === 'config');
    return config && { kind: 'decouple', name: config.asName ?? 'config', from: statement.span.end, statement };
  }
  if (statement.kind !== 'Assign' || statement.targets.length !== 1 || statement.value.kind !== 'Call') return undefined;
  const [target] = statement.targets;
  const made = lastName(statement.value.function);
  if (target?.kind !== 'Name' || made === undefined) return undefined;
  if (ENVIRON_CLASSES.has(made) && importsFrom(source, ['environ', 'environs']))
    return { kind: 'environ', name: target.id, from: statement.span.end, prefix: prefixOf(source, target.id) };
  if (!DECOUPLE_CLASSES.has(made) || !importsFrom(source, ['decouple'])) return undefined;
  return { kind: 'decouple', name: target.id, from: statement.span.end, statement: undefined };
}

/** What django-environ puts before each name: `env.prefix = "SITE_"`. */
function prefixOf(source: PythonFile, name: string): string {
  for (const statement of source.tree.body) {
    const target = statement.kind === 'Assign' ? statement.targets[0] : undefined;
    if (statement.kind !== 'Assign' || target?.kind !== 'Attribute' || target.name !== 'prefix') continue;
    if (target.value.kind === 'Name' && target.value.id === name && statement.value.kind === 'Str') return statement.value.value;
  }
  return '';
}

/** The name as it is handed to the reader that puts its prefix before it. */
function unprefixed({ prefix }: { readonly prefix: string }, variable: string): string {
  return variable.startsWith(prefix) ? variable.slice(prefix.length) : variable;
}

/** A class of that name may be anybody's, unless the file imports the library. */
function importsFrom(source: PythonFile, libraries: readonly string[]): boolean {
  return source.tree.body.some((statement) => {
    if (statement.kind === 'ImportFrom') return libraries.includes(statement.module);
    return statement.kind === 'Import' && statement.names.some(({ name }) => libraries.includes(name));
  });
}

function lastName(expression: Expression): string | undefined {
  if (expression.kind === 'Name') return expression.id;
  return expression.kind === 'Attribute' ? expression.name : undefined;
}

function write(source: PythonFile, reader: Reader, read: EnvironmentRead): NewText | undefined {
  switch (reader.kind) {
    case 'environ':
      return { text: environText(reader.name, { ...read, variable: unprefixed(reader, read.variable) }), imports: [], from: reader.from };
    case 'decouple':
      return decoupleText(source, reader, read);
    case 'os':
      return osText(source, read);
  }
}

/** django-environ and environs share these methods. */
function environText(name: string, read: EnvironmentRead): string {
  const method = read.parse === 'str' ? name : `${name}.${read.parse}`;
  return `${method}("${read.variable}"${read.default === undefined ? '' : `, default=${read.default}`})`;
}

function decoupleText(source: PythonFile, reader: Extract<Reader, { kind: 'decouple' }>, read: EnvironmentRead): NewText | undefined {
  const list = read.parse === 'list';
  const fallback = list && read.default !== undefined ? joined(read.default) : read.default;
  if (list && read.default !== undefined && fallback === undefined) return undefined;
  const parts = [`"${read.variable}"`];
  if (fallback !== undefined) parts.push(`default=${fallback}`);
  if (read.parse !== 'str') parts.push(`cast=${list ? 'Csv()' : read.parse}`);
  const text = `${reader.name}(${parts.join(', ')})`;
  if (!list) return { text, imports: [], from: reader.from };
  const bound = source.tree.body.find((each): each is ImportFrom => each.kind === 'ImportFrom' && each.module === 'decouple');
  if (bound?.names.some((each) => each.name === 'Csv' && each.asName === undefined)) return { text, imports: [], from: reader.from };
  const edit = bound && addImportedName(bound, 'Csv');
  return edit && { text, imports: [edit], from: reader.from };
}

function osText(source: PythonFile, read: EnvironmentRead): NewText | undefined {
  const imported = importsModule(source.tree, 'os');
  const imports = imported ? [] : [addImport(source, 'os')];
  const get = prefersGetenv(source) ? 'os.getenv' : 'os.environ.get';
  const variable = `"${read.variable}"`;
  const required = read.default === undefined;
  switch (read.parse) {
    case 'str':
      return { text: required ? `os.environ[${variable}]` : `${get}(${variable}, ${read.default})`, imports };
    case 'bool': {
      const text = required ? `os.environ[${variable}]` : `${get}(${variable}, "${read.default === 'True' ? 'True' : 'False'}")`;
      return { text: `${text}.lower() in ("1", "true", "yes", "on")`, imports };
    }
    case 'int': {
      const text = required ? `os.environ[${variable}]` : `${get}(${variable}, "${read.default}")`;
      return { text: `int(${text})`, imports };
    }
    case 'list': {
      const fallback = required ? undefined : joined(read.default ?? '');
      if (!required && fallback === undefined) return undefined;
      const text = required ? `os.environ[${variable}]` : `${get}(${variable}, ${fallback})`;
      return { text: `[item.strip() for item in ${text}.split(",") if item.strip()]`, imports };
    }
  }
}

/** The items of a list literal of plain texts as one text with commas, as a literal: `["a", "b"]` gives `"a,b"`. */
function joined(list: string): string | undefined {
  if (!/^\s*[[(]\s*(?:(?:"[^"'\\,]*"|'[^"'\\,]*')\s*,?\s*)*[\])]\s*$/.test(list)) return undefined;
  const items = [...list.matchAll(/"([^"]*)"|'([^']*)'/g)].map((match) => match[1] ?? match[2] ?? '');
  return `"${items.join(',')}"`;
}

/** `os.getenv` stands in the file more often than `os.environ.get`. */
function prefersGetenv(source: PythonFile): boolean {
  let getenv = 0;
  let get = 0;
  for (const call of calls(source.tree)) {
    if (call.function.kind !== 'Attribute') continue;
    if (call.function.name === 'getenv') getenv++;
    if (call.function.name === 'get' && call.function.value.kind === 'Attribute' && call.function.value.name === 'environ') get++;
  }
  return getenv > get;
}
