import type { ApplyFixResult, FixReference } from '../../protocol';
import type { ServerContext } from '../context';
import { findFix } from '../fixReference';
import { toWorkspaceEdit } from '../protocolMap';

/** djangoPreflight/applyFix: has the client apply one fix of the checklist. */
export async function applyFix(context: ServerContext, reference: FixReference): Promise<ApplyFixResult> {
  const folder = context.workspace.folder(reference.folder);
  const analysis = folder?.analysis();
  const found = analysis && findFix(analysis, reference);
  if (!folder || !analysis || !found) return { applied: false, reason: 'The files have changed since; the checklist is being drawn anew.' };
  const files = found.fix.edit();
  if (!files || files.length === 0) return { applied: false, reason: `“${reference.title}” cannot be done here automatically.` };
  const edit = toWorkspaceEdit(context, folder, analysis.project, files);
  if (!edit) return { applied: false, reason: 'This editor does not let the language server create files.' };
  const result = await context.applyEdit(reference.title, edit);
  return result.applied ? { applied: true } : { applied: false, reason: result.failureReason ?? 'The editor refused the edit.' };
}
