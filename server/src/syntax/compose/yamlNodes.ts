import type { Document, Node, Pair, ParsedNode, Scalar } from 'yaml';
import type { Span } from '../../base/text';
import { isTooDeep } from './yamlTree';

/** A YAML node as it is written, for edits and the editor: aliases and merge keys are not followed. */
export type YamlNode = YamlScalar | YamlMap | YamlList | YamlAlias;

export interface YamlScalar {
  readonly kind: 'scalar';
  readonly text: string;
  readonly style: 'plain' | 'single' | 'double' | 'block';
  readonly isNull: boolean;
  readonly span: Span;
}

export interface YamlMap {
  readonly kind: 'map';
  /** `{a: b}`. */
  readonly flow: boolean;
  readonly entries: readonly YamlEntry[];
  readonly span: Span;
}

export interface YamlList {
  readonly kind: 'list';
  /** `[a, b]`. */
  readonly flow: boolean;
  readonly items: readonly YamlNode[];
  readonly span: Span;
}

export interface YamlAlias {
  readonly kind: 'alias';
  readonly name: string;
  readonly span: Span;
}

export interface YamlEntry {
  readonly key: string;
  readonly keySpan: Span;
  /** Undefined where nothing stands behind the colon. */
  readonly value: YamlNode | undefined;
}

/** The first document of a text that may have errors: what could be read of it. Undefined where there is nothing. */
export function yamlNodes(text: string): YamlNode | undefined {
  if (isTooDeep(text)) return undefined;
  const yaml = require('yaml') as typeof import('yaml');
  try {
    const [document] = yaml.parseAllDocuments(text, { merge: true, uniqueKeys: false, logLevel: 'silent', prettyErrors: false });
    const contents = document && 'contents' in document ? (document as Document.Parsed).contents : undefined;
    return contents ? nodeOf(yaml, contents, 0) : undefined;
  } catch {
    return undefined;
  }
}

/** The entry of a map by its key; of a key that stands twice the last one. */
export function entryOf(node: YamlNode | undefined, key: string): YamlEntry | undefined {
  return node?.kind === 'map' ? node.entries.findLast((entry) => entry.key === key) : undefined;
}

/** The value below several keys. */
export function valueAt(node: YamlNode | undefined, ...keys: readonly string[]): YamlNode | undefined {
  return keys.reduce<YamlNode | undefined>((found, key) => entryOf(found, key)?.value, node);
}

const MAX_DEPTH = 60;

type Yaml = typeof import('yaml');

function nodeOf(yaml: Yaml, node: Node, depth: number): YamlNode | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const span = spanOf(node);
  if (yaml.isAlias(node)) return { kind: 'alias', name: node.source, span };
  if (yaml.isScalar(node)) return scalarOf(node, span);
  if (yaml.isSeq(node)) {
    const items = node.items.flatMap((item) => (yaml.isNode(item) ? (nodeOf(yaml, item, depth + 1) ?? []) : []));
    return { kind: 'list', flow: node.flow === true, items, span };
  }
  if (!yaml.isMap(node)) return undefined;
  const entries = (node.items as Pair<ParsedNode, ParsedNode | null>[]).flatMap(({ key, value }): readonly YamlEntry[] => {
    if (!yaml.isScalar(key)) return [];
    const isThere = value !== null && !(yaml.isScalar(value) && value.value === null && (value.source ?? '') === '');
    return [{ key: String(key.source ?? key.value), keySpan: spanOf(key), value: isThere ? nodeOf(yaml, value, depth + 1) : undefined }];
  });
  return { kind: 'map', flow: node.flow === true, entries, span };
}

function scalarOf(node: Scalar, span: Span): YamlScalar {
  const { value, type } = node;
  const style = type === 'QUOTE_DOUBLE' ? 'double' : type === 'QUOTE_SINGLE' ? 'single' : type === 'PLAIN' ? 'plain' : 'block';
  return { kind: 'scalar', text: typeof value === 'string' ? value : (node.source ?? ''), style, isNull: value === null, span };
}

function spanOf(node: Node): Span {
  return { start: node.range?.[0] ?? 0, end: node.range?.[1] ?? 0 };
}
