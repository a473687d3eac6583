import type { SyntaxNode } from '../treeSitter';
import type { BinaryOperator, Expression, ImportAlias, Statement } from './ast';
import { after, child, firstNamed, type Lowering, named, nameOf, reject, rejected, spanOf, textOf, unreadable } from './context';
import { expression, oneOrTuple } from './lowerExpressions';

type Lower = (lowering: Lowering, node: SyntaxNode, depth: number) => Statement;

/** One simple statement; undefined when the node is none. */
export function simpleStatement(lowering: Lowering, node: SyntaxNode, depth: number): Statement | undefined {
  return LOWER.get(node.type)?.(lowering, node, depth);
}

export function isSimple(node: SyntaxNode): boolean {
  return LOWER.has(node.type);
}

const LOWER: ReadonlyMap<string, Lower> = new Map<string, Lower>([
  ['expression_statement', expressionStatement],
  ['import_statement', (lowering, node) => ({ kind: 'Import', span: spanOf(node), names: aliases(lowering, node) })],
  ['import_from_statement', importFrom],
  ['future_import_statement', futureImport],
  ['return_statement', (lowering, node, depth) => ({ kind: 'Return', span: spanOf(node), value: optional(lowering, node, depth) })],
  ['raise_statement', raise],
  ['delete_statement', remove],
  ['assert_statement', assert],
  ['global_statement', (lowering, node) => ({ kind: 'Global', span: spanOf(node), names: names(lowering, node) })],
  ['nonlocal_statement', (lowering, node) => ({ kind: 'Nonlocal', span: spanOf(node), names: names(lowering, node) })],
  ['pass_statement', (_, node) => ({ kind: 'Pass', span: spanOf(node) })],
  ['break_statement', (_, node) => ({ kind: 'Break', span: spanOf(node) })],
  ['continue_statement', (_, node) => ({ kind: 'Continue', span: spanOf(node) })],
  ['type_alias_statement', typeAlias],
  ['print_statement', (lowering, node) => python2(lowering, node, 'print is a function: print(…)')],
  ['exec_statement', (lowering, node) => python2(lowering, node, 'exec is a function: exec(…)')],
]);

function python2(lowering: Lowering, node: SyntaxNode, reason: string): Statement {
  return { kind: 'Expr', span: spanOf(node), value: rejected(lowering, node, `in Python 3 ${reason}`) };
}

function optional(lowering: Lowering, node: SyntaxNode, depth: number): Expression | undefined {
  const value = firstNamed(node);
  return value && expression(lowering, value, depth + 1);
}

function expressionStatement(lowering: Lowering, node: SyntaxNode, depth: number): Statement {
  const [first] = node.children;
  if (first?.type === 'assignment') return assignment(lowering, node, first, depth);
  if (first?.type === 'augmented_assignment') return augmented(lowering, first, depth);
  if (first?.type === 'named_expression') reject(lowering, first, '`:=` at this place needs parentheses, or is meant to be `=`');
  return { kind: 'Expr', span: spanOf(node), value: oneOrTuple(lowering, node.children, depth + 1) ?? unreadable(node) };
}

function assignment(lowering: Lowering, statement: SyntaxNode, first: SyntaxNode, depth: number): Statement {
  const type = child(first, 'type');
  if (type) return annotated(lowering, first, type, depth);
  const targets: Expression[] = [];
  let at: SyntaxNode | undefined = first;
  while (at?.type === 'assignment') {
    if (child(at, 'type')) reject(lowering, at, 'an annotated assignment has one target');
    const target = firstNamed(at);
    if (target) targets.push(expression(lowering, target, depth + 1));
    at = after(at, '=');
  }
  return { kind: 'Assign', span: spanOf(statement), targets, value: value(lowering, statement, at, depth) };
}

function annotated(lowering: Lowering, node: SyntaxNode, type: SyntaxNode, depth: number): Statement {
  const target = firstNamed(node) ?? node;
  const right = after(node, '=');
  const lowered = expression(lowering, target, depth + 1);
  if (lowered.kind === 'Tuple' || lowered.kind === 'List') reject(lowering, target, 'only one name can be annotated at a time');
  return {
    kind: 'AnnAssign',
    span: spanOf(node),
    target: lowered,
    annotation: expression(lowering, type, depth + 1),
    value: right && value(lowering, node, right, depth),
  };
}

function augmented(lowering: Lowering, node: SyntaxNode, depth: number): Statement {
  const [target, operator, right] = node.children;
  const lowered = target ? expression(lowering, target, depth + 1) : unreadable(node);
  if (lowered.kind === 'Tuple' || lowered.kind === 'List' || lowered.kind === 'Starred')
    reject(lowering, target ?? node, 'this cannot be changed in place');
  return {
    kind: 'AugAssign',
    span: spanOf(node),
    target: lowered,
    operator: (operator?.type.slice(0, -1) ?? '+') as BinaryOperator,
    value: value(lowering, node, right, depth),
  };
}

function value(lowering: Lowering, node: SyntaxNode, right: SyntaxNode | undefined, depth: number): Expression {
  if (!right) return rejected(lowering, node, 'the value is missing');
  if (right.type === 'assignment' || right.type === 'augmented_assignment')
    return rejected(lowering, right, 'this assignment cannot be part of another');
  return expression(lowering, right, depth + 1);
}

function aliases(lowering: Lowering, node: SyntaxNode): readonly ImportAlias[] {
  return node.children.flatMap((each): readonly ImportAlias[] => {
    if (each.type === 'dotted_name') return [{ name: dottedText(lowering, each), asName: undefined, span: spanOf(each) }];
    if (each.type === 'wildcard_import') return [{ name: '*', asName: undefined, span: spanOf(each) }];
    if (each.type !== 'aliased_import') return [];
    const [name, as] = named(each);
    return [{ name: name ? dottedText(lowering, name) : '', asName: as && nameOf(lowering, as), span: spanOf(each) }];
  });
}

function dottedText(lowering: Lowering, node: SyntaxNode): string {
  return named(node)
    .map((part) => nameOf(lowering, part))
    .join('.');
}

function importFrom(lowering: Lowering, node: SyntaxNode): Statement {
  const origin = firstNamed(node) ?? node;
  const dots = child(origin, 'import_prefix');
  const module = origin.type === 'relative_import' ? child(origin, 'dotted_name') : origin;
  const last = node.children.at(-1);
  if (last?.type === ',') reject(lowering, last, 'a comma at the end needs parentheses around the names');
  return {
    kind: 'ImportFrom',
    span: spanOf(node),
    module: module ? dottedText(lowering, module) : '',
    level: dots ? textOf(lowering, dots).replace(/[^.]/g, '').length : 0,
    moduleSpan: spanOf(origin),
    names: aliases(lowering, { ...node, children: node.children.filter((each) => each !== origin) }),
  };
}

function futureImport(lowering: Lowering, node: SyntaxNode): Statement {
  const origin = node.children.find((each) => each.type === '__future__') ?? node;
  return {
    kind: 'ImportFrom',
    span: spanOf(node),
    module: '__future__',
    level: 0,
    moduleSpan: spanOf(origin),
    names: aliases(lowering, node),
  };
}

function raise(lowering: Lowering, node: SyntaxNode, depth: number): Statement {
  const cause = after(node, 'from');
  const exception = named(node).find((each) => each !== cause);
  if (exception?.type === 'expression_list') reject(lowering, exception, 'in Python 3 the exception takes its message in parentheses');
  if (cause && !exception) reject(lowering, node, 'the exception is missing');
  return {
    kind: 'Raise',
    span: spanOf(node),
    exception: exception && expression(lowering, exception, depth + 1),
    cause: cause && expression(lowering, cause, depth + 1),
  };
}

function remove(lowering: Lowering, node: SyntaxNode, depth: number): Statement {
  const target = firstNamed(node);
  const parts = target?.type === 'expression_list' ? named(target) : target ? [target] : [];
  return { kind: 'Delete', span: spanOf(node), targets: parts.map((each) => expression(lowering, each, depth + 1)) };
}

function assert(lowering: Lowering, node: SyntaxNode, depth: number): Statement {
  const [test, message, extra] = named(node);
  if (extra) reject(lowering, extra, 'assert takes a condition and a message');
  return {
    kind: 'Assert',
    span: spanOf(node),
    test: test ? expression(lowering, test, depth + 1) : unreadable(node),
    message: message && expression(lowering, message, depth + 1),
  };
}

function names(lowering: Lowering, node: SyntaxNode): readonly string[] {
  return named(node).map((each) => nameOf(lowering, each));
}

function typeAlias(lowering: Lowering, node: SyntaxNode): Statement {
  const left = firstNamed(node);
  const inner = left && firstNamed(left);
  const name = inner?.type === 'generic_type' ? firstNamed(inner) : inner;
  if (name?.type === 'identifier') return { kind: 'TypeAlias', span: spanOf(node), name: nameOf(lowering, name) };
  // `type(x).attribute = value` comes as an alias, too; it binds no name.
  return { kind: 'Expr', span: spanOf(node), value: unreadable(node) };
}
