import type { SyntaxNode } from '../treeSitter';
import type { BinaryOperator, CompareOperator, ComprehensionClause, DictEntry, Expression, UnaryOperator } from './ast';
import {
  after,
  child,
  firstNamed,
  hasToken,
  type Lowering,
  MAX_DEPTH,
  named,
  nameOf,
  reject,
  rejected,
  spanOf,
  textOf,
  unreadable,
} from './context';
import { argumentsOf } from './lowerArguments';
import { float, integer, strings } from './lowerLiterals';
import { parameters } from './lowerParameters';

type Lower = (lowering: Lowering, node: SyntaxNode, depth: number) => Expression;

/** One expression. Parentheses around it leave no trace; deeper than MAX_DEPTH it is broken, without a fault. */
export function expression(lowering: Lowering, node: SyntaxNode, depth: number): Expression {
  let inner = node;
  while (WRAPPERS.has(inner.type)) {
    const content = firstNamed(inner);
    if (!content) return unreadable(inner);
    if (content.type === 'list_splat' && inner.type !== 'type')
      return rejected(lowering, inner, 'a starred expression cannot stand alone in parentheses');
    inner = content;
  }
  if (depth > MAX_DEPTH) return unreadable(inner);
  if (lowering.text[inner.start] === '*' && !STARRED.has(inner.type)) return misplacedStar(lowering, inner, depth);
  const lower = LOWER.get(inner.type);
  return lower ? lower(lowering, inner, depth) : rejected(lowering, inner, 'it does not belong here');
}

const WRAPPERS: ReadonlySet<string> = new Set(['parenthesized_expression', 'parenthesized_list_splat', 'type', 'as_pattern_target']);

const STARRED: ReadonlySet<string> = new Set([
  'list_splat',
  'list_splat_pattern',
  'splat_type',
  'dictionary_splat',
  'expression_list',
  'pattern_list',
]);

/** The grammar binds the star of `*a.b` to `a` alone; Python to all of it. */
function misplacedStar(lowering: Lowering, node: SyntaxNode, depth: number): Expression {
  return { kind: 'Starred', span: spanOf(node), value: expression(lowering, withoutStar(node), depth + 1) };
}

/** The node without the star at its left edge; a node that has none there stays as it is. */
export function withoutStar(node: SyntaxNode): SyntaxNode {
  const spine: SyntaxNode[] = [];
  let at: SyntaxNode | undefined = node;
  while (at && at.type !== 'list_splat' && at.type !== 'list_splat_pattern') {
    spine.push(at);
    at = at.children[0];
  }
  let inner = at && firstNamed(at);
  if (!inner) return node;
  for (const outer of spine.reverse()) inner = { ...outer, start: inner.start, children: [inner, ...outer.children.slice(1)] };
  return inner;
}

/** A list of expressions as one: alone it stands for itself, with a comma it is a tuple without parentheses. */
export function oneOrTuple(lowering: Lowering, nodes: readonly SyntaxNode[], depth: number): Expression | undefined {
  const parts = nodes.filter((each) => each.named);
  const [first] = parts;
  const last = nodes.at(-1);
  if (!first || !last) return undefined;
  if (nodes.length === 1) return expression(lowering, first, depth);
  return {
    kind: 'Tuple',
    span: { start: first.start, end: last.end },
    elements: parts.map((each) => expression(lowering, each, depth + 1)),
    parenthesized: false,
  };
}

const LOWER: ReadonlyMap<string, Lower> = new Map<string, Lower>([
  ['identifier', name],
  ['string', strings],
  ['concatenated_string', strings],
  ['integer', integer],
  ['float', float],
  ['true', (_, node) => ({ kind: 'Singleton', span: spanOf(node), value: true })],
  ['false', (_, node) => ({ kind: 'Singleton', span: spanOf(node), value: false })],
  ['none', (_, node) => ({ kind: 'Singleton', span: spanOf(node), value: null })],
  ['ellipsis', (_, node) => ({ kind: 'Singleton', span: spanOf(node), value: 'Ellipsis' })],
  ['list', list],
  ['list_pattern', list],
  ['tuple', tuple],
  ['tuple_pattern', tuple],
  ['expression_list', tuple],
  ['pattern_list', tuple],
  ['set', (lowering, node, depth) => ({ kind: 'Set', span: spanOf(node), elements: elements(lowering, node, depth) })],
  ['dictionary', dictionary],
  ['list_comprehension', (lowering, node, depth) => comprehension(lowering, node, depth, 'list')],
  ['set_comprehension', (lowering, node, depth) => comprehension(lowering, node, depth, 'set')],
  ['generator_expression', (lowering, node, depth) => comprehension(lowering, node, depth, 'generator')],
  ['dictionary_comprehension', dictionaryComprehension],
  ['unary_operator', unary],
  ['not_operator', unary],
  ['binary_operator', binary],
  ['union_type', binary],
  ['boolean_operator', boolean],
  ['comparison_operator', compare],
  ['conditional_expression', conditional],
  ['lambda', lambda],
  ['call', call],
  ['attribute', attribute],
  ['member_type', attribute],
  ['subscript', subscript],
  ['generic_type', genericType],
  ['slice', slice],
  ['list_splat', starred],
  ['list_splat_pattern', starred],
  ['splat_type', starred],
  ['named_expression', namedExpression],
  ['await', (lowering, node, depth) => ({ kind: 'Await', span: spanOf(node), value: only(lowering, node, depth) })],
  ['yield', yieldExpression],
]);

/** The node's nth named child as an expression. */
function only(lowering: Lowering, node: SyntaxNode, depth: number, nth = 0): Expression {
  const operand = named(node)[nth];
  return operand ? expression(lowering, operand, depth + 1) : unreadable(node);
}

function yieldExpression(lowering: Lowering, node: SyntaxNode, depth: number): Expression {
  const value = firstNamed(node);
  return {
    kind: 'Yield',
    span: spanOf(node),
    value: value && expression(lowering, value, depth + 1),
    from: hasToken(node, 'from'),
  };
}

function name(lowering: Lowering, node: SyntaxNode): Expression {
  const id = nameOf(lowering, node);
  if (id === 'async' || id === 'await') return rejected(lowering, node, `\`${id}\` is a keyword`);
  return { kind: 'Name', span: spanOf(node), id };
}

function elements(lowering: Lowering, node: SyntaxNode, depth: number): Expression[] {
  return named(node).map((each) => expression(lowering, each, depth + 1));
}

function list(lowering: Lowering, node: SyntaxNode, depth: number): Expression {
  return { kind: 'List', span: spanOf(node), elements: elements(lowering, node, depth) };
}

/** `(a)` on the left of `=` comes as a tuple_pattern, too, but is only a name in parentheses. */
function tuple(lowering: Lowering, node: SyntaxNode, depth: number): Expression {
  const parenthesized = hasToken(node, '(');
  const [single, ...others] = named(node);
  if (single && others.length === 0 && !hasToken(node, ',')) {
    if (lowering.text[single.start] === '*') return rejected(lowering, node, 'a starred expression cannot stand alone in parentheses');
    return expression(lowering, single, depth + 1);
  }
  return { kind: 'Tuple', span: spanOf(node), elements: elements(lowering, node, depth), parenthesized };
}

function dictionary(lowering: Lowering, node: SyntaxNode, depth: number): Expression {
  const entries = named(node).map((each): DictEntry => {
    const key = each.type === 'pair' ? only(lowering, each, depth) : undefined;
    return { span: spanOf(each), key, value: only(lowering, each, depth, key ? 1 : 0) };
  });
  return { kind: 'Dict', span: spanOf(node), entries };
}

function comprehension(lowering: Lowering, node: SyntaxNode, depth: number, of: 'list' | 'set' | 'generator'): Expression {
  return {
    kind: 'Comprehension',
    span: spanOf(node),
    of,
    element: only(lowering, node, depth),
    clauses: clauses(lowering, node, depth),
  };
}

function dictionaryComprehension(lowering: Lowering, node: SyntaxNode, depth: number): Expression {
  const pair = child(node, 'pair') ?? node;
  return {
    kind: 'DictComprehension',
    span: spanOf(node),
    key: only(lowering, pair, depth),
    value: only(lowering, pair, depth, 1),
    clauses: clauses(lowering, node, depth),
  };
}

function clauses(lowering: Lowering, node: SyntaxNode, depth: number): readonly ComprehensionClause[] {
  const found: { target: Expression; iter: Expression; ifs: Expression[]; async: boolean }[] = [];
  for (const each of node.children) {
    if (each.type === 'if_clause') found.at(-1)?.ifs.push(only(lowering, each, depth));
    if (each.type !== 'for_in_clause') continue;
    const target = after(each, 'for');
    const from = each.children.findIndex((token) => token.type === 'in' && !token.named);
    if (hasTokenAfter(each, from, ',')) reject(lowering, each, 'the values to go through need parentheses');
    const iter = each.children[from + 1];
    found.push({
      target: target ? expression(lowering, target, depth + 1) : unreadable(each),
      iter: iter ? expression(lowering, iter, depth + 1) : unreadable(each),
      ifs: [],
      async: hasToken(each, 'async'),
    });
  }
  return found;
}

function hasTokenAfter(node: SyntaxNode, at: number, token: string): boolean {
  return node.children.slice(at + 1).some((each) => each.type === token && !each.named);
}

function unary(lowering: Lowering, node: SyntaxNode, depth: number): Expression {
  const operator = (node.children[0]?.type ?? '-') as UnaryOperator;
  return { kind: 'UnaryOp', span: spanOf(node), operator, operand: only(lowering, node, depth) };
}

function binary(lowering: Lowering, node: SyntaxNode, depth: number): Expression {
  const operator = (node.children.find((each) => !each.named)?.type ?? '|') as BinaryOperator;
  // The grammar lets `^` bind tighter than `&`, Python the other way round: better unknown than wrong.
  if (operator === '&' && named(node).some((each) => each.type === 'binary_operator' && hasToken(each, '^'))) return unreadable(node);
  return { kind: 'BinOp', span: spanOf(node), operator, left: only(lowering, node, depth), right: only(lowering, node, depth, 1) };
}

function boolean(lowering: Lowering, node: SyntaxNode, depth: number): Expression {
  const operator = hasToken(node, 'and') ? 'and' : 'or';
  return { kind: 'BoolOp', span: spanOf(node), operator, left: only(lowering, node, depth), right: only(lowering, node, depth, 1) };
}

function compare(lowering: Lowering, node: SyntaxNode, depth: number): Expression {
  const operators: CompareOperator[] = [];
  const operands: Expression[] = [];
  for (const each of node.children) {
    if (each.named) operands.push(expression(lowering, each, depth + 1));
    else if (each.type === '<>') reject(lowering, each, '`<>` is Python 2, write `!=`');
    else operators.push(each.type as CompareOperator);
  }
  const [left, ...comparators] = operands;
  return left ? { kind: 'Compare', span: spanOf(node), left, operators, comparators } : unreadable(node);
}

function conditional(lowering: Lowering, node: SyntaxNode, depth: number): Expression {
  return {
    kind: 'Conditional',
    span: spanOf(node),
    test: only(lowering, node, depth, 1),
    body: only(lowering, node, depth, 0),
    orelse: only(lowering, node, depth, 2),
  };
}

function lambda(lowering: Lowering, node: SyntaxNode, depth: number): Expression {
  const list = child(node, 'lambda_parameters');
  const body = node.children.at(-1);
  return {
    kind: 'Lambda',
    span: spanOf(node),
    parameters: list ? parameters(lowering, list, depth) : [],
    body: body ? expression(lowering, body, depth + 1) : unreadable(node),
  };
}

function call(lowering: Lowering, node: SyntaxNode, depth: number): Expression {
  const list = node.children.at(-1) ?? node;
  return {
    kind: 'Call',
    span: spanOf(node),
    function: only(lowering, node, depth),
    arguments: argumentsOf(lowering, list, depth),
    argumentsSpan: spanOf(list),
  };
}

function attribute(lowering: Lowering, node: SyntaxNode, depth: number): Expression {
  const last = node.children.at(-1) ?? node;
  return {
    kind: 'Attribute',
    span: spanOf(node),
    value: only(lowering, node, depth),
    name: nameOf(lowering, last),
    nameSpan: spanOf(last),
  };
}

function subscript(lowering: Lowering, node: SyntaxNode, depth: number): Expression {
  const open = node.children.findIndex((each) => each.type === '[');
  const found = oneOrTuple(lowering, node.children.slice(open + 1, -1), depth + 1);
  const index: Expression | undefined =
    found?.kind === 'Starred' ? { kind: 'Tuple', span: found.span, elements: [found], parenthesized: false } : found;
  return { kind: 'Subscript', span: spanOf(node), value: only(lowering, node, depth), index: index ?? unreadable(node) };
}

function genericType(lowering: Lowering, node: SyntaxNode, depth: number): Expression {
  const index = oneOrTuple(lowering, child(node, 'type_parameter')?.children.slice(1, -1) ?? [], depth + 1);
  return { kind: 'Subscript', span: spanOf(node), value: only(lowering, node, depth), index: index ?? unreadable(node) };
}

function slice(lowering: Lowering, node: SyntaxNode, depth: number): Expression {
  const bounds: (Expression | undefined)[] = [];
  let colons = 0;
  for (const each of node.children) {
    if (each.named) bounds[colons] = expression(lowering, each, depth + 1);
    else if (each.type === ':') colons++;
  }
  return { kind: 'Slice', span: spanOf(node), lower: bounds[0], upper: bounds[1], step: bounds[2] };
}

function starred(lowering: Lowering, node: SyntaxNode, depth: number): Expression {
  if (textOf(lowering, node).startsWith('**')) return rejected(lowering, node, '`**` does not belong here');
  return { kind: 'Starred', span: spanOf(node), value: only(lowering, node, depth) };
}

function namedExpression(lowering: Lowering, node: SyntaxNode, depth: number): Expression {
  const target = firstNamed(node) ?? node;
  return {
    kind: 'NamedExpr',
    span: spanOf(node),
    target: { kind: 'Name', span: spanOf(target), id: nameOf(lowering, target) },
    value: only(lowering, node, depth, 1),
  };
}
