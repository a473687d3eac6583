import type { Span } from '../../base/text';
import type { Tree, TreeEntry } from '../compose/yamlTree';
import { writtenScalar } from '../compose/yamlTree';
import type { WrittenText } from '../written';

/** A job of a CI system with what it runs, in the order in which it does. */
export interface CiJob {
  readonly name: string;
  readonly file: string;
  readonly nameSpan: Span;
  readonly steps: readonly CiStep[];
  /** In words, why it may run more, or something else; undefined where its steps are all. */
  readonly open: string | undefined;
}

export type CiStep = CiCommand | CiUse;

/** A text for a shell: one line or several. */
export interface CiCommand {
  readonly kind: 'command';
  readonly file: string;
  readonly line: WrittenText;
  /** `before_script`, `script`, `after_script` of GitLab; `run` of GitHub. */
  readonly key: string;
  /** Of the item of the list that it is, or of the whole step. */
  readonly item: Span;
  /** Where it runs, as written; undefined where the repository is checked out. */
  readonly folder: string | undefined;
  /** What reads the text: a shell as long as nothing else is said. */
  readonly shell: string | undefined;
  /** What stands for `${{ matrix.NAME }}` in it, one way per run; empty where it runs once, as it is written. */
  readonly matrix: readonly Readonly<Record<string, string>>[];
}

/** An action, a workflow or a pipeline that a job calls. */
export interface CiUse {
  readonly kind: 'use';
  readonly file: string;
  /** `actions/checkout@v4`, `./.github/actions/test`. */
  readonly target: string;
  readonly span: Span;
  readonly item: Span;
  readonly inputs: readonly { readonly name: string; readonly value: string }[];
}

export function ciEntries(tree: Tree | undefined): readonly TreeEntry[] {
  return tree?.kind === 'map' ? tree.entries : [];
}

export function ciText(tree: Tree | undefined): string | undefined {
  return tree?.kind === 'scalar' && tree.type !== 'null' ? tree.text : undefined;
}

/** The texts of a scalar or a list of them; lists in it are part of it, as in GitLab. */
export function ciItems(tree: Tree | undefined): readonly Extract<Tree, { readonly kind: 'scalar' }>[] {
  if (tree?.kind === 'list') return tree.items.flatMap((item) => ciItems(item));
  return tree?.kind === 'scalar' && tree.type !== 'null' ? [tree] : [];
}

/** The text of a scalar with the places of its characters in its file. */
export function ciWritten(source: string, tree: Extract<Tree, { readonly kind: 'scalar' }>): WrittenText {
  return writtenScalar(source, tree);
}
