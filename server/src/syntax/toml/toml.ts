import { type AST, ParseError, parseTOML } from 'toml-eslint-parser';
import type { Span } from '../../base/text';

/** A TOML text as what it says at the end of each path. Spans are UTF-16 units of the text. */
export interface TomlDocument {
  /** In the order of the text; inline tables and dotted keys are paths like any other. */
  readonly leaves: readonly TomlLeaf[];
  readonly tables: readonly TomlTable[];
  /** Lines were left out that are no TOML. */
  readonly isBroken: boolean;
}

export interface TomlLeaf {
  readonly path: readonly TomlKey[];
  readonly value: TomlValue;
  /** From the key to the end of the value. */
  readonly span: Span;
}

/** One part of a path; the number of a table in an array of tables is one too, with the span of its header. */
export interface TomlKey {
  readonly name: string;
  readonly span: Span;
}

export type TomlValue =
  | { readonly kind: 'string'; readonly value: string; readonly span: Span }
  | { readonly kind: 'array'; readonly items: readonly TomlValue[]; readonly span: Span }
  /** A table in an array; elsewhere tables are paths. */
  | { readonly kind: 'table'; readonly leaves: readonly TomlLeaf[]; readonly span: Span }
  | { readonly kind: 'other'; readonly span: Span };

/** A `[header]` and the pairs below it. */
export interface TomlTable {
  readonly path: readonly string[];
  readonly header: Span;
  /** The pairs that stand below it, without those of other headers. */
  readonly pairs: readonly Span[];
}

const MAX_BROKEN_LINES = 20;

/** Reads a TOML text. A line that is none is left out; of a text with too many of them nothing is read. Never throws. */
export function readToml(text: string): TomlDocument {
  let sound = text;
  for (let broken = 0; broken <= MAX_BROKEN_LINES; broken++) {
    try {
      return { ...documentOf(parseTOML(sound).body[0]), isBroken: broken > 0 };
    } catch (error) {
      const without = error instanceof ParseError ? withoutLine(sound, error.index) : sound;
      if (without === sound) break;
      sound = without;
    }
  }
  return { leaves: [], tables: [], isBroken: true };
}

/** The leaves below a path, `path` itself included. */
export function leavesBelow(document: TomlDocument, ...path: readonly string[]): readonly TomlLeaf[] {
  return document.leaves.filter((leaf) => path.every((name, at) => leaf.path[at]?.name === name));
}

/** The strings of an array, with their spans; those of something else are none. */
export function stringsIn(value: TomlValue): readonly Extract<TomlValue, { kind: 'string' }>[] {
  return value.kind === 'array' ? value.items.filter((item) => item.kind === 'string') : [];
}

/**
 * The text with the line at fault blanked: that of the offset, or what stands above where the parser only noticed at the start of a line.
 * Unchanged where nothing is left to blank.
 */
function withoutLine(text: string, index: number): string {
  const noticed = Math.min(index, text.length);
  const isLineStart = noticed === 0 || text[noticed - 1] === '\n';
  const at = isLineStart ? Math.max(0, text.slice(0, noticed).trimEnd().length - 1) : noticed;
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const feed = text.indexOf('\n', at);
  const end = feed < 0 ? text.length : feed;
  return text.slice(0, start) + text.slice(start, end).replace(/[^\r]/g, ' ') + text.slice(end);
}

function documentOf(top: AST.TOMLTopLevelTable): Pick<TomlDocument, 'leaves' | 'tables'> {
  const leaves: TomlLeaf[] = [];
  const tables: TomlTable[] = [];
  for (const node of top.body) {
    if (node.type === 'TOMLKeyValue') leaves.push(...leavesOf(node, []));
    else {
      const path = pathOf(node);
      tables.push({ path: path.map(({ name }) => name), header: spanOf(node.key), pairs: node.body.map(spanOf) });
      for (const pair of node.body) leaves.push(...leavesOf(pair, path));
    }
  }
  return { leaves, tables };
}

function pathOf(table: AST.TOMLTable): readonly TomlKey[] {
  let at = 0;
  const header = spanOf(table.key);
  return table.resolvedKey.map((part) => {
    const key = typeof part === 'string' ? table.key.keys[at++] : undefined;
    return { name: String(part), span: key ? spanOf(key) : header };
  });
}

function leavesOf(pair: AST.TOMLKeyValue, above: readonly TomlKey[]): readonly TomlLeaf[] {
  const keys = pair.key.keys.map((part): TomlKey => ({ name: part.type === 'TOMLBare' ? part.name : part.value, span: spanOf(part) }));
  const path = [...above, ...keys];
  if (pair.value.type === 'TOMLInlineTable') return pair.value.body.flatMap((inner) => leavesOf(inner, path));
  return [{ path, value: tomlValue(pair.value), span: spanOf(pair) }];
}

function tomlValue(node: AST.TOMLContentNode): TomlValue {
  const span = spanOf(node);
  if (node.type === 'TOMLArray') return { kind: 'array', items: node.elements.map(tomlValue), span };
  if (node.type === 'TOMLInlineTable') return { kind: 'table', leaves: node.body.flatMap((pair) => leavesOf(pair, [])), span };
  return node.kind === 'string' ? { kind: 'string', value: node.value, span } : { kind: 'other', span };
}

function spanOf({ range: [start, end] }: { readonly range: readonly [number, number] }): Span {
  return { start, end };
}
