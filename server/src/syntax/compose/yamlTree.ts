import type { Alias, Document, Node, Pair, Scalar, YAMLMap } from 'yaml';
import type { Span } from '../../base/text';
import { aligned, type WrittenText } from '../written';

/** A YAML node with its aliases and merge keys resolved. Spans are those of the text where the value is written. */
export type Tree =
  | {
      readonly kind: 'scalar';
      readonly text: string;
      readonly type: 'null' | 'bool' | 'number' | 'text';
      readonly span: Span;
      readonly tag?: string;
    }
  | { readonly kind: 'list'; readonly items: readonly Tree[]; readonly span: Span; readonly tag?: string }
  | { readonly kind: 'map'; readonly entries: readonly TreeEntry[]; readonly span: Span; readonly tag?: string };

export interface TreeEntry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: Tree;
}

/** Nodes after aliases were followed: an alias bomb ends here. */
const MAX_NODES = 50_000;
const MAX_DEPTH = 60;

/**
 * Reads the first document of a YAML text. Undefined where it is no YAML, or where following its aliases would never end. Keys that
 * are no scalars are left out; of a key that is written twice the last one stands.
 */
export function readYaml(text: string): Tree | undefined {
  if (isTooDeep(text)) return undefined;
  // Loaded with the first YAML file: most projects have none, and the command line starts often.
  const yaml = require('yaml') as typeof import('yaml');
  try {
    const [document] = yaml.parseAllDocuments(text, { merge: true, uniqueKeys: false, logLevel: 'silent', prettyErrors: false });
    if (document === undefined || !('contents' in document) || document.errors.length > 0 || !document.contents) return undefined;
    const walker: Walker = { yaml, document: document as Document, left: MAX_NODES };
    return treeOf(walker, document.contents as Node, 0);
  } catch {
    return undefined;
  }
}

const MAX_NESTING = 200;

/** Whether a text is nested so deeply that a parser which calls itself for each level would run out of stack. */
export function isTooDeep(text: string): boolean {
  let depth = 0;
  // `${…}` in a text is no map.
  let references = 0;
  for (const [sign] of text.matchAll(/\$\{|[[\]{}]/g)) {
    if (sign === '${') references++;
    else if (sign === '}' && references > 0) references--;
    else depth = sign === '[' || sign === '{' ? depth + 1 : Math.max(0, depth - 1);
    if (depth > MAX_NESTING) return true;
  }
  return /(?:[-?][ \t]+){200}|^ {600}\S/m.test(text);
}

/** The value of a key of a map. */
export function child(tree: Tree | undefined, key: string): Tree | undefined {
  return tree?.kind === 'map' ? tree.entries.findLast((entry) => entry.key === key)?.value : undefined;
}

/** A scalar of a YAML text (`source`) without its quotes, or without the line above a block (`>-`). */
export function writtenScalar(source: string, { text, span }: { readonly text: string; readonly span: Span }): WrittenText {
  const opening = /^(?:["']|[|>][^\n]*\n)/.exec(source.slice(span.start, span.end))?.[0] ?? '';
  const end = /["']/.test(opening) ? span.end - 1 : span.end;
  return aligned(text, source, { start: span.start + opening.length, end });
}

interface Walker {
  readonly yaml: typeof import('yaml');
  readonly document: Document;
  left: number;
}

class TooLarge extends Error {}

function treeOf(walker: Walker, node: Node | null | undefined, depth: number): Tree | undefined {
  if (!node || depth > MAX_DEPTH) return undefined;
  if (--walker.left < 0) throw new TooLarge();
  const { yaml, document } = walker;
  if (yaml.isAlias(node)) return treeOf(walker, (node as Alias).resolve(document) as Node | undefined, depth + 1);
  if (yaml.isScalar(node)) return { ...scalar(node), ...tagOf(node) };
  if (yaml.isSeq(node)) {
    const items = node.items.flatMap((item) => treeOf(walker, item as Node, depth + 1) ?? []);
    return { kind: 'list', items, span: spanOf(node), ...tagOf(node) };
  }
  if (yaml.isMap(node)) return { kind: 'map', entries: entriesOf(walker, node, depth), span: spanOf(node), ...tagOf(node) };
  return undefined;
}

/** A map's own keys win over merged ones, and of merged maps the first. */
function entriesOf(walker: Walker, map: YAMLMap, depth: number): readonly TreeEntry[] {
  const own: TreeEntry[] = [];
  const merged = new Map<string, TreeEntry>();
  for (const pair of map.items as Pair<Node, Node | null>[]) {
    const { key, value } = pair;
    if (!walker.yaml.isScalar(key)) continue;
    if (isMergeKey(key)) {
      const source = treeOf(walker, value, depth + 1);
      for (const one of source?.kind === 'list' ? source.items : source ? [source] : []) {
        if (one.kind !== 'map') continue;
        for (const entry of one.entries) if (!merged.has(entry.key)) merged.set(entry.key, entry);
      }
      continue;
    }
    const span = spanOf(key);
    const tree = treeOf(walker, value, depth + 1) ?? { kind: 'scalar', text: '', type: 'null', span };
    own.push({ key: String(key.source ?? key.value), keySpan: span, value: tree });
  }
  const names = new Set(own.map(({ key }) => key));
  return [...[...merged.values()].filter(({ key }) => !names.has(key)), ...own];
}

function isMergeKey(key: Scalar): boolean {
  return key.type === 'PLAIN' && key.source === '<<';
}

function scalar(node: Scalar): Tree {
  const { value } = node;
  const text = typeof value === 'string' ? value : (node.source ?? '');
  const type = value === null ? 'null' : typeof value === 'boolean' ? 'bool' : typeof value === 'string' ? 'text' : 'number';
  return { kind: 'scalar', text, type, span: spanOf(node) };
}

/** A tag that the file writes (`!reset`), and no other. */
function tagOf(node: Node): { readonly tag?: string } {
  const { tag } = node;
  return tag?.startsWith('!') ? { tag } : {};
}

function spanOf(node: Node): Span {
  return { start: node.range?.[0] ?? 0, end: node.range?.[1] ?? 0 };
}
