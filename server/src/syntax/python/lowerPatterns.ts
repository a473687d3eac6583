import type { SyntaxNode } from '../treeSitter';
import type { Expression, Pattern } from './ast';
import { firstNamed, hasToken, type Lowering, MAX_DEPTH, named, nameOf, reject, spanOf, textOf, unreadable } from './context';
import { expression } from './lowerExpressions';

/** What stands between `case` and its guard: one pattern, or with a comma an open sequence. */
export function casePattern(lowering: Lowering, nodes: readonly SyntaxNode[], depth: number): Pattern | undefined {
  const [first] = nodes;
  const last = nodes.at(-1);
  if (!first || !last) return undefined;
  if (nodes.length === 1) return pattern(lowering, first, depth);
  const parts = nodes.filter((each) => each.named);
  return {
    kind: 'MatchSequence',
    span: { start: first.start, end: last.end },
    patterns: parts.map((each) => pattern(lowering, each, depth + 1)),
  };
}

function pattern(lowering: Lowering, node: SyntaxNode, depth: number): Pattern {
  const span = spanOf(node);
  if (depth > MAX_DEPTH) return { kind: 'MatchValue', span, value: unreadable(node) };
  const all = (nodes: readonly SyntaxNode[]) => nodes.map((each) => pattern(lowering, each, depth + 1));
  switch (node.type) {
    case 'case_pattern':
      return wrapped(lowering, node, depth);
    case 'as_pattern':
      return asPattern(lowering, node, depth);
    case 'union_pattern':
      return { kind: 'MatchOr', span, patterns: alternatives(node.children).map((each) => casePart(lowering, each, depth + 1)) };
    case 'list_pattern':
      return { kind: 'MatchSequence', span, patterns: all(named(node)) };
    case 'tuple_pattern': {
      const [single, ...others] = named(node);
      if (single && others.length === 0 && !hasToken(node, ',')) return pattern(lowering, single, depth + 1);
      return { kind: 'MatchSequence', span, patterns: all(named(node)) };
    }
    case 'dict_pattern':
      return mapping(lowering, node, depth);
    case 'class_pattern':
      return classPattern(lowering, node, depth);
    case 'splat_pattern':
      return { kind: 'MatchStar', span, name: starName(lowering, node) };
    case 'dotted_name':
      return dotted(lowering, node);
    case '_':
      return { kind: 'MatchAs', span, pattern: undefined, name: undefined };
    case 'true':
    case 'false':
      return { kind: 'MatchSingleton', span, value: node.type === 'true' };
    case 'none':
      return { kind: 'MatchSingleton', span, value: null };
    case 'complex_pattern':
      return { kind: 'MatchValue', span, value: { kind: 'Complex', span } };
    default:
      return { kind: 'MatchValue', span, value: expression(lowering, node, depth) };
  }
}

/** A sign and a number come as two children; everything else as one. */
function wrapped(lowering: Lowering, node: SyntaxNode, depth: number): Pattern {
  return casePart(lowering, node.children, depth);
}

function casePart(lowering: Lowering, parts: readonly SyntaxNode[], depth: number): Pattern {
  const [first, second] = parts;
  if (first?.type === '-' && second) {
    const span = { start: first.start, end: second.end };
    return { kind: 'MatchValue', span, value: { kind: 'UnaryOp', span, operator: '-', operand: expression(lowering, second, depth + 1) } };
  }
  if (first) return pattern(lowering, first, depth + 1);
  return { kind: 'MatchAs', span: { start: 0, end: 0 }, pattern: undefined, name: undefined };
}

/** The children between the bars. */
function alternatives(children: readonly SyntaxNode[]): readonly (readonly SyntaxNode[])[] {
  const groups: SyntaxNode[][] = [[]];
  for (const each of children) {
    if (each.type === '|') groups.push([]);
    else groups.at(-1)?.push(each);
  }
  return groups;
}

function asPattern(lowering: Lowering, node: SyntaxNode, depth: number): Pattern {
  const [inner, name] = named(node);
  const bound = name && nameOf(lowering, name);
  if (bound === '_' && name) reject(lowering, name, '`_` cannot be bound by a pattern');
  return { kind: 'MatchAs', span: spanOf(node), pattern: inner && pattern(lowering, inner, depth + 1), name: bound };
}

function starName(lowering: Lowering, node: SyntaxNode): string | undefined {
  const name = firstNamed(node);
  const text = name && nameOf(lowering, name);
  return text === '_' ? undefined : text;
}

/** A bare name binds; a dotted one is looked up. */
function dotted(lowering: Lowering, node: SyntaxNode): Pattern {
  const span = spanOf(node);
  const parts = named(node);
  if (parts.length > 1) return { kind: 'MatchValue', span, value: dottedExpression(lowering, node) };
  const name = textOf(lowering, node);
  return { kind: 'MatchAs', span, pattern: undefined, name: name === '_' ? undefined : name.normalize('NFKC') };
}

/** `a.b.c` as the expression that it is; too long a chain is broken. */
export function dottedExpression(lowering: Lowering, node: SyntaxNode): Expression {
  const [first, ...rest] = named(node);
  if (!first || rest.length > MAX_DEPTH) return unreadable(node);
  let value: Expression = { kind: 'Name', span: spanOf(first), id: nameOf(lowering, first) };
  for (const each of rest) {
    const span = { start: first.start, end: each.end };
    value = { kind: 'Attribute', span, value, name: nameOf(lowering, each), nameSpan: spanOf(each) };
  }
  return value;
}

function mapping(lowering: Lowering, node: SyntaxNode, depth: number): Pattern {
  const keys: Expression[] = [];
  const patterns: Pattern[] = [];
  let rest: string | undefined;
  let key: SyntaxNode[] = [];
  let colon = false;
  for (const each of node.children) {
    if (each.type === '{' || each.type === '}' || each.type === ',') {
      key = [];
      colon = false;
    } else if (each.type === 'splat_pattern') rest = starName(lowering, each);
    else if (each.type === ':') colon = true;
    else if (colon) {
      keys.push(keyExpression(lowering, key, depth));
      patterns.push(pattern(lowering, each, depth + 1));
    } else key.push(each);
  }
  return { kind: 'MatchMapping', span: spanOf(node), keys, patterns, rest };
}

function keyExpression(lowering: Lowering, parts: readonly SyntaxNode[], depth: number): Expression {
  const [first] = parts;
  if (first?.type === 'dotted_name') return dottedExpression(lowering, first);
  const key = casePart(lowering, parts, depth);
  if (key.kind === 'MatchValue') return key.value;
  if (key.kind === 'MatchSingleton') return { kind: 'Singleton', span: key.span, value: key.value };
  reject(lowering, key.span, 'a key of a mapping pattern is a value');
  return { kind: 'BrokenExpression', span: key.span };
}

function classPattern(lowering: Lowering, node: SyntaxNode, depth: number): Pattern {
  const [name, ...inside] = named(node);
  const patterns: Pattern[] = [];
  const keywords: { readonly name: string; readonly pattern: Pattern }[] = [];
  for (const each of inside) {
    const keyword = keywordPattern(lowering, each, depth + 1);
    if (keyword) keywords.push(keyword);
    else patterns.push(pattern(lowering, each, depth + 1));
  }
  return { kind: 'MatchClass', span: spanOf(node), class: name ? dottedExpression(lowering, name) : unreadable(node), patterns, keywords };
}

/** `key=pattern`. The grammar puts `key=pattern as name` together the wrong way round: the name belongs to the pattern. */
function keywordPattern(
  lowering: Lowering,
  node: SyntaxNode,
  depth: number,
): { readonly name: string; readonly pattern: Pattern } | undefined {
  const content = firstNamed(node);
  if (content?.type === 'keyword_pattern') {
    const [key] = named(content);
    return key && { name: nameOf(lowering, key), pattern: casePart(lowering, content.children.slice(2), depth) };
  }
  const [inner, name] = content?.type === 'as_pattern' ? named(content) : [];
  const keyword = inner && depth <= MAX_DEPTH ? keywordPattern(lowering, inner, depth + 1) : undefined;
  if (!keyword || !name) return undefined;
  const span = { start: keyword.pattern.span.start, end: name.end };
  return { name: keyword.name, pattern: { kind: 'MatchAs', span, pattern: keyword.pattern, name: nameOf(lowering, name) } };
}
