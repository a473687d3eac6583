import type { Place } from '../../base/text';
import { readDisplay, withCell, withoutCell, writeDisplay } from './display';
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

/** Takes the entry with that key, a plain text, out of the dict display that stands at a place. */
export function removeEntry(scope: EditScope, place: Place, key: string): Edits {
  const file = scope.project.python(place.file);
  const node = file && nodeAt(file.tree, place.span);
  if (!file || node?.kind !== 'Dict') return undefined;
  const index = node.entries.findIndex((entry) => entry.key?.kind === 'Str' && entry.key.value === key);
  const model = index < 0 ? undefined : readDisplay(file, node);
  const edit = model && writeDisplay(model, withoutCell(model.cells, index));
  return edit && [{ file: file.path, edits: [edit] }];
}

/** Adds an element (Python, on one line) at the end of the list or tuple display that stands at a place. */
export function appendElement(scope: EditScope, place: Place, element: string): Edits {
  const file = scope.project.python(place.file);
  const node = file && nodeAt(file.tree, place.span);
  const model = node?.kind === 'List' || node?.kind === 'Tuple' ? file && readDisplay(file, node) : undefined;
  if (!file || !model) return undefined;
  const cell = { gap: '', lead: '', text: withQuotes(element, quoteFor(file)), after: '' };
  const cells = withCell(model, model.cells, model.cells.length, cell);
  const edit = cells && writeDisplay(model, cells);
  return edit && [{ file: file.path, edits: [edit] }];
}
