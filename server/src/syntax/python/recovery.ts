import type { SyntaxNode } from '../treeSitter';
import type { SyntaxFault } from './ast';

const CANNOT_READ = 'Python cannot read this statement';

/** Types that open and close a bracket, within which line breaks mean nothing; their own children stand between the signs. */
const OPENING: ReadonlySet<string> = new Set(['(', '[', '{']);
const CLOSING: ReadonlySet<string> = new Set([')', ']', '}']);

/** Parts of a compound statement that have statements in them, or are clauses of their own. */
const CLAUSES: ReadonlySet<string> = new Set([
  'block',
  'elif_clause',
  'else_clause',
  'except_clause',
  'finally_clause',
  'case_clause',
  'function_definition',
  'class_definition',
]);

/** The first ERROR or missing token among the nodes, as a fault on at most one line. */
export function faultIn(text: string, nodes: readonly SyntaxNode[]): SyntaxFault | undefined {
  const open = [...nodes].reverse();
  for (let node = open.pop(); node; node = open.pop()) {
    if (!node.broken) continue;
    if (node.missing) return { span: { start: node.start, end: node.start }, message: `${CANNOT_READ}: ${missing(node)} is missing here` };
    if (node.type === 'ERROR') {
      const line = text.slice(node.start, node.end).search(/[\r\n]/);
      return { span: { start: node.start, end: line < 0 ? node.end : node.start + line }, message: CANNOT_READ };
    }
    for (let at = node.children.length - 1; at >= 0; at--) {
      const below = node.children[at];
      if (below) open.push(below);
    }
  }
  return undefined;
}

function missing(node: SyntaxNode): string {
  if (!node.named) return `\`${node.type}\``;
  if (node.type === 'identifier') return 'a name or value';
  return node.type === 'string_end' ? 'the closing quote' : `a ${node.type.replaceAll('_', ' ')}`;
}

/** What is wrong in a compound statement outside its blocks; its clauses' headers count. */
export function headerBroken(text: string, node: SyntaxNode): SyntaxFault | undefined {
  const broken = node.children.filter((each, at) => {
    if (CLAUSES.has(each.type)) return false;
    return each.broken && !(each.type === 'ERROR' && node.children[at - 1]?.type === 'block');
  });
  const own = faultIn(text, broken) ?? headerLine(text, node);
  if (own) return own;
  for (const each of node.children) {
    if (each.type === 'block') {
      for (const below of each.children) {
        const inside = below.type === 'case_clause' ? headerBroken(text, below) : undefined;
        if (inside) return inside;
      }
      if (node.type === 'match_statement') {
        const stray = faultIn(
          text,
          each.children.filter((below) => below.type !== 'case_clause'),
        );
        if (stray) return stray;
      }
    } else if (CLAUSES.has(each.type)) {
      const inside = headerBroken(text, each);
      if (inside) return inside;
    }
  }
  return undefined;
}

function headerLine(text: string, node: SyntaxNode): SyntaxFault | undefined {
  const colon = node.children.findIndex((each) => each.type === ':' && !each.named);
  const at = lineBreakOutsideBrackets(text, { ...node, children: node.children.slice(0, Math.max(0, colon + 1)) });
  return at === undefined ? undefined : { span: { start: at, end: at }, message: `${CANNOT_READ}: the line ends too early` };
}

/**
 * The grammar treats a line break as white space wherever it does not expect one: `DEBUG =` and the next line become one assignment.
 * Gives the offset of the first line break inside the statement that Python would take as its end.
 */
export function lineBreakOutsideBrackets(text: string, node: SyntaxNode): number | undefined {
  const last = node.children.at(-1);
  const end = last ? last.end : node.end;
  const first = text.indexOf('\n', node.start);
  if (first < 0 || first >= end) return undefined;
  return breakBetween(text, node);
}

/** Gaps between tokens, in source order by our own stack. */
function breakBetween(text: string, statement: SyntaxNode): number | undefined {
  let reached = statement.start;
  let depth = 0;
  const open: SyntaxNode[] = [...statement.children].reverse();
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.start > reached && depth === 0) {
      const at = plainBreak(text, reached, node.start);
      if (at !== undefined) return at;
    }
    if (node.type === 'string' || node.children.length === 0) {
      if (!node.named && OPENING.has(node.type)) depth++;
      if (!node.named && CLOSING.has(node.type)) depth--;
      reached = Math.max(reached, node.end);
      continue;
    }
    for (let at = node.children.length - 1; at >= 0; at--) {
      const below = node.children[at];
      if (below) open.push(below);
    }
  }
  return undefined;
}

/** A line break that no backslash escapes. */
function plainBreak(text: string, from: number, to: number): number | undefined {
  for (let at = from; at < to; at++) {
    const char = text[at];
    if (char === '\n') return at;
    if (char === '\\') {
      if (text[at + 1] === '\r') at++;
      at++;
    }
  }
  return undefined;
}

const STATEMENT_START =
  /^[ \t]*(?:(?:import|from|def|class|if|for|while|try|with|async|return|raise|del|global|assert|pass|match)\b|@\w|[A-Za-z_][\w.]*(?:\[[^\]\n]*\])?\s*(?:,[^=\n]*)?(?::[^=\n]*)?(?:[-+*/%|&^@]|\/\/|>>|<<|\*\*)?=(?!=))/;

/** Starts of the lines behind the first, indented like it, that look like statements. */
export function* restarts(text: string, start: number, end: number): Generator<number> {
  const indent = indentation(text, start) ?? '';
  for (let line = text.indexOf('\n', start) + 1; line > 0 && line < end; line = text.indexOf('\n', line) + 1) {
    const stop = text.indexOf('\n', line);
    const source = text.slice(line, stop < 0 ? end : stop);
    if (STATEMENT_START.test(source) && sameIndentation(indent, /^[ \t\f]*/.exec(source)?.[0] ?? '')) yield line;
  }
}

/** The white space before a statement; undefined when something else stands before it on its line. */
export function indentation(text: string, start: number): string | undefined {
  let at = start;
  while (at > 0 && (text[at - 1] === ' ' || text[at - 1] === '\t' || text[at - 1] === '\f' || text[at - 1] === '\uFEFF')) at--;
  const before = text[at - 1];
  if (at > 0 && before !== '\n' && before !== '\r') return undefined;
  if (/\\\r?\n?$/.test(text.slice(Math.max(0, at - 3), at))) return undefined;
  return text.slice(at, start);
}

/** Python compares with tabs of eight and of one column, and both must agree. */
export function sameIndentation(a: string, b: string): boolean {
  return a === b || (columns(a, 8) === columns(b, 8) && columns(a, 1) === columns(b, 1));
}

function columns(indent: string, tab: number): number {
  let column = 0;
  for (const char of indent) {
    if (char === '\t') column = (Math.floor(column / tab) + 1) * tab;
    else if (char === '\f') column = 0;
    else if (char === ' ') column++;
  }
  return column;
}
