import type { SyntaxNode } from '../treeSitter';
import type { Argument } from './ast';
import { firstNamed, type Lowering, named, nameOf, reject, spanOf, unreadable } from './context';
import { expression, withoutStar } from './lowerExpressions';

/** The arguments of a call or a class; `list` is an argument list, or the generator that stands for one. */
export function argumentsOf(lowering: Lowering, list: SyntaxNode, depth: number): readonly Argument[] {
  if (list.type === 'generator_expression') return [argument(lowering, list, depth)];
  const found = named(list).map((each) => argument(lowering, each, depth));
  let keywords = false;
  for (const each of found) {
    if (each.name !== undefined || each.unpack === '**') keywords = true;
    else if (keywords && each.unpack === undefined) reject(lowering, each.span, 'a positional argument follows a keyword argument');
  }
  return found;
}

function argument(lowering: Lowering, node: SyntaxNode, depth: number): Argument {
  const plain = { span: spanOf(node), name: undefined, nameSpan: undefined, unpack: undefined };
  const lowered = (of: SyntaxNode | undefined) => (of ? expression(lowering, of, depth + 1) : unreadable(node));
  switch (node.type) {
    case 'keyword_argument': {
      const [name, value] = named(node);
      return { ...plain, name: name && nameOf(lowering, name), nameSpan: name && spanOf(name), value: lowered(value) };
    }
    case 'list_splat':
      return { ...plain, unpack: '*', value: lowered(firstNamed(node)) };
    case 'dictionary_splat':
      return { ...plain, unpack: '**', value: lowered(firstNamed(node)) };
    default:
      // `f(*a.b)`: the grammar binds the star to `a` alone.
      if (lowering.text[node.start] === '*') return { ...plain, unpack: '*', value: lowered(withoutStar(node)) };
      return { ...plain, value: lowered(node) };
  }
}
