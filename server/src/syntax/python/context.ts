import type { SyntaxNode } from '../treeSitter';
import type { BrokenExpression, Expression, SyntaxFault } from './ast';

/**
 * The lowered tree is never deeper than this, in expressions and statements together: what lies below is Broken.
 * Whoever walks it may therefore recurse. CPython stops at 200 nested brackets, too.
 */
export const MAX_DEPTH = 200;

/** What the lowering of one text shares. `rejected`: the first thing in the statement at hand that Python 3 does not accept. */
export interface Lowering {
  readonly text: string;
  rejected: SyntaxFault | undefined;
  /** The names that a statement may bind which is given up. */
  namesIn(node: SyntaxNode): readonly string[];
}

/** Marks the statement at hand as one that Python does not accept, although the grammar does. */
export function reject(lowering: Lowering, node: { readonly start: number; readonly end: number }, reason: string): void {
  lowering.rejected ??= { span: spanOf(node), message: `Python cannot read this statement: ${reason}` };
}

/** A place that is not understood; without a fault it is still good Python. */
export function unreadable(node: SyntaxNode): BrokenExpression {
  return { kind: 'BrokenExpression', span: spanOf(node) };
}

export function rejected(lowering: Lowering, node: SyntaxNode, reason: string): Expression {
  reject(lowering, node, reason);
  return unreadable(node);
}

export function spanOf(node: { readonly start: number; readonly end: number }): { readonly start: number; readonly end: number } {
  return { start: node.start, end: node.end };
}

export function textOf(lowering: Lowering, node: SyntaxNode): string {
  return lowering.text.slice(node.start, node.end);
}

/** An identifier as Python compares it: in Unicode's NFKC form. */
export function nameOf(lowering: Lowering, node: SyntaxNode): string {
  const name = lowering.text.slice(node.start, node.end);
  for (let at = 0; at < name.length; at++) if (name.charCodeAt(at) > 127) return name.normalize('NFKC');
  return name;
}

export function named(node: SyntaxNode): readonly SyntaxNode[] {
  return node.children.filter((child) => child.named);
}

export function firstNamed(node: SyntaxNode): SyntaxNode | undefined {
  return node.children.find((child) => child.named);
}

export function child(node: SyntaxNode, type: string): SyntaxNode | undefined {
  return node.children.find((each) => each.type === type && each.named);
}

/** Whether the token (a keyword or sign) is one of the node's own children. */
export function hasToken(node: SyntaxNode, token: string): boolean {
  return node.children.some((each) => each.type === token && !each.named);
}

/** The first named child after a token. */
export function after(node: SyntaxNode, token: string): SyntaxNode | undefined {
  const at = node.children.findIndex((each) => each.type === token && !each.named);
  return at < 0 ? undefined : node.children.slice(at + 1).find((each) => each.named);
}
