import {
  type CancellationToken,
  DocumentDiagnosticReportKind,
  type PreviousResultId,
  type WorkspaceDiagnosticParams,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import type { ServerContext } from '../context';
import { emptyReport, type FileReport, reportAll } from './diagnostics';

/**
 * workspace/diagnostic. While the client already has everything, the answer waits for the next change: clients ask again as
 * soon as they are answered, and an idle editor should stay idle.
 */
export async function workspaceDiagnostic(
  context: ServerContext,
  params: WorkspaceDiagnosticParams,
  token: CancellationToken,
): Promise<WorkspaceDiagnosticReport> {
  const known = spelledOurWay(context, params.previousResultIds);
  const cancelled = new Promise<void>((resolve) => token.onCancellationRequested(() => resolve()));
  for (;;) {
    const reports = withCleared(reportAll(context), known);
    const isNews = reports.some(({ uri, resultId }) => known.get(uri) !== resultId);
    if (isNews || known.size === 0 || token.isCancellationRequested)
      return { items: reports.map((report) => toItem(context, report, known)) };
    await context.nextChange(cancelled);
  }
}

/** Result ids by URI; a client may escape the URI of a file otherwise than we do. */
function spelledOurWay({ workspace }: ServerContext, results: readonly PreviousResultId[]): ReadonlyMap<string, string> {
  return new Map(
    results.map(({ uri, value }) => {
      const located = workspace.locate(uri);
      return [located ? workspace.uriOf(located.folder, located.path) : uri, value];
    }),
  );
}

/** Files that the client shows something for and that have nothing left are reported as empty. */
function withCleared(reports: readonly FileReport[], known: ReadonlyMap<string, string>): readonly FileReport[] {
  const reported = new Set(reports.map(({ uri }) => uri));
  return [...reports, ...[...known.keys()].filter((uri) => !reported.has(uri)).map(emptyReport)];
}

function toItem(context: ServerContext, report: FileReport, known: ReadonlyMap<string, string>): WorkspaceDocumentDiagnosticReport {
  const { uri, resultId, items } = report;
  const version = context.workspace.versionOf(uri);
  if (known.get(uri) === resultId) return { kind: DocumentDiagnosticReportKind.Unchanged, uri, version, resultId };
  return { kind: DocumentDiagnosticReportKind.Full, uri, version, resultId, items };
}
