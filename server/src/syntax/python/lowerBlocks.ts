import type { Span } from '../../base/text';
import type { PythonParser, SyntaxNode } from '../treeSitter';
import type { Statement, SyntaxFault } from './ast';
import { boundNames } from './boundNames';
import { type Lowering, MAX_DEPTH, reject } from './context';
import { compoundStatement, isCompound, type LowerBlock } from './lowerCompound';
import { isSimple, simpleStatement } from './lowerStatements';
import { faultIn, headerBroken, indentation, lineBreakOutsideBrackets, restarts, sameIndentation } from './recovery';

/** More faults than this say nothing more; a binary file would give thousands. */
const MAX_FAULTS = 20;

/** So many code units are parsed again behind broken places, all in all; a settings file with an open bracket needs its own length. */
const MAX_REPARSED = 200_000;

interface Blocks {
  readonly lowering: Lowering;
  readonly parser: PythonParser;
  readonly faults: SyntaxFault[];
  /** Code units that may still be parsed again. */
  reparseLeft: number;
}

/** The statements of a whole text and what is wrong with it. */
export function lowerBlocks(
  parser: PythonParser,
  text: string,
  root: SyntaxNode,
): { readonly body: readonly Statement[]; readonly errors: readonly SyntaxFault[] } {
  const lowering: Lowering = { text, rejected: undefined, namesIn: (node) => boundNames([node], text) };
  const blocks: Blocks = { lowering, parser, faults: [], reparseLeft: MAX_REPARSED };
  const body = statements(blocks, root.children, 0, '');
  return { body, errors: blocks.faults.slice(0, MAX_FAULTS) };
}

/** `indent`: the white space each line of the block must begin with; undefined when the first statement decides. */
function statements(blocks: Blocks, children: readonly SyntaxNode[], depth: number, indent: string | undefined): Statement[] {
  const nodes = withoutErrorsAround(children);
  const result: Statement[] = [];
  let expected = indent;
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at];
    if (!node || (node.type === ';' && !node.missing)) continue;
    const stretch = strayStretch(blocks.lowering.text, nodes, at);
    if (stretch.length > 0) {
      at += stretch.length - 1;
      push(result, brokenStretch(blocks, stretch, depth, undefined));
      continue;
    }
    const own = indentation(blocks.lowering.text, node.start);
    if (own !== undefined) expected ??= own;
    const misplaced = own !== undefined && expected !== undefined && !sameIndentation(own, expected);
    const faults = blocks.faults.length;
    const consequence = misplaced && result.at(-1)?.kind === 'Broken';
    push(result, misplaced ? brokenStretch(blocks, [node], depth, indentFault(node)) : statement(blocks, node, depth));
    if (consequence) blocks.faults.length = Math.min(blocks.faults.length, faults);
  }
  return result;
}

/** An ERROR may hold whole sound statements, in the worst case all of the file: they are taken out of it. */
function withoutErrorsAround(nodes: readonly SyntaxNode[]): readonly SyntaxNode[] {
  const holds = (node: SyntaxNode) => node.type === 'ERROR' && node.children.some((each) => isSimple(each) || isCompound(each));
  return nodes.some(holds) ? nodes.flatMap((node) => (holds(node) ? withoutErrorsAround(node.children) : [node])) : nodes;
}

/** The pieces from here on that are no statements, or the remains of one on the same line; empty when a statement stands here. */
function strayStretch(text: string, nodes: readonly SyntaxNode[], from: number): readonly SyntaxNode[] {
  const first = nodes[from];
  if (!first || isCompound(first)) return [];
  let to = from;
  for (let next = nodes[to + 1]; next; next = nodes[to + 1]) {
    const startsStatement = isSimple(next) || isCompound(next);
    const sameLine = next.type !== ';' && !text.slice(nodes[to]?.end, next.start).includes('\n');
    if (startsStatement && !sameLine) break;
    if (isSimple(first) && !sameLine) break;
    to++;
  }
  return to === from && isSimple(first) ? [] : nodes.slice(from, to + 1);
}

function push(result: Statement[], more: readonly Statement[]): void {
  for (const each of more) result.push(each);
}

function statement(blocks: Blocks, node: SyntaxNode, depth: number): readonly Statement[] {
  const { lowering } = blocks;
  if (depth > MAX_DEPTH) return [{ kind: 'Broken', span: spanIn(node), names: lowering.namesIn(node) }];
  const outer = lowering.rejected;
  const faultsBefore = blocks.faults.length;
  lowering.rejected = undefined;
  try {
    if (isCompound(node)) return compound(blocks, node, depth, faultsBefore);
    const fault = node.broken ? faultIn(lowering.text, [node]) : lineBreakFault(lowering.text, node);
    const lowered = fault ? undefined : simpleStatement(lowering, node, depth);
    if (lowered && !lowering.rejected) return [lowered];
    return brokenStretch(blocks, [node], depth, fault ?? lowering.rejected);
  } finally {
    lowering.rejected = outer;
  }
}

function compound(blocks: Blocks, node: SyntaxNode, depth: number, faultsBefore: number): readonly Statement[] {
  const { lowering } = blocks;
  const fault = headerBroken(lowering.text, node);
  if (fault) return brokenStretch(blocks, [node], depth, fault);
  const block: LowerBlock = (body, owner, inner) => suite(blocks, body, owner, inner);
  const lowered = compoundStatement(lowering, node, depth, block);
  if (lowered && !lowering.rejected) return [lowered];
  blocks.faults.length = faultsBefore;
  return brokenStretch(blocks, [node], depth, lowering.rejected);
}

/** The statements of a block; stray pieces beside it in its owner are part of it, too. */
function suite(blocks: Blocks, body: SyntaxNode | undefined, owner: SyntaxNode, depth: number): readonly Statement[] {
  const { lowering } = blocks;
  const at = body ? owner.children.indexOf(body) : -1;
  const next = owner.children[at + 1];
  const stray = at >= 0 && next?.type === 'ERROR' ? [next] : [];
  const inside = [...(body?.children ?? []), ...stray];
  const saved = lowering.rejected;
  const result = statements(blocks, inside, depth, undefined);
  lowering.rejected = saved;
  if (result.length === 0) reject(lowering, owner.children[0] ?? owner, 'the indented lines after it are missing');
  return result;
}

/**
 * Gives up what stands here as one Broken, but only up to the next line that looks like the start of a statement:
 * an open bracket lets the grammar swallow sound statements behind it. From there it is parsed anew.
 */
function brokenStretch(blocks: Blocks, nodes: readonly SyntaxNode[], depth: number, known: SyntaxFault | undefined): readonly Statement[] {
  const { text } = blocks.lowering;
  const start = nodes[0]?.start ?? 0;
  const end = nodes.at(-1)?.end ?? start;
  blocks.faults.push(known ?? faultIn(text, nodes) ?? wholeFault(text, { start, end }));
  for (const from of restarts(text, start, end)) {
    blocks.reparseLeft -= end - from;
    if (blocks.reparseLeft < 0) break;
    const rest = blocks.parser.parse(text.slice(from, end));
    if (!rest || rest.root.type === 'ERROR') continue;
    const before: Statement = { kind: 'Broken', span: trimmed(text, start, from), names: boundNames(nodes, text, from) };
    const faults = blocks.faults.length;
    const tail = statements(blocks, shifted(rest.root.children, from), depth, undefined);
    // What follows a fault is often its consequence: it is told once.
    blocks.faults.length = Math.min(blocks.faults.length, faults);
    return [before, ...tail];
  }
  return [{ kind: 'Broken', span: trimmed(text, start, end), names: boundNames(nodes, text) }];
}

/** The same nodes at their place in the whole text. */
function shifted(nodes: readonly SyntaxNode[], by: number): readonly SyntaxNode[] {
  return nodes.map((node) => shift(node, by));
}

function shift(node: SyntaxNode, by: number): SyntaxNode {
  const root = { ...node, start: node.start + by, end: node.end + by };
  const open: { children: readonly SyntaxNode[] }[] = [root];
  for (let at = open.pop(); at; at = open.pop()) {
    const children = at.children.map((each) => ({ ...each, start: each.start + by, end: each.end + by }));
    at.children = children;
    for (const each of children) open.push(each);
  }
  return root;
}

function spanIn(node: SyntaxNode): Span {
  return { start: node.start, end: node.end };
}

function trimmed(text: string, start: number, end: number): Span {
  let last = end;
  while (last > start && /\s/.test(text.charAt(last - 1))) last--;
  return { start, end: last };
}

function wholeFault(text: string, span: Span): SyntaxFault {
  const line = text.slice(span.start, span.end).search(/[\r\n]/);
  return { span: { start: span.start, end: line < 0 ? span.end : span.start + line }, message: 'Python cannot read this statement' };
}

function indentFault(node: SyntaxNode): SyntaxFault {
  return { span: { start: node.start, end: node.start + 1 }, message: 'Python cannot read this statement: its indentation fits no block' };
}

function lineBreakFault(text: string, node: SyntaxNode): SyntaxFault | undefined {
  const at = lineBreakOutsideBrackets(text, node);
  return at === undefined
    ? undefined
    : { span: { start: at, end: at }, message: 'Python cannot read this statement: the line ends too early' };
}
