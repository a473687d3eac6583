import type { Span } from '../../base/text';
import type { SyntaxNode } from '../treeSitter';
import type { Block, Directive, NginxSyntaxError, Statement, TemplateTag, Word } from './ast';
import { missingClose, missingRawClose, missingTerminator, tooDeep, tooLongWord, unexpected, unterminatedQuote } from './errors';
import { likelyUnclosed } from './unclosed';
import { lowerWord, templateText } from './words';

/** Deeper blocks are left out, so that whoever walks the tree may recurse. */
export const MAX_DEPTH = 100;

interface Lowering {
  readonly text: string;
  readonly errors: NginxSyntaxError[];
  /** There is a tag where a statement could stand: which braces and ends nginx will see is not known. */
  tags: boolean;
  templates: boolean;
}

/** Lowers the tree of a whole file. Comments are not in it. */
export function lowerFile(
  text: string,
  root: SyntaxNode,
): { readonly body: readonly Statement[]; readonly errors: readonly NginxSyntaxError[]; readonly templated: boolean } {
  const state: Lowering = { text, errors: [], tags: false, templates: false };
  const body: Statement[] = [];
  lowerBody(state, root.children, body, 0);
  return { body, errors: judged(state, body), templated: state.tags || state.templates };
}

/** Behind tags the braces cannot be counted; without them the indentation tells which block was meant to end. */
function judged({ text, errors, tags }: Lowering, body: readonly Statement[]): readonly NginxSyntaxError[] {
  if (tags) return errors.filter(({ kind }) => kind !== 'missing-close' && kind !== 'unexpected-close');
  const missing = errors.findIndex(({ kind, at }) => kind === 'missing-close' && at === text.length);
  const error = errors[missing];
  const unclosed = error && likelyUnclosed(text, body);
  return unclosed ? errors.with(missing, { ...error, span: unclosed }) : errors;
}

function lowerBody(state: Lowering, nodes: readonly SyntaxNode[], out: Statement[], depth: number): void {
  for (const node of nodes) {
    switch (node.type) {
      case 'directive':
        out.push(lowerDirective(state, node, depth));
        break;
      case 'template_tag':
        state.tags = true;
        out.push(lowerTag(state.text, node));
        break;
      case 'unexpected_close':
        state.errors.push(unexpected(state.text, 'unexpected-close', spanOf(node)));
        break;
      case 'unexpected_terminator':
        // What the tag gives may want it.
        if (out.at(-1)?.kind !== 'template') state.errors.push(unexpected(state.text, 'unexpected-terminator', spanOf(node)));
        break;
      case 'unexpected_block':
        lowerNamelessBlock(state, node, out, depth);
        break;
    }
  }
}

/** What stands in a block without a name is taken for what stands around it. */
function lowerNamelessBlock(state: Lowering, node: SyntaxNode, out: Statement[], depth: number): void {
  const block = node.children[0];
  const open = block?.children[0];
  if (!block || !open) return;
  if (out.at(-1)?.kind !== 'template') state.errors.push(unexpected(state.text, 'unexpected-block', spanOf(open)));
  if (depth >= MAX_DEPTH) state.errors.push(tooDeep(spanOf(open)));
  else lowerBody(state, block.children, out, depth + 1);
  if (block.children.at(-1)?.type === 'missing_close') state.errors.push(missingClose(state.text, spanOf(open)));
}

function lowerDirective(state: Lowering, node: SyntaxNode, depth: number): Directive {
  const words: Word[] = [];
  let terminator: Span | undefined;
  let block: Block | undefined;
  for (const child of node.children) {
    switch (child.type) {
      case 'word':
      case 'quoted_word':
      case 'unterminated_word':
        words.push(word(state, child));
        break;
      case 'after_quote':
        state.errors.push(unexpected(state.text, 'after-quote', { start: child.start, end: child.start + 1 }));
        break;
      case ';':
        terminator = spanOf(child);
        break;
      case 'block':
      case 'raw_block':
        block = lowerBlock(state, child, depth);
        terminator = block.open;
        break;
    }
  }
  const [name = NO_NAME, ...args] = words;
  const last = words.at(-1) ?? name;
  if (!terminator && words.every(({ parts }) => parts.every(({ kind }) => kind !== 'template'))) {
    state.errors.push(missingTerminator(state.text, name.span, nextToken(state.text, node)));
  }
  const end = block ? (block.close?.end ?? node.end) : (terminator?.end ?? last.span.end);
  return { kind: 'directive', name, args, block, terminator, span: { start: name.span.start, end } };
}

/** The grammar gives every directive a name. */
const NO_NAME: Word = { text: '', span: { start: 0, end: 0 }, quote: undefined, parts: [] };

/** The missing terminator stands right before the `}`, or at the end of the file. */
function nextToken(text: string, node: SyntaxNode): number {
  const missing = node.children.at(-1);
  return missing ? Math.min(missing.end, text.length) : node.end;
}

function word(state: Lowering, node: SyntaxNode): Word {
  const lowered = lowerWord(state.text, node);
  if (lowered.parts.some(({ kind }) => kind === 'template')) state.templates = true;
  const error =
    node.type === 'unterminated_word'
      ? unterminatedQuote(state.text, node.start)
      : tooLongWord(state.text, node.type === 'word' ? node.start : node.start + 1, node.end);
  if (error) state.errors.push(error);
  return lowered;
}

function lowerBlock(state: Lowering, node: SyntaxNode, depth: number): Block {
  const raw = node.type === 'raw_block';
  const first = node.children[0];
  const last = node.children.at(-1);
  const open = first ? spanOf(first) : spanOf(node);
  const close = last?.type === '}' ? spanOf(last) : undefined;
  const body: Statement[] = [];
  if (depth >= MAX_DEPTH) state.errors.push(tooDeep(open));
  else lowerBody(state, node.children, body, depth + 1);
  const unclosed = raw && (!close || node.children.some(({ type }) => type === 'unclosed_raw_text'));
  if (unclosed) state.errors.push(missingRawClose(open));
  else if (!close) state.errors.push(missingClose(state.text, open));
  return { open, close, body, raw };
}

function lowerTag(text: string, node: SyntaxNode): TemplateTag {
  return { kind: 'template', text: templateText(text.slice(node.start, node.end)), span: spanOf(node) };
}

function spanOf({ start, end }: SyntaxNode): Span {
  return { start, end };
}
