import { findingsIn } from '../../features/analysis';
import { ignoreHere } from '../../features/ignoreHere';
import type { ApplyFixResult, SuppressParams } from '../../protocol';
import type { ServerContext } from '../context';
import { rangeOf, toWorkspaceEdit } from '../protocolMap';

/** djangoPreflight/suppress: has the client write the comment that makes one finding silent, with the reason that a person gave. */
export async function suppress(context: ServerContext, { uri, rule, range, reason }: SuppressParams): Promise<ApplyFixResult> {
  const located = context.workspace.locate(uri);
  const analysis = located?.folder.analysis();
  const place = JSON.stringify(range);
  const finding =
    analysis &&
    findingsIn(analysis, located?.path ?? '').find(
      (one) => one.rule === rule && JSON.stringify(rangeOf(analysis.project, one.place.file, one.place.span)) === place,
    );
  if (!located || !analysis || !finding) return { applied: false, reason: 'The file has changed since; the finding is no longer there.' };
  const said = reason.replace(/\s+/g, ' ').trim();
  const file = said === '' ? undefined : ignoreHere(analysis.project, finding, said);
  const edit = file && toWorkspaceEdit(context, located.folder, analysis.project, [file]);
  if (!edit) return { applied: false, reason: `There is no place for a comment about ${rule} here.` };
  const result = await context.applyEdit(`Ignore ${rule} here`, edit);
  return result.applied ? { applied: true } : { applied: false, reason: result.failureReason ?? 'The editor refused the edit.' };
}
