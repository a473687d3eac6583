import type { DocumentFormattingParams, TextEdit } from 'vscode-languageserver';
import { minimalEdits } from '../../features/minimalEdits';
import { formatted } from '../../features/nginx/format';
import type { ServerContext } from '../context';

/** textDocument/formatting: of nginx's files; a file with a syntax error stays as it is. */
export function formatting(context: ServerContext, params: DocumentFormattingParams): TextEdit[] {
  const located = context.workspace.locate(params.textDocument.uri);
  const source = located?.folder.analysis()?.project.nginx(located.path);
  const { insertSpaces, tabSize } = params.options;
  const text = source && formatted(source, { unit: insertSpaces ? ' '.repeat(Math.max(1, Math.min(tabSize, 16))) : '\t' });
  if (!source || text === undefined) return [];
  return minimalEdits(source.text, text).map(({ span, newText }) => ({ range: source.lines.range(span), newText }));
}
