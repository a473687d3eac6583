import type { HoverParams, Hover as LspHover } from 'vscode-languageserver';
import { hoverIn } from '../../features/files/dispatch';
import { hoverAt } from '../../features/hover';
import { nginxHoverAt } from '../../features/nginx/hover';
import type { ServerContext } from '../context';
import { storyMarkup } from '../storyMarkup';

/** textDocument/hover. */
export function hover(context: ServerContext, params: HoverParams): LspHover | null {
  const located = context.workspace.locate(params.textDocument.uri);
  const project = located?.folder.analysis()?.project;
  const source = located && project?.source(located.path);
  if (!located || !project || !source) return null;
  const { folder, path } = located;
  const { format, kind } = storyMarkup(context, folder);
  const offset = source.lines.offset(params.position);
  const found =
    hoverAt(project, path, offset, format) ?? nginxHoverAt(project, path, offset, format) ?? hoverIn(project, path, offset, format);
  if (!found) return null;
  return { contents: { kind, value: found.text }, range: source.lines.range(found.span) };
}
