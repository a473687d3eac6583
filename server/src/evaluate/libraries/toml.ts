import { type AST, parseTOML } from 'toml-eslint-parser';
import { builtin } from '../builtins/builtins';
import { native, rawNative } from '../interpreter/calls';
import { PythonError } from '../interpreter/errors';
import { bool, dict, float, int, list, NONE, opaque, type R, str } from '../runtime/objects';
import { classOf, type LibraryFactory, library } from './library';
import { knownSource, raisedBy, type SourceReader } from './textSource';

/** A TOML text as `tomllib` gives it; undefined where it is no TOML 1.0. Dates and times are opaque. */
export function fromToml(text: string): R | undefined {
  try {
    return tableOf(parseTOML(text.replaceAll('\r\n', '\n'), { tomlVersion: '1.0' }).body[0]);
  } catch {
    return undefined;
  }
}

/** A table while it is being filled: tables of the same text add to one another. */
type Building = Map<string, Building | Building[] | R>;

function tableOf(top: AST.TOMLTopLevelTable): R {
  const root: Building = new Map();
  for (const node of top.body) {
    if (node.type === 'TOMLKeyValue') put(root, node);
    else {
      const table = inside(root, node.resolvedKey);
      for (const pair of node.body) put(table, pair);
    }
  }
  return finished(root);
}

/** The table under a path; a number in it is a place in an array of tables. */
function inside(root: Building, path: readonly (string | number)[]): Building {
  let at: Building = root;
  for (let index = 0; index < path.length; index++) {
    const name = String(path[index]);
    const next = path[index + 1];
    const known = at.get(name);
    if (typeof next === 'number') {
      const tables = Array.isArray(known) ? known : [];
      at.set(name, tables);
      const table: Building = tables[next] ?? new Map();
      tables[next] = table;
      at = table;
      index++;
    } else {
      const table: Building = known instanceof Map ? known : new Map();
      at.set(name, table);
      at = table;
    }
  }
  return at;
}

function put(table: Building, { key, value }: AST.TOMLKeyValue): void {
  const names = key.keys.map((part) => (part.type === 'TOMLBare' ? part.name : part.value));
  const owner = inside(table, names.slice(0, -1));
  owner.set(names.at(-1) ?? '', value.type === 'TOMLInlineTable' ? inline(value) : nodeValue(value));
}

function inline(node: AST.TOMLInlineTable): Building {
  const table: Building = new Map();
  for (const pair of node.body) put(table, pair);
  return table;
}

function finished(value: Building | Building[] | R): R {
  if (Array.isArray(value)) return list(value.map(finished));
  return value instanceof Map ? dict([...value].map(([name, inner]) => [str(name), finished(inner)] as const)) : value;
}

function nodeValue(node: AST.TOMLContentNode): R {
  if (node.type === 'TOMLArray') return list(node.elements.map(nodeValue));
  if (node.type === 'TOMLInlineTable') return finished(inline(node));
  switch (node.kind) {
    case 'string':
      return str(node.value);
    case 'boolean':
      return bool(node.value);
    case 'integer':
      return int(node.bigint);
    case 'float':
      return float(node.value);
    default:
      return opaque(node.kind === 'local-date' ? 'date' : node.kind === 'local-time' ? 'time' : 'datetime');
  }
}

/** Arrays that the older packages refuse: items of several types. */
function isMixed(value: R): boolean {
  if (value.t === 'dict') return [...value.content.entries.values()].some((entry) => isMixed(entry.value));
  if (value.t !== 'list') return false;
  return (
    new Set(value.content.map((item) => item.t)).size > 1 ||
    value.content.some((item) => item.t !== 'rest' && item.t !== 'maybe' && isMixed(item))
  );
}

/** `tomllib` and `tomli` (`strict`), and `toml` and `pytoml`, which know an older TOML. */
const tomlModule =
  (error: string, strict: boolean): LibraryFactory =>
  (machine, name) => {
    const invalid = classOf(error, {}, [builtin('ValueError', machine) ?? NONE]);
    const read: SourceReader = (vm, text, args) => {
      const value = fromToml(text);
      if (value && (strict || !isMixed(value))) return value;
      if (!strict) return vm.unknown('what an old TOML reader makes of this text is not evaluated');
      throw raisedBy(invalid, 'ValueError', 'the text is not TOML', args);
    };
    return library(machine, name, {
      [error]: invalid,
      loads: native(`${name}.loads`, (vm, args) => {
        const text = args.positional[0];
        if (text?.t !== 'str') throw new PythonError('TypeError', 'a text is needed', undefined, args.at);
        return read(vm, text.v, args);
      }),
      load: rawNative(`${name}.load`, (vm, args) => knownSource(vm, args, read, { path: !strict })),
    });
  };

export const tomlModules: Readonly<Record<string, LibraryFactory>> = {
  tomllib: tomlModule('TOMLDecodeError', true),
  tomli: tomlModule('TOMLDecodeError', true),
  toml: tomlModule('TomlDecodeError', false),
  pytoml: tomlModule('TomlError', false),
};
