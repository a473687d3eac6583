import type { Expression, Module, Pattern, Statement } from './ast';

/** Whatever in a lowered tree has a kind of its own; arguments, parameters, clauses and the like are seen through. */
export type PythonNode = Module | Statement | Expression | Pattern;

/**
 * Visits a node and all below it, each before what it contains, in source order.
 * @param visit returns false to leave out what lies below the node.
 */
export function walk(node: PythonNode, visit: (node: PythonNode) => boolean | undefined): void {
  const open: PythonNode[] = [node];
  for (let at = open.pop(); at; at = open.pop()) {
    if (visit(at) === false) continue;
    const below = childrenOf(at);
    for (let index = below.length - 1; index >= 0; index--) {
      const child = below[index];
      if (child) open.push(child);
    }
  }
}

/** The nodes directly below, in source order. */
export function childrenOf(node: PythonNode): readonly PythonNode[] {
  const found: PythonNode[] = [];
  for (const value of Object.values(node)) collect(value, found);
  return found.sort((a, b) => a.span.start - b.span.start);
}

/**
 * The nodes around an offset, from the module to the innermost. An offset directly behind a node still belongs to it,
 * unless another begins there.
 */
export function nodeAt(module: Module, offset: number): readonly PythonNode[] {
  const path: PythonNode[] = [];
  for (let at: PythonNode | undefined = module; at; ) {
    path.push(at);
    const around: readonly PythonNode[] = childrenOf(at).filter(({ span }) => span.start <= offset && offset <= span.end);
    at = around.find(({ span }) => offset < span.end) ?? around.at(-1);
  }
  return path;
}

function collect(value: unknown, found: PythonNode[]): void {
  if (Array.isArray(value)) for (const each of value) collect(each, found);
  else if (isNode(value)) found.push(value);
  else if (typeof value === 'object' && value !== null) for (const each of Object.values(value)) collect(each, found);
}

/** A parameter has a `kind`, too, but in lower case: it is no node. */
function isNode(value: unknown): value is PythonNode {
  return typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string' && /^[A-Z]/.test(value.kind);
}
