import type { Span, TextEdit } from '../../base/text';
import type { PythonFile } from '../../project/project';
import type { Comment, DictDisplay } from '../../syntax/python/ast';
import { indentAt, lineBreak } from './lines';
import type { Display } from './nodes';

/**
 * A display taken apart so that it can be put together again in another order without losing a character that matters.
 * `opening`: a comment on the line of the opening bracket. `closing`: what stands before the closing bracket.
 */
export interface DisplayModel {
  readonly file: PythonFile;
  readonly span: Span;
  readonly kind: (Display | DictDisplay)['kind'];
  readonly opening: string;
  readonly cells: readonly Cell[];
  readonly closing: string;
  readonly trailingComma: boolean;
}

/**
 * One element. `gap`: blank lines and comments above that belong to the place. `lead`: the line break, the comments directly
 * above the element and its indentation; they go where it goes. `after`: the comment at the end of its line.
 */
export interface Cell {
  readonly gap: string;
  readonly lead: string;
  readonly text: string;
  readonly after: string;
}

/** Undefined for a tuple without parentheses, or where something other than commas and comments stands between the elements. */
export function readDisplay(file: PythonFile, display: Display | DictDisplay): DisplayModel | undefined {
  if (display.kind === 'Tuple' && !display.parenthesized) return undefined;
  const elements: readonly { readonly span: Span }[] = display.kind === 'Dict' ? display.entries : display.elements;
  const inner = { start: display.span.start + 1, end: display.span.end - 1 };
  const comments = file.tree.comments.filter((comment) => comment.span.start >= inner.start && comment.span.end <= inner.end);
  const cells: Cell[] = [];
  let opening = '';
  let at = inner.start;
  let trailingComma = false;
  for (const [index, element] of elements.entries()) {
    let before = file.text.slice(at, element.span.start);
    if (!isTrivia(before, at, comments)) return undefined;
    if (index === 0) {
      opening = firstLineComment(before);
      before = before.slice(opening.length);
    }
    const tail = readTail(file.text, element.span.end, inner.end);
    if (!tail) return undefined;
    cells.push({ ...splitLead(before), text: file.text.slice(element.span.start, element.span.end), after: tail.after });
    trailingComma = tail.comma;
    if (!tail.comma && index < elements.length - 1) return undefined;
    at = tail.end;
  }
  const closing = file.text.slice(at, inner.end);
  if (!isTrivia(closing, at, comments)) return undefined;
  return { file, span: display.span, kind: display.kind, opening, cells, closing, trailingComma };
}

/** The edit that makes the display have these cells; as small as it can be. Undefined where a comment would swallow code. */
export function writeDisplay(model: DisplayModel, cells: readonly Cell[]): TextEdit | undefined {
  const old = model.file.text.slice(model.span.start, model.span.end);
  const openLines = model.cells.length === 0 && model.closing.includes('\n');
  const comma = model.trailingComma || openLines || (model.kind === 'Tuple' && cells.length === 1);
  let body = model.opening;
  for (const [index, cell] of cells.entries()) {
    const following = cells[index + 1];
    const next = following ? following.gap + following.lead : model.closing;
    if (cell.after.includes('#') && !/^[\r\n]/.test(next)) return undefined;
    body += cell.gap + cell.lead + cell.text + (following || comma ? ',' : '') + cell.after;
  }
  return smallest(model.span.start, old, `${old.slice(0, 1)}${body}${model.closing}${old.slice(-1)}`);
}

/** The cells without one of them. Its blank line above stays for the element that follows. */
export function withoutCell(cells: readonly Cell[], index: number): readonly Cell[] {
  const gone = cells[index];
  return cells.flatMap((cell, at) => {
    if (at === index || !gone) return at === index ? [] : [cell];
    if (at !== index + 1) return [cell];
    const first = index === 0 && !gone.lead.includes('\n') && !cell.lead.includes('#');
    return [{ ...cell, gap: gone.gap || cell.gap, lead: first ? gone.lead : cell.lead }];
  });
}

/**
 * The cells with one more before position `index`. A cell that brings comments needs a list of several lines.
 * @param cell what is put in; its white space is replaced by that of its new neighbours.
 */
export function withCell(model: DisplayModel, cells: readonly Cell[], index: number, cell: Cell): readonly Cell[] | undefined {
  const [first, second] = cells;
  if (!first) return [{ ...cell, gap: '', lead: emptyLead(model) }];
  const sample = cells[index] && index > 0 ? cells[index] : index > 0 ? cells[index - 1] : first;
  const space = index > 0 && cells.length === 1 && !first.lead.includes('\n') ? ' ' : bareLead(sample?.lead ?? ' ');
  const commented = cell.lead.includes('#') || cell.after !== '';
  if (commented && !space.includes('\n')) return undefined;
  const placed = { ...cell, gap: '', lead: reindent(cell.lead, space) };
  if (index > 0) return [...cells.slice(0, index), placed, ...cells.slice(index)];
  const moved = first.lead.includes('\n') ? first : { ...first, lead: second ? bareLead(second.lead) : ' ' };
  return [{ ...placed, gap: first.gap }, { ...moved, gap: '' }, ...cells.slice(1)];
}

function isTrivia(text: string, offset: number, comments: readonly Comment[]): boolean {
  let rest = '';
  let at = offset;
  const end = offset + text.length;
  for (const comment of comments) {
    if (comment.span.start < at || comment.span.end > end) continue;
    rest += text.slice(at - offset, comment.span.start - offset);
    at = comment.span.end;
  }
  return /^[\s\\]*$/.test(rest + text.slice(at - offset));
}

/** What follows an element on its line: its comma and a comment. White space before a line break is dropped with it. */
function readTail(text: string, start: number, limit: number): { comma: boolean; after: string; end: number } | undefined {
  const match = /^(\s*,)?([ \t]*#[^\r\n]*)?/.exec(text.slice(start, limit));
  if (!match) return undefined;
  return { comma: match[1] !== undefined, after: match[2] ?? '', end: start + match[0].length };
}

/** The comment on the line of the opening bracket, without its line break. */
function firstLineComment(before: string): string {
  return /^[ \t]*#[^\r\n]*/.exec(before)?.[0] ?? '';
}

/** Comments directly above the element are its own; what a blank line parts from it is not. */
function splitLead(before: string): { gap: string; lead: string } {
  const match = /(?:\r?\n[ \t]*#[^\r\n]*)*\r?\n[ \t]*$/.exec(before);
  return match ? { gap: before.slice(0, match.index), lead: match[0] } : { gap: '', lead: before };
}

/** The white space of a lead without its comments: a line break and the indentation, or spaces. */
function bareLead(lead: string): string {
  return /\r?\n[ \t]*$/.exec(lead)?.[0] ?? lead;
}

function reindent(lead: string, space: string): string {
  if (!lead.includes('#')) return space;
  const indent = space.replace(/^\r?\n/, '');
  return lead.replace(/(\r?\n)[ \t]*/g, (_, end: string) => end + indent);
}

function emptyLead(model: DisplayModel): string {
  if (!model.closing.includes('\n')) return '';
  return `${lineBreak(model.file.text)}${indentAt(model.file, model.span.start)}    `;
}

/** One edit without the text that both have at their start and end. */
function smallest(offset: number, old: string, text: string): TextEdit | undefined {
  if (old === text) return undefined;
  let start = 0;
  while (start < old.length && start < text.length && old[start] === text[start]) start++;
  let tail = 0;
  while (tail < old.length - start && tail < text.length - start && old.at(-1 - tail) === text.at(-1 - tail)) tail++;
  return { span: { start: offset + start, end: offset + old.length - tail }, newText: text.slice(start, text.length - tail) };
}
