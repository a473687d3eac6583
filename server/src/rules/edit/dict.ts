import type { Place } from '../../base/text';
import { readDisplay, withCell, writeDisplay } from './display';
import { quoteFor, withQuotes } from './expression';
import { nodeAt } from './nodes';
import type { EditScope, Edits } from './scope';

/** Adds `entry` (`"key": value`, Python, on one line) at the end of the dict display that stands at a place. */
export function insertEntry(scope: EditScope, place: Place, entry: string): Edits {
  const file = scope.project.python(place.file);
  const node = file && nodeAt(file.tree, place.span);
  const model = node?.kind === 'Dict' ? file && readDisplay(file, node) : undefined;
  if (!file || !model) return undefined;
  const cell = { gap: '', lead: '', text: withQuotes(entry, quoteFor(file)), after: '' };
  const cells = withCell(model, model.cells, model.cells.length, cell);
  const edit = cells && writeDisplay(model, cells);
  return edit && [{ file: file.path, edits: [edit] }];
}
