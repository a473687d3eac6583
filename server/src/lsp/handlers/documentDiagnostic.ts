import { type DocumentDiagnosticParams, type DocumentDiagnosticReport, DocumentDiagnosticReportKind } from 'vscode-languageserver';
import type { ServerContext } from '../context';
import { emptyReport, reportOn } from './diagnostics';

/** textDocument/diagnostic. A document outside the workspace has no diagnostics. */
export function documentDiagnostic(context: ServerContext, params: DocumentDiagnosticParams): DocumentDiagnosticReport {
  const located = context.workspace.locate(params.textDocument.uri);
  const { items, resultId } = located ? reportOn(context, located.folder, located.path) : emptyReport(params.textDocument.uri);
  if (params.previousResultId === resultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
  return { kind: DocumentDiagnosticReportKind.Full, resultId, items };
}
