import type { Span } from '../../base/text';
import type { NginxSource } from '../../project/project';
import type { Statement } from '../../syntax/nginx/ast';

/** What can be folded away: zero-based first and last line; the last line stays visible where a `}` stands on it. */
export interface Folding {
  readonly startLine: number;
  readonly endLine: number;
  readonly kind: 'block' | 'comment';
}

/** Blocks of more than two lines, and runs of comment lines. */
export function foldingsOf({ tree, lines, text }: NginxSource): readonly Folding[] {
  const line = (offset: number) => lines.position(offset).line;
  const found: Folding[] = [];
  const add = (kind: Folding['kind'], startLine: number, endLine: number) => {
    if (endLine > startLine) found.push({ startLine, endLine, kind });
  };
  for (const { open, close } of blocksIn(tree.body)) add('block', line(open.start), (close ? line(close.start) : lines.lineCount) - 1);
  let run: { first: number; last: number } | undefined;
  for (const { span } of tree.comments) {
    const at = line(span.start);
    const isOwnLine = text.slice(lines.lineStart(at), span.start).trim() === '';
    if (isOwnLine && run && at === run.last + 1) run.last = at;
    else {
      if (run) add('comment', run.first, run.last);
      run = isOwnLine ? { first: at, last: at } : undefined;
    }
  }
  if (run) add('comment', run.first, run.last);
  return found.sort((a, b) => a.startLine - b.startLine || b.endLine - a.endLine);
}

function* blocksIn(body: readonly Statement[]): Generator<{ readonly open: Span; readonly close: Span | undefined }> {
  for (const statement of body) {
    if (statement.kind !== 'directive' || !statement.block) continue;
    yield statement.block;
    yield* blocksIn(statement.block.body);
  }
}
