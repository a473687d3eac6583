import type { DefinitionParams, Location } from 'vscode-languageserver';
import { definitionAt } from '../../features/nginx/links';
import type { ServerContext } from '../context';

/** textDocument/definition: in nginx's files. */
export function definition(context: ServerContext, params: DefinitionParams): Location[] {
  const located = context.workspace.locate(params.textDocument.uri);
  const project = located?.folder.analysis()?.project;
  const source = located && project?.nginx(located.path);
  if (!located || !project || !source) return [];
  const places = definitionAt(project, located.path, source.lines.offset(params.position));
  return places.flatMap(({ file, span }) => {
    const target = project.source(file);
    return target ? [{ uri: context.workspace.uriOf(located.folder, file), range: target.lines.range(span) }] : [];
  });
}
