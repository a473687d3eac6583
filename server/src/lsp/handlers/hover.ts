import { type HoverParams, type Hover as LspHover, MarkupKind } from 'vscode-languageserver';
import { hoverAt } from '../../features/hover';
import type { ServerContext } from '../context';

/** textDocument/hover. */
export function hover(context: ServerContext, params: HoverParams): LspHover | null {
  const located = context.workspace.locate(params.textDocument.uri);
  const project = located?.folder.analysis()?.project;
  const source = located && project?.source(located.path);
  if (!located || !project || !source) return null;
  const { folder, path } = located;
  const found = hoverAt(project, path, source.lines.offset(params.position), {
    format: context.features.markdown ? 'markdown' : 'text',
    link: (file, line) => `${context.workspace.uriOf(folder, file)}#L${line}`,
  });
  if (!found) return null;
  const kind = context.features.markdown ? MarkupKind.Markdown : MarkupKind.PlainText;
  return { contents: { kind, value: found.text }, range: source.lines.range(found.span) };
}
