import { type FoldingRange, FoldingRangeKind, type FoldingRangeParams } from 'vscode-languageserver';
import { foldingsOf } from '../../features/nginx/folding';
import type { ServerContext } from '../context';

/** textDocument/foldingRange: in nginx's files. */
export function foldingRange(context: ServerContext, params: FoldingRangeParams): FoldingRange[] {
  const located = context.workspace.locate(params.textDocument.uri);
  const source = located?.folder.analysis()?.project.nginx(located.path);
  if (!source) return [];
  return foldingsOf(source).map(({ startLine, endLine, kind }) => ({
    startLine,
    endLine,
    ...(kind === 'comment' && { kind: FoldingRangeKind.Comment }),
  }));
}
