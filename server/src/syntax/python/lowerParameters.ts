import type { SyntaxNode } from '../treeSitter';
import type { Parameter } from './ast';
import { child, firstNamed, type Lowering, named, nameOf, reject, spanOf } from './context';
import { expression } from './lowerExpressions';

/** The parameters of a function or a lambda, the separators `/` and `*` resolved into kinds. */
export function parameters(lowering: Lowering, list: SyntaxNode, depth: number): readonly Parameter[] {
  const found: Parameter[] = [];
  let keywordOnly = false;
  for (const each of named(list)) {
    if (each.type === 'positional_separator') {
      for (const [at, before] of found.entries()) found[at] = { ...before, kind: 'positional-only' };
    } else if (each.type === 'keyword_separator') {
      keywordOnly = true;
    } else {
      const one = parameter(lowering, each, keywordOnly, depth);
      if (one.kind === 'args') keywordOnly = true;
      found.push(one);
    }
  }
  return found;
}

function parameter(lowering: Lowering, node: SyntaxNode, keywordOnly: boolean, depth: number): Parameter {
  const inner = node.type.endsWith('parameter') ? (firstNamed(node) ?? node) : node;
  const star = inner.type === 'list_splat_pattern' ? 'args' : inner.type === 'dictionary_splat_pattern' ? 'kwargs' : undefined;
  const nameNode = star ? (firstNamed(inner) ?? inner) : inner;
  if (nameNode.type !== 'identifier') reject(lowering, nameNode, 'a parameter is a name');
  const type = child(node, 'type');
  const value = node.type.endsWith('default_parameter') ? node.children.at(-1) : undefined;
  return {
    name: nameOf(lowering, nameNode),
    kind: star ?? (keywordOnly ? 'keyword-only' : 'positional'),
    annotation: type && expression(lowering, type, depth + 1),
    default: value && expression(lowering, value, depth + 1),
    span: spanOf(node),
  };
}
