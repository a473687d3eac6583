import { contains, type Span } from '../../base/text';
import type { Call, Expression, ListDisplay, Module, SetDisplay, Statement, StringLiteral, TupleDisplay } from '../../syntax/python/ast';

export type Display = ListDisplay | TupleDisplay | SetDisplay;

/** Every node of the tree that has a kind and covers the span, outer ones first. Without recursion: nesting may be very deep. */
export function nodesAround(tree: Module, span: Span): readonly (Statement | Expression)[] {
  const found: (Statement | Expression)[] = [];
  const open: unknown[] = [tree.body];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next !== 'object' || next === null) continue;
    if (!Array.isArray(next) && isSpanned(next)) {
      if (!contains(next.span, span.start) || !contains(next.span, span.end)) continue;
      if ('kind' in next) found.push(next as unknown as Statement | Expression);
    }
    for (const child of Object.values(next)) if (typeof child === 'object') open.push(child);
  }
  return found.sort((a, b) => b.span.end - b.span.start - (a.span.end - a.span.start));
}

/** The list, tuple or set display that has an element with exactly this span. */
export function displayWith(tree: Module, element: Span): { readonly display: Display; readonly index: number } | undefined {
  for (const node of nodesAround(tree, element)) {
    if (node.kind !== 'List' && node.kind !== 'Tuple' && node.kind !== 'Set') continue;
    const index = node.elements.findIndex((candidate) => sameSpan(candidate.span, element));
    if (index >= 0) return { display: node, index };
  }
  return undefined;
}

/** The node whose span is exactly this one; the outermost where several share it. */
export function nodeAt(tree: Module, span: Span): Statement | Expression | undefined {
  return nodesAround(tree, span).find((node) => sameSpan(node.span, span));
}

export function sameSpan(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}

/** The suites of a statement: the lists of statements in it. */
export function suites(statement: Statement): readonly (readonly Statement[])[] {
  switch (statement.kind) {
    case 'If':
    case 'For':
    case 'While':
      return [statement.body, statement.orelse];
    case 'Try':
      return [statement.body, ...statement.handlers.map((handler) => handler.body), statement.orelse, statement.finalbody];
    case 'With':
    case 'FunctionDef':
    case 'ClassDef':
      return [statement.body];
    case 'Match':
      return statement.cases.map((branch) => branch.body);
    default:
      return [];
  }
}

/** The innermost suite that holds a statement with exactly this span, and the statement. */
export function suiteOf(tree: Module, span: Span): { readonly suite: readonly Statement[]; readonly statement: Statement } | undefined {
  const open: (readonly Statement[])[] = [tree.body];
  for (let suite = open.pop(); suite; suite = open.pop()) {
    for (const statement of suite) {
      if (sameSpan(statement.span, span)) return { suite, statement };
      if (contains(statement.span, span.start)) open.push(...suites(statement));
    }
  }
  return undefined;
}

function isSpanned(node: object): node is { readonly span: Span } {
  return 'span' in node && typeof node.span === 'object' && node.span !== null && 'start' in node.span && 'end' in node.span;
}

/** Every string literal of the tree, in no order. */
export function strings(tree: Module): readonly StringLiteral[] {
  return ofKind(tree, 'Str') as readonly StringLiteral[];
}

/** Every call of the tree, in no order. */
export function calls(tree: Module): readonly Call[] {
  return ofKind(tree, 'Call') as readonly Call[];
}

function ofKind(tree: Module, kind: string): readonly unknown[] {
  const found: unknown[] = [];
  const open: unknown[] = [tree.body];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next !== 'object' || next === null) continue;
    if ('kind' in next && next.kind === kind) found.push(next);
    for (const child of Object.values(next)) if (typeof child === 'object') open.push(child);
  }
  return found;
}
