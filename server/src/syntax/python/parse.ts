import type { PythonParser, SyntaxNode, SyntaxTree } from '../treeSitter';
import type { Comment, Module } from './ast';
import { lowerBlocks } from './lowerBlocks';

/**
 * Python's text as our own tree. Never throws; whatever cannot be read becomes Broken where it stands.
 * Spans are UTF-16 offsets into `source`. No path through the tree is deeper than MAX_DEPTH (plus a handful of levels).
 */
export function parsePython(parser: PythonParser, source: string): Module {
  const text = oneKindOfLineBreak(source);
  const span = { start: 0, end: text.length };
  const tree = parser.parse(text);
  if (!tree) return { kind: 'Module', body: [{ kind: 'Broken', span, names: ['*'] }], errors: [unreadableFile(text)], comments: [], span };
  const { body, errors } = lowerBlocks(parser, text, tree.root);
  return { kind: 'Module', body, errors, comments: commentsIn(text, tree), span };
}

/** A lone carriage return ends a line in Python, but not in the grammar. Offsets stay as they are. */
export function oneKindOfLineBreak(source: string): string {
  return source.includes('\r') ? source.replace(/\r(?!\n)/g, '\n') : source;
}

function unreadableFile(text: string): Module['errors'][number] {
  const end = text.search(/[\r\n]|$/);
  return { span: { start: 0, end }, message: 'Python cannot read this file' };
}

/** The comments of a tree, in source order. */
export function commentsIn(text: string, tree: SyntaxTree): readonly Comment[] {
  return tree.comments.map((node) => ({
    span: { start: node.start, end: node.end },
    text: text.slice(node.start, node.end),
    ownLine: standsAlone(text, node),
  }));
}

function standsAlone(text: string, node: SyntaxNode): boolean {
  let at = node.start - 1;
  while (at >= 0 && (text[at] === ' ' || text[at] === '\t' || text[at] === '\f' || text[at] === '\uFEFF')) at--;
  return at < 0 || text[at] === '\n' || text[at] === '\r';
}
