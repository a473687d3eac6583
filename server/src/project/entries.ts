import { basename } from '../base/paths';
import type { Expression, Module, Statement } from '../syntax/python/ast';

/** `process`: an artefact whose environment names the settings: a unit, a compose file. */
export type EntryKind = 'wsgi' | 'asgi' | 'manage' | 'celery' | 'process';

/** A file that starts the project, and what it names. Several modules where a condition chooses. */
export interface Entry {
  readonly file: string;
  readonly kind: EntryKind;
  readonly modules: readonly string[];
  readonly configurations: readonly string[];
}

/** What kind of entry point a file is by its name; undefined for all other files. */
export function entryKind(path: string): EntryKind | undefined {
  const match = /^(?:[a-z0-9]+_)*(wsgi|asgi|manage|celery)(?:_[a-z0-9_]+)?\.py$/.exec(basename(path));
  if (!match) return undefined;
  if (match[1] === 'manage') return basename(path) === 'manage.py' ? 'manage' : undefined;
  return match[1] as EntryKind;
}

/** Reads the settings modules and configuration classes that an entry point puts into the environment. */
export function readEntry(file: string, kind: EntryKind, tree: Module): Entry {
  const constants = new Map<string, readonly string[]>();
  const modules = new Set<string>();
  const configurations = new Set<string>();
  for (const statement of statements(tree.body)) {
    const set = environmentWrite(statement);
    if (set) {
      const target = set.name === 'DJANGO_SETTINGS_MODULE' ? modules : set.name === 'DJANGO_CONFIGURATION' ? configurations : undefined;
      for (const value of target ? texts(set.value, constants) : []) target?.add(value);
    } else if (statement.kind === 'Assign') {
      for (const target of statement.targets) if (target.kind === 'Name') constants.set(target.id, texts(statement.value, constants));
    }
  }
  return { file, kind, modules: [...modules].filter(isDotted), configurations: [...configurations].filter(isDotted) };
}

/** Every statement of a tree, the bodies of compound ones included, in source order. */
export function* statements(body: readonly Statement[]): Generator<Statement> {
  for (const statement of body) {
    yield statement;
    switch (statement.kind) {
      case 'If':
      case 'For':
      case 'While':
        yield* statements(statement.body);
        yield* statements(statement.orelse);
        break;
      case 'Try':
        yield* statements(statement.body);
        for (const handler of statement.handlers) yield* statements(handler.body);
        yield* statements(statement.orelse);
        yield* statements(statement.finalbody);
        break;
      case 'Match':
        for (const one of statement.cases) yield* statements(one.body);
        break;
      case 'With':
      case 'FunctionDef':
      case 'ClassDef':
        yield* statements(statement.body);
        break;
      default:
        break;
    }
  }
}

/** `os.environ["X"] = v`, `os.environ.setdefault("X", v)`, `os.putenv("X", v)`. */
function environmentWrite(statement: Statement): { readonly name: string; readonly value: Expression } | undefined {
  if (statement.kind === 'Assign') {
    const target = statement.targets[0];
    if (target?.kind !== 'Subscript' || !isEnviron(target.value) || target.index.kind !== 'Str') return undefined;
    return { name: target.index.value, value: statement.value };
  }
  if (statement.kind !== 'Expr' || statement.value.kind !== 'Call') return undefined;
  const call = statement.value;
  if (call.function.kind !== 'Attribute') return undefined;
  const [name, value] = call.arguments;
  const writes = call.function.name === 'setdefault' ? isEnviron(call.function.value) : call.function.name === 'putenv';
  return writes && name?.value.kind === 'Str' && value ? { name: name.value.value, value: value.value } : undefined;
}

function isEnviron(expression: Expression): boolean {
  return expression.kind === 'Attribute' ? expression.name === 'environ' : expression.kind === 'Name' && expression.id === 'environ';
}

/** Every text that a simple expression may give. */
function texts(expression: Expression, constants: ReadonlyMap<string, readonly string[]>): readonly string[] {
  switch (expression.kind) {
    case 'Str':
      return [expression.value];
    case 'Name':
      return constants.get(expression.id) ?? [];
    case 'Conditional':
      return [...texts(expression.body, constants), ...texts(expression.orelse, constants)];
    case 'BoolOp':
      return [...texts(expression.left, constants), ...texts(expression.right, constants)];
    case 'BinOp':
      if (expression.operator !== '+') return [];
      return texts(expression.left, constants).flatMap((left) => texts(expression.right, constants).map((right) => left + right));
    case 'FString': {
      const parts = expression.parts.map((part) => (typeof part === 'string' ? [part] : texts(part.value, constants)));
      return parts.reduce<readonly string[]>((done, part) => done.flatMap((left) => part.map((right) => left + right)), ['']);
    }
    case 'Call': {
      const name = expression.function.kind === 'Attribute' ? expression.function.name : '';
      const fallback = expression.arguments[1];
      return (name === 'get' || name === 'getenv') && fallback ? texts(fallback.value, constants) : [];
    }
    default:
      return [];
  }
}

function isDotted(text: string): boolean {
  return /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/.test(text);
}
