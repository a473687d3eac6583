import { contains, type Place, type TextEdit } from '../../base/text';
import type { Assignment, Setting } from '../../evaluate/settings';
import { alternatives, isKnown, knownItems, text, type Value } from '../../evaluate/value';
import type { PythonFile } from '../../project/project';
import type { Call, Expression } from '../../syntax/python/ast';
import type { FileEdit } from '../rule';
import { type Cell, type DisplayModel, readDisplay, withCell, withoutCell, writeDisplay } from './display';
import { literal, quoteFor } from './expression';
import { deleteStatement } from './lines';
import { displayWith, nodeAt, nodesAround, sameSpan, suiteOf } from './nodes';
import { type EditScope, type Edits, settingOf } from './scope';

/** Where an item goes. The anchors are the texts of other items. */
export type ItemPlace = 'start' | 'end' | { readonly after: string } | { readonly before: string };

/**
 * Moves an item of a list or tuple setting directly after or before another one. Comments on its line and above it move along.
 * Follows the value to where it was written: a display of several lines or one, a tuple, `+=`, a concatenation,
 * `NAME.insert(0, …)`. `item` and the anchor are texts of items (`"django.middleware.…"`).
 */
export function moveItem(scope: EditScope, name: string, item: string, place: ItemPlace): Edits {
  const setting = settingOf(scope, name);
  const found = setting && findItem(scope, setting, item);
  if (!setting || !found) return undefined;
  if (found.kind === 'call') return moveCall(scope, setting, found, item, place);
  const anchor = anchorOf(scope, setting, place, item);
  if (!anchor) return undefined;
  if (anchor.file.path === found.file.path && sameSpan(anchor.model.span, found.model.span)) {
    return one(found.file, moveInDisplay(found.model, found.index, anchor.index));
  }
  return moveAcross(setting, found, anchor) ?? insertCallInstead(scope, setting, found, item, place);
}

/** Adds an item (its text, not a literal) to a list or tuple setting. */
export function insertItem(scope: EditScope, name: string, item: string, place: ItemPlace): Edits {
  const setting = settingOf(scope, name);
  const anchor = setting && anchorOf(scope, setting, place, undefined);
  if (!anchor) return undefined;
  const cell = { gap: '', lead: '', text: literal(item, displayQuote(anchor.model)), after: '' };
  const cells = withCell(anchor.model, anchor.model.cells, anchor.index, cell);
  return cells && one(anchor.file, writeDisplay(anchor.model, cells));
}

/** Takes the item with that text out. Where it is there more than once, `occurrence` says which one, from 0. */
export function removeItem(scope: EditScope, name: string, item: string, occurrence?: number): Edits {
  const setting = settingOf(scope, name);
  const found = setting && findItem(scope, setting, item, occurrence);
  if (!setting || !found) return undefined;
  if (found.kind === 'call') return one(found.file, deleteStatement(found.file, found.assignment.place.span));
  return one(found.file, removal(setting, found));
}

/** Writes another text into the literal of an item, with the quotes that it has. */
export function replaceItem(scope: EditScope, name: string, item: string, replacement: string): Edits {
  const setting = settingOf(scope, name);
  if (!setting) return undefined;
  const edits = itemPlaces(setting.value, item).map((at): FileEdit | undefined => {
    const file = scope.project.python(at.file);
    const node = file && nodeAt(file.tree, at.span);
    const part = node?.kind === 'Str' && node.parts.length === 1 ? node.parts[0] : undefined;
    if (!file || !part || /["'\\\r\n]/.test(replacement)) return undefined;
    return { file: file.path, edits: [{ span: part.content, newText: replacement }] };
  });
  const known = edits.filter((edit) => edit !== undefined);
  return known.length === 1 && edits.length === 1 ? known : undefined;
}

interface InDisplay {
  readonly kind: 'display';
  readonly file: PythonFile;
  readonly model: DisplayModel;
  readonly index: number;
}

/** The item is an argument of `NAME.append(…)` or `NAME.insert(…, …)`, a statement of its own. */
interface InCall {
  readonly kind: 'call';
  readonly file: PythonFile;
  readonly call: Call;
  readonly method: string;
  readonly assignment: Assignment;
  readonly at: Place;
}

/** A position between the cells of a display: before cell `index`. */
interface Anchor {
  readonly file: PythonFile;
  readonly model: DisplayModel;
  readonly index: number;
}

function findItem(scope: EditScope, setting: Setting, item: string, occurrence?: number): InDisplay | InCall | undefined {
  const places = itemPlaces(setting.value, item);
  const at = occurrence === undefined ? (places.length === 1 ? places[0] : undefined) : places[occurrence];
  const file = at && scope.project.python(at.file);
  if (!at || !file) return undefined;
  const inDisplay = displayWith(file.tree, at.span);
  if (inDisplay) {
    const model = readDisplay(file, inDisplay.display);
    return model && { kind: 'display', file, model, index: inDisplay.index };
  }
  const assignment = setting.assignments.find((each) => each.place.file === at.file && contains(each.place.span, at.span.start));
  const call = nodesAround(file.tree, at.span).find(
    (node) => node.kind === 'Call' && node.arguments.some((each) => sameSpan(each.value.span, at.span)),
  );
  if (assignment?.kind !== 'call' || call?.kind !== 'Call' || !sameSpan(call.span, assignment.place.span)) return undefined;
  if (call.function.kind !== 'Attribute' || call.function.value.kind !== 'Name') return undefined;
  return { kind: 'call', file, call, method: call.function.name, assignment, at };
}

/** Where the items with that text were written, in order, each place once. */
function itemPlaces(value: Value, item: string): readonly Place[] {
  const places: Place[] = [];
  for (const alternative of alternatives(value)) {
    if (alternative.kind !== 'list' && alternative.kind !== 'tuple') continue;
    for (const each of alternative.items) {
      if (each.kind === 'rest' || text(each) !== item || !each.at) continue;
      const { at } = each;
      if (!places.some((place) => place.file === at.file && sameSpan(place.span, at.span))) places.push(at);
    }
  }
  return places;
}

function anchorOf(scope: EditScope, setting: Setting, place: ItemPlace, moving: string | undefined): Anchor | undefined {
  if (place === 'start' || place === 'end') return edgeOf(scope, setting, place, moving);
  const after = 'after' in place;
  const found = findItem(scope, setting, after ? place.after : place.before);
  if (found?.kind !== 'display') return undefined;
  return { file: found.file, model: found.model, index: found.index + (after ? 1 : 0) };
}

/** The start or end of the value: next to its outermost item, or in the one display that gives it. */
function edgeOf(scope: EditScope, setting: Setting, edge: 'start' | 'end', moving: string | undefined): Anchor | undefined {
  const items = knownItems(setting.value)?.filter((value) => text(value) !== moving || moving === undefined);
  const outer = items && text(edge === 'start' ? items[0] : items.at(-1));
  const found = outer === undefined ? undefined : findItem(scope, setting, outer);
  if (found?.kind === 'display') return { file: found.file, model: found.model, index: found.index + (edge === 'end' ? 1 : 0) };
  const only = setting.assignments.length === 1 ? setting.assignments[0] : undefined;
  const file = only?.kind === 'assign' ? scope.project.python(only.place.file) : undefined;
  const node = file && only && nodeAt(file.tree, only.valueSpan);
  const model = node?.kind === 'List' || node?.kind === 'Tuple' ? file && readDisplay(file, node) : undefined;
  return file && model && { file, model, index: edge === 'start' ? 0 : model.cells.length };
}

function moveInDisplay(model: DisplayModel, from: number, to: number): TextEdit | undefined {
  const cell = model.cells[from];
  if (!cell) return undefined;
  const cells = withCell(model, withoutCell(model.cells, from), to > from ? to - 1 : to, cell);
  return cells && writeDisplay(model, cells);
}

/** From one display to another of the same file, where both statements always run. */
function moveAcross(setting: Setting, from: InDisplay, to: Anchor): Edits {
  const cell = from.model.cells[from.index];
  if (!cell || from.file.path !== to.file.path || !always(setting, from) || !always(setting, to)) return undefined;
  const cells = withCell(to.model, to.model.cells, to.index, cell) ?? withCell(to.model, to.model.cells, to.index, bare(cell));
  const insertion = cells && writeDisplay(to.model, cells);
  const gone = removal(setting, from);
  return insertion && gone && [{ file: from.file.path, edits: [insertion, gone] }];
}

/** Takes an item out of its display; a `NAME += […]` that this would leave empty goes as a whole. */
function removal(setting: Setting, found: InDisplay): TextEdit | undefined {
  const alone = found.model.cells.length === 1 ? augmentOf(setting, found) : undefined;
  if (alone && suiteOf(found.file.tree, alone.place.span)?.suite.length !== 1) {
    const whole = deleteStatement(found.file, alone.place.span);
    if (whole) return whole;
  }
  return writeDisplay(found.model, withoutCell(found.model.cells, found.index));
}

/** `NAME += ["item"]` becomes `NAME.insert(NAME.index("anchor") + 1, "item")` where the anchor stands in another file. */
function insertCallInstead(scope: EditScope, setting: Setting, from: InDisplay, item: string, place: ItemPlace): Edits {
  const augment = augmentOf(setting, from);
  const cell = from.model.cells[from.index];
  if (!augment || !cell || from.model.cells.length !== 1 || setting.value.kind !== 'list') return undefined;
  if (cell.lead.includes('#') || cell.after !== '' || from.model.opening !== '' || from.model.closing.includes('#')) return undefined;
  const position = indexExpression(scope, setting, augment, place, quoteFor(from.file));
  if (!position) return undefined;
  const call = `${setting.name}.insert(${position}, ${cell.text || item})`;
  return one(from.file, { span: augment.place.span, newText: call });
}

function moveCall(scope: EditScope, setting: Setting, found: InCall, item: string, place: ItemPlace): Edits {
  if (found.call.function.kind !== 'Attribute') return undefined;
  const source = found.file.text.slice(found.at.span.start, found.at.span.end);
  const position =
    (found.method === 'insert' ? indexNumber(setting, found, item, place) : undefined) ??
    indexExpression(scope, setting, found.assignment, place, quoteFor(found.file));
  if (!position) return undefined;
  const span = { start: found.call.function.nameSpan.start, end: found.call.argumentsSpan.end };
  if (found.method === 'insert') {
    const index = found.call.arguments[0];
    return index && found.call.arguments.length === 2 ? one(found.file, { span: index.span, newText: position }) : undefined;
  }
  if (found.method !== 'append' || found.call.arguments.length !== 1) return undefined;
  return one(found.file, { span, newText: `insert(${position}, ${source})` });
}

/** The index as a number, where this call is the last change and every item is known. */
function indexNumber(setting: Setting, found: InCall, item: string, place: ItemPlace): string | undefined {
  if (setting.assignments.at(-1) !== found.assignment || !isKnown(setting.value)) return undefined;
  const written: Expression | undefined = found.call.arguments[0]?.value;
  if (written?.kind !== 'Int') return undefined;
  const others = knownItems(setting.value)?.filter((value) => text(value) !== item) ?? [];
  if (place === 'start' || place === 'end') return place === 'start' ? '0' : String(others.length);
  const anchor = 'after' in place ? place.after : place.before;
  const index = others.findIndex((value) => text(value) === anchor);
  return index < 0 ? undefined : String('after' in place ? index + 1 : index);
}

/** `NAME.index("anchor") + 1`, where the anchor is in the list before the statement runs. */
function indexExpression(scope: EditScope, setting: Setting, statement: Assignment, place: ItemPlace, quote: string): string | undefined {
  if (place === 'start') return '0';
  if (place === 'end') return undefined;
  const anchor = 'after' in place ? place.after : place.before;
  const at = itemPlaces(setting.value, anchor);
  const origin = at.length === 1 ? at[0] : undefined;
  const earlier = setting.assignments.slice(0, setting.assignments.indexOf(statement));
  const made = earlier.find((each) => origin && each.place.file === origin.file && contains(each.place.span, origin.span.start));
  if (!origin || !made || made.conditional || scope.project.python(origin.file) === undefined) return undefined;
  return `${setting.name}.index(${literal(anchor, quote)})${'after' in place ? ' + 1' : ''}`;
}

function always(setting: Setting, part: Anchor | InDisplay): boolean {
  return setting.assignments.some(
    (each) => !each.conditional && each.place.file === part.file.path && contains(each.place.span, part.model.span.start),
  );
}

/** The `NAME += […]` whose whole value is this display. */
function augmentOf(setting: Setting, part: InDisplay): Assignment | undefined {
  return setting.assignments.find(
    (each) => each.kind === 'augment' && each.place.file === part.file.path && sameSpan(each.valueSpan, part.model.span),
  );
}

/** The quote of the display's own items; that of the file where it has none. */
function displayQuote(model: DisplayModel): string {
  const quote = model.cells.map((cell) => /^['"]/.exec(cell.text)?.[0]).find((each) => each !== undefined);
  return quote ?? quoteFor(model.file);
}

function bare(cell: Cell): Cell {
  return { gap: '', lead: '', text: cell.text, after: '' };
}

function one(file: PythonFile, edit: TextEdit | undefined): Edits {
  return edit && [{ file: file.path, edits: [edit] }];
}
