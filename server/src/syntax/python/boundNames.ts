import type { SyntaxNode } from '../treeSitter';

const AUGMENTED: ReadonlySet<string> = new Set(['+=', '-=', '*=', '/=', '@=', '//=', '%=', '**=', '>>=', '<<=', '&=', '^=', '|=']);

/** Signs after the first name of a line by which it may be bound or changed: `A = `, `A, b = `, `A: int`, `A[…] = `, `A.append(…)`. */
const TOUCHING: ReadonlySet<string> = new Set(['=', ',', ':', '[', '.', ...AUGMENTED]);

const BINDING_KEYWORDS: ReadonlySet<string> = new Set(['def', 'class', 'as', 'for', 'import', 'global', 'del']);

/** Keywords that error recovery may take for a name. */
const KEYWORDS: ReadonlySet<string> = new Set(
  'and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield'.split(
    ' ',
  ),
);

/**
 * The names that broken code may bind or change: too many rather than too few, since each of them only becomes unknown.
 * `*` stands for a star import. Only tokens that begin before `end` count.
 */
export function boundNames(nodes: readonly SyntaxNode[], text: string, end = Number.POSITIVE_INFINITY): readonly string[] {
  const found = new Set<string>();
  const tokens = leaves(nodes, end);
  let importing = false;
  let looping = false;
  let line = -1;
  for (const [at, token] of tokens.entries()) {
    const before = tokens[at - 1];
    const first = !before || text.slice(before.end, token.start).includes('\n') || before.type === ';' || before.type === ':';
    if (first) {
      importing = false;
      line = at;
    }
    if (token.type === 'import') importing = true;
    if (token.type === 'for') looping = true;
    if (token.type === 'in') looping = false;
    if (token.type === 'wildcard_import') found.add('*');
    if (token.type !== 'identifier' || KEYWORDS.has(text.slice(token.start, token.end))) continue;
    const next = tokens[at + 1]?.type ?? '';
    const binds = BINDING_KEYWORDS.has(before?.type ?? '') || importing || looping || next === ':=' || (first && TOUCHING.has(next));
    const target = next === '=' && (before?.type === ',' || before?.type === '=') && !opened(tokens, line, at);
    if (binds || target) found.add(text.slice(token.start, token.end).normalize('NFKC'));
  }
  return [...found];
}

/** Whether a bracket is open between two tokens: a name before `=` in it is a keyword argument. */
function opened(tokens: readonly SyntaxNode[], from: number, to: number): boolean {
  let depth = 0;
  for (let at = Math.max(0, from); at < to; at++) {
    const type = tokens[at]?.type ?? '';
    if (type === '(' || type === '[' || type === '{') depth++;
    if (type === ')' || type === ']' || type === '}') depth--;
  }
  return depth > 0;
}

/** The tokens below the nodes in source order, by our own stack. */
function leaves(nodes: readonly SyntaxNode[], end: number): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const open = [...nodes].reverse();
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.start >= end || node.missing) continue;
    if (node.children.length === 0 || node.type === 'wildcard_import') {
      found.push(node);
      continue;
    }
    for (let at = node.children.length - 1; at >= 0; at--) {
      const below = node.children[at];
      if (below) open.push(below);
    }
  }
  return found;
}
