import type { SyntaxNode } from '../treeSitter';
import type { ExceptHandler, Expression, MatchCase, Statement, With } from './ast';
import { after, child, firstNamed, hasToken, type Lowering, MAX_DEPTH, named, nameOf, reject, spanOf, unreadable } from './context';
import { argumentsOf } from './lowerArguments';
import { expression, oneOrTuple } from './lowerExpressions';
import { parameters } from './lowerParameters';
import { casePattern } from './lowerPatterns';

/** Lowers the statements of a block; handed in, because statements and blocks need each other. */
export type LowerBlock = (block: SyntaxNode | undefined, owner: SyntaxNode, depth: number) => readonly Statement[];

type Lower = (lowering: Lowering, node: SyntaxNode, depth: number, block: LowerBlock) => Statement;

/** One compound statement; undefined when the node is none. */
export function compoundStatement(lowering: Lowering, node: SyntaxNode, depth: number, block: LowerBlock): Statement | undefined {
  return LOWER.get(node.type)?.(lowering, node, depth, block);
}

export function isCompound(node: SyntaxNode): boolean {
  return LOWER.has(node.type);
}

const LOWER: ReadonlyMap<string, Lower> = new Map<string, Lower>([
  ['if_statement', conditional],
  ['for_statement', loop],
  ['while_statement', whileLoop],
  ['try_statement', attempt],
  ['with_statement', withStatement],
  ['function_definition', (lowering, node, depth, block) => functionDef(lowering, node, depth, block, node)],
  ['class_definition', (lowering, node, depth, block) => classDef(lowering, node, depth, block, node)],
  ['decorated_definition', decorated],
  ['match_statement', match],
]);

function header(lowering: Lowering, node: SyntaxNode, token: string, depth: number): Expression {
  const found = after(node, token);
  return found ? expression(lowering, found, depth + 1) : unreadable(node);
}

function elseBody(node: SyntaxNode, depth: number, block: LowerBlock): readonly Statement[] {
  const clause = child(node, 'else_clause');
  return clause ? block(child(clause, 'block'), clause, depth + 1) : [];
}

/** Each `elif` lies one level deeper; where the levels end, the rest is one broken statement. */
function conditional(lowering: Lowering, node: SyntaxNode, depth: number, block: LowerBlock): Statement {
  const clauses = [node, ...node.children.filter((each) => each.type === 'elif_clause')];
  const room = Math.max(1, MAX_DEPTH - depth);
  const cut = clauses[room];
  let orelse: readonly Statement[] = cut
    ? [{ kind: 'Broken', span: { start: cut.start, end: node.end }, names: lowering.namesIn(node) }]
    : elseBody(node, depth + clauses.length, block);
  let result: Statement | undefined;
  for (let at = Math.min(clauses.length, room) - 1; at >= 0; at--) {
    const clause = clauses[at] ?? node;
    result = {
      kind: 'If',
      span: { start: clause.start, end: node.end },
      test: header(lowering, clause, at === 0 ? 'if' : 'elif', depth + at),
      body: block(child(clause, 'block'), clause, depth + at + 1),
      orelse,
    };
    orelse = [result];
  }
  return result ?? { kind: 'Broken', span: spanOf(node), names: lowering.namesIn(node) };
}

function loop(lowering: Lowering, node: SyntaxNode, depth: number, block: LowerBlock): Statement {
  return {
    kind: 'For',
    span: spanOf(node),
    target: header(lowering, node, 'for', depth),
    iter: header(lowering, node, 'in', depth),
    body: block(child(node, 'block'), node, depth + 1),
    orelse: elseBody(node, depth, block),
    async: hasToken(node, 'async'),
  };
}

function whileLoop(lowering: Lowering, node: SyntaxNode, depth: number, block: LowerBlock): Statement {
  return {
    kind: 'While',
    span: spanOf(node),
    test: header(lowering, node, 'while', depth),
    body: block(child(node, 'block'), node, depth + 1),
    orelse: elseBody(node, depth, block),
  };
}

function attempt(lowering: Lowering, node: SyntaxNode, depth: number, block: LowerBlock): Statement {
  const handlers = node.children.filter((each) => each.type === 'except_clause');
  const last = child(node, 'finally_clause');
  if (handlers.length === 0 && !last) reject(lowering, node.children[0] ?? node, 'this try has neither except nor finally');
  return {
    kind: 'Try',
    span: spanOf(node),
    body: block(child(node, 'block'), node, depth + 1),
    handlers: handlers.map((each) => handler(lowering, each, depth, block)),
    orelse: elseBody(node, depth, block),
    finalbody: last ? block(child(last, 'block'), last, depth + 1) : [],
  };
}

function handler(lowering: Lowering, node: SyntaxNode, depth: number, block: LowerBlock): ExceptHandler {
  const colon = node.children.findIndex((each) => each.type === ':');
  const values = node.children.slice(0, colon).filter((each) => each.named || each.type === ',');
  const [only] = values;
  const bound = only?.type === 'as_pattern' ? named(only) : undefined;
  if (values.length > 1 && values.some((each) => each.type === 'as_pattern'))
    reject(lowering, node.children[0] ?? node, 'several exceptions with a name need parentheses');
  const alias = bound?.[1] && firstNamed(bound[1]);
  if (alias && alias.type !== 'identifier') reject(lowering, alias, 'an exception is bound to a name');
  return {
    span: spanOf(node),
    type: oneOrTuple(lowering, bound ? bound.slice(0, 1) : values, depth + 1),
    name: alias && nameOf(lowering, alias),
    body: block(child(node, 'block'), node, depth + 1),
  };
}

function withStatement(lowering: Lowering, node: SyntaxNode, depth: number, block: LowerBlock): Statement {
  const clause = child(node, 'with_clause');
  const items = clause ? clause.children.filter((each) => each.type === 'with_item') : [];
  return {
    kind: 'With',
    span: spanOf(node),
    items: items.map((each) => withItem(lowering, each, depth)),
    body: block(child(node, 'block'), node, depth + 1),
    async: hasToken(node, 'async'),
  };
}

function withItem(lowering: Lowering, node: SyntaxNode, depth: number): With['items'][number] {
  let value = firstNamed(node);
  const inside = value?.type === 'parenthesized_expression' ? firstNamed(value) : undefined;
  if (inside?.type === 'as_pattern') value = inside;
  if (!value) return { context: unreadable(node), target: undefined };
  if (value.type !== 'as_pattern') return { context: expression(lowering, value, depth + 1), target: undefined };
  const [context, target] = named(value);
  return {
    context: context ? expression(lowering, context, depth + 1) : unreadable(value),
    target: target && expression(lowering, target, depth + 1),
  };
}

function functionDef(lowering: Lowering, node: SyntaxNode, depth: number, block: LowerBlock, outer: SyntaxNode): Statement {
  const name = child(node, 'identifier') ?? node;
  const list = child(node, 'parameters');
  const returns = child(node, 'type');
  return {
    kind: 'FunctionDef',
    span: spanOf(outer),
    name: nameOf(lowering, name),
    nameSpan: spanOf(name),
    parameters: list ? parameters(lowering, list, depth + 1) : [],
    body: block(child(node, 'block'), node, depth + 1),
    decorators: decorators(lowering, outer, depth),
    returns: returns && expression(lowering, returns, depth + 1),
    async: hasToken(node, 'async'),
  };
}

function classDef(lowering: Lowering, node: SyntaxNode, depth: number, block: LowerBlock, outer: SyntaxNode): Statement {
  const name = child(node, 'identifier') ?? node;
  const list = child(node, 'argument_list');
  return {
    kind: 'ClassDef',
    span: spanOf(outer),
    name: nameOf(lowering, name),
    nameSpan: spanOf(name),
    arguments: list ? argumentsOf(lowering, list, depth + 1) : [],
    body: block(child(node, 'block'), node, depth + 1),
    decorators: decorators(lowering, outer, depth),
  };
}

function decorated(lowering: Lowering, node: SyntaxNode, depth: number, block: LowerBlock): Statement {
  const definition = node.children.at(-1) ?? node;
  return definition.type === 'class_definition'
    ? classDef(lowering, definition, depth, block, node)
    : functionDef(lowering, definition, depth, block, node);
}

function decorators(lowering: Lowering, outer: SyntaxNode, depth: number): readonly Expression[] {
  return outer.children
    .filter((each) => each.type === 'decorator')
    .map((each) => {
      const value = firstNamed(each);
      return value ? expression(lowering, value, depth + 1) : unreadable(each);
    });
}

function match(lowering: Lowering, node: SyntaxNode, depth: number, block: LowerBlock): Statement {
  const colon = node.children.findIndex((each) => each.type === ':');
  const cases = child(node, 'block')?.children.filter((each) => each.type === 'case_clause') ?? [];
  if (cases.length === 0) reject(lowering, node.children[0] ?? node, 'this match has no case');
  return {
    kind: 'Match',
    span: spanOf(node),
    subject: oneOrTuple(lowering, node.children.slice(1, colon), depth + 1) ?? unreadable(node),
    cases: cases.map((each) => matchCase(lowering, each, depth, block)),
  };
}

function matchCase(lowering: Lowering, node: SyntaxNode, depth: number, block: LowerBlock): MatchCase {
  const guard = child(node, 'if_clause');
  const end = node.children.findIndex((each) => each === guard || each.type === ':');
  const condition = guard && firstNamed(guard);
  return {
    span: spanOf(node),
    pattern: casePattern(lowering, node.children.slice(1, end), depth + 1) ?? {
      kind: 'MatchAs',
      span: spanOf(node),
      pattern: undefined,
      name: undefined,
    },
    guard: condition && expression(lowering, condition, depth + 1),
    body: block(child(node, 'block'), node, depth + 1),
  };
}
