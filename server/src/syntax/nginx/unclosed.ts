import type { Span } from '../../base/text';
import type { Directive, Statement } from './ast';

/**
 * Where a `}` is missing, nginx knows only that the file ends too early. The block that was meant to end is the first whose `}`
 * leads a line that is indented less than its own: it took the `}` of a block around it. Gives its `{`.
 */
export function likelyUnclosed(text: string, body: readonly Statement[]): Span | undefined {
  for (const statement of body) {
    if (statement.kind !== 'directive' || !statement.block) continue;
    const inside = likelyUnclosed(text, statement.block.body);
    if (inside) return inside;
    if (tookAnother(text, statement, statement.block.close)) return statement.block.open;
  }
  return undefined;
}

function tookAnother(text: string, { span }: Directive, close: Span | undefined): boolean {
  if (!close) return false;
  const own = indentation(text, span.start);
  const others = indentation(text, close.start);
  return own !== undefined && others !== undefined && others.length < own.length && own.startsWith(others);
}

/** The blanks before `at` if nothing else stands before it on its line. */
function indentation(text: string, at: number): string | undefined {
  const before = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  return /^[ \t]*$/.test(before) ? before : undefined;
}
