import type { Place, Span } from '../../base/text';
import type { Tree } from '../../syntax/compose/yamlTree';

/** Where a part of a compose file comes from. */
export interface Origin {
  readonly file: string;
  /** What its relative paths are seen from, relative to the root. */
  readonly folder: string;
}

/** A tree of YAML whose parts know their file: what merging several files makes holds parts of all of them. */
export type PlacedTree =
  | {
      readonly kind: 'scalar';
      readonly text: string;
      readonly type: 'null' | 'bool' | 'number' | 'text';
      readonly span: Span;
      readonly origin: Origin;
      readonly tag?: string;
    }
  | { readonly kind: 'list'; readonly items: readonly PlacedTree[]; readonly span: Span; readonly origin: Origin; readonly tag?: string }
  | {
      readonly kind: 'map';
      readonly entries: readonly PlacedEntry[];
      readonly span: Span;
      readonly origin: Origin;
      readonly tag?: string;
    };

export type PlacedMap = Extract<PlacedTree, { kind: 'map' }>;
export type PlacedScalar = Extract<PlacedTree, { kind: 'scalar' }>;

export interface PlacedEntry {
  readonly key: string;
  readonly keySpan: Span;
  /** Of the key: that of the value may be another one after a merge. */
  readonly origin: Origin;
  readonly value: PlacedTree;
}

/** The same tree with its origin at every part. */
export function placed(tree: Tree, origin: Origin): PlacedTree {
  switch (tree.kind) {
    case 'scalar':
      return { ...tree, origin };
    case 'list':
      return { ...tree, origin, items: tree.items.map((item) => placed(item, origin)) };
    case 'map':
      return { ...tree, origin, entries: tree.entries.map((entry) => ({ ...entry, origin, value: placed(entry.value, origin) })) };
  }
}

/** The value of a key of a map; of a key that stands twice the last one. */
export function get(tree: PlacedTree | undefined, key: string): PlacedTree | undefined {
  return tree?.kind === 'map' ? tree.entries.findLast((entry) => entry.key === key)?.value : undefined;
}

export function entriesOf(tree: PlacedTree | undefined): readonly PlacedEntry[] {
  return tree?.kind === 'map' ? tree.entries : [];
}

export function itemsOf(tree: PlacedTree | undefined): readonly PlacedTree[] {
  return tree?.kind === 'list' ? tree.items : [];
}

/** A scalar that is not null. */
export function scalarOf(tree: PlacedTree | undefined): PlacedScalar | undefined {
  return tree?.kind === 'scalar' && tree.type !== 'null' ? tree : undefined;
}

export function placeOf({ origin, span }: { readonly origin: Origin; readonly span: Span }): Place {
  return { file: origin.file, span };
}
