import type { DocumentLink, DocumentLinkParams } from 'vscode-languageserver';
import { linksIn } from '../../features/nginx/links';
import type { ServerContext } from '../context';

/** textDocument/documentLink: the includes of nginx's files. */
export function documentLink(context: ServerContext, params: DocumentLinkParams): DocumentLink[] {
  const located = context.workspace.locate(params.textDocument.uri);
  const project = located?.folder.analysis()?.project;
  const source = located && project?.nginx(located.path);
  if (!located || !project || !source) return [];
  return linksIn(project, located.path).map(({ span, file }) => ({
    range: source.lines.range(span),
    target: context.workspace.uriOf(located.folder, file),
  }));
}
