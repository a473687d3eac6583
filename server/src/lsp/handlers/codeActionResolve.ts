import type { CodeAction } from 'vscode-languageserver';
import { fixAll } from '../../features/fixAll';
import type { FileEdit } from '../../rules/rule';
import type { ServerContext } from '../context';
import { findFix } from '../fixReference';
import { toWorkspaceEdit } from '../protocolMap';
import type { ActionData } from './codeAction';

/** codeAction/resolve: computes the edit. An action whose finding is gone comes back without one. */
export function codeActionResolve(context: ServerContext, action: CodeAction): CodeAction {
  const data = action.data as ActionData | undefined;
  const folder = data && context.workspace.folder(data.kind === 'fix' ? data.reference.folder : data.folder);
  const analysis = folder?.analysis();
  if (!data || !folder || !analysis) return action;
  const files = editsOf();
  const edit = files && toWorkspaceEdit(context, folder, analysis.project, files);
  return edit ? { ...action, edit } : action;

  function editsOf(): readonly FileEdit[] | undefined {
    if (!data || !folder || !analysis) return undefined;
    if (data.kind === 'fix') return findFix(analysis, data.reference)?.fix.edit();
    const edit = fixAll(analysis.project.files, data.file, folder.judge);
    return edit && [edit];
  }
}
