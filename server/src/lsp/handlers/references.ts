import type { Location, ReferenceParams } from 'vscode-languageserver';
import { referencesAt } from '../../features/files/dispatch';
import type { ServerContext } from '../context';
import { locationOf } from '../protocolMap';

/** textDocument/references: of names that several files share, like the keys of the environment. */
export function references(context: ServerContext, params: ReferenceParams): Location[] {
  const located = context.workspace.locate(params.textDocument.uri);
  const project = located?.folder.analysis()?.project;
  const source = located && project?.source(located.path);
  if (!located || !project || !source) return [];
  const places = referencesAt(project, located.path, source.lines.offset(params.position));
  return places.map((place) => locationOf(context, located.folder, project, place));
}
