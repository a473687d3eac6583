import { dirname, join, normalize } from '../../base/paths';
import { readWord } from '../../syntax/shell/word';
import { expand, type Lookup } from '../environment/held';
import type { ComposeText } from './model';
import { type Origin, type PlacedScalar, type PlacedTree, placeOf, scalarOf } from './tree';

/** What compose's own environment has, as far as it is told. */
export interface Outer {
  readonly lookup: Lookup;
}

/** A scalar with its `${…}` replaced; undefined for what is none, and for null. */
export function textOf(tree: PlacedTree | undefined, outer: Outer): ComposeText | undefined {
  const scalar = scalarOf(tree);
  return scalar && textOfScalar(scalar, outer);
}

export function textOfScalar(scalar: PlacedScalar, outer: Outer): ComposeText {
  const { value, sure } = filled(scalar.text, outer);
  return { text: scalar.text, value, sure, place: placeOf(scalar) };
}

/** A text with its references replaced: undefined where one has no value that the files tell. */
export function filled(text: string, { lookup }: Outer): { readonly value: string | undefined; readonly sure: boolean } {
  if (!text.includes('$')) return { value: text, sure: true };
  const { text: value, sure } = expand(readWord(text, 'compose').parts, lookup);
  return { value, sure };
}

/**
 * A path of the workspace that a compose file names, relative to the root ('' is the root). Undefined for one outside of it, at home, of a
 * remote place, and where a variable is not told.
 */
export function workspacePath(text: ComposeText, { folder }: Origin): string | undefined {
  const { value } = text;
  return value === undefined ? undefined : below(folder, value);
}

export function below(folder: string, path: string): string | undefined {
  if (path.startsWith('/') || path.startsWith('~') || path.includes('$') || /^[\w+.-]+:\/\/|^git@|^[A-Za-z]:[\\/]/.test(path))
    return undefined;
  const whole = normalize(join(folder === '' ? '.' : folder, path));
  return whole.startsWith('..') ? undefined : whole === '.' ? '' : whole;
}

/** The folder of a file, relative to the root. */
export function folderOf(file: string): string {
  return dirname(file);
}
