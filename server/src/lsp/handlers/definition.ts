import type { DefinitionParams, Location } from 'vscode-languageserver';
import { definitionIn } from '../../features/files/dispatch';
import { definitionAt } from '../../features/nginx/links';
import type { ServerContext } from '../context';
import { locationOf } from '../protocolMap';

/** textDocument/definition: in nginx's files, and of what one file of a deployment names in another. */
export function definition(context: ServerContext, params: DefinitionParams): Location[] {
  const located = context.workspace.locate(params.textDocument.uri);
  const project = located?.folder.analysis()?.project;
  const source = located && project?.source(located.path);
  if (!located || !project || !source) return [];
  const offset = source.lines.offset(params.position);
  const isNginx = project.nginx(located.path) !== undefined;
  const places = isNginx ? definitionAt(project, located.path, offset) : definitionIn(project, located.path, offset);
  return places.flatMap((place) => (project.source(place.file) ? [locationOf(context, located.folder, project, place)] : []));
}
