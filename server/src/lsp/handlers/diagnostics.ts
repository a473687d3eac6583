import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import { findingsIn } from '../../features/analysis';
import type { ConfigurationProblem } from '../../host/configuration';
import type { ServerContext } from '../context';
import type { Folder } from '../folder';
import { SOURCE, toDiagnostic } from '../protocolMap';

export interface FileReport {
  readonly uri: string;
  readonly items: Diagnostic[];
  /** The same for the same items: a client that has them need not get them again. */
  readonly resultId: string;
}

/** Diagnostics of one file; empty for a file that nothing is said about. */
export function reportOn(context: ServerContext, folder: Folder, path: string): FileReport {
  const analysis = folder.analysis();
  const findings = analysis ? findingsIn(analysis, path) : [];
  const items = analysis ? findings.map((finding) => toDiagnostic(context, folder, analysis.project, finding)) : [];
  const problem = folder.configurationProblem();
  if (problem?.file === path) items.push(problemDiagnostic(problem));
  return { uri: context.workspace.uriOf(folder, path), items, resultId: fingerprint(JSON.stringify(items)) };
}

export function emptyReport(uri: string): FileReport {
  return { uri, items: [], resultId: fingerprint('[]') };
}

/** Files with findings in any folder; a file below two folders is reported by the inner one. */
export function reportAll(context: ServerContext): readonly FileReport[] {
  const { workspace } = context;
  return workspace.folders.flatMap((folder) => {
    const files = new Set(folder.analysis()?.result.findings.map((finding) => finding.place.file));
    const problem = folder.configurationProblem();
    if (problem) files.add(problem.file);
    return [...files].flatMap((path) => {
      const report = reportOn(context, folder, path);
      return workspace.locate(report.uri)?.folder === folder ? [report] : [];
    });
  });
}

/** A broken configuration file: the whole line, as its reader knows no more. */
function problemDiagnostic({ line, message }: ConfigurationProblem): Diagnostic {
  const at = Math.max(0, line - 1);
  return {
    range: { start: { line: at, character: 0 }, end: { line: at + 1, character: 0 } },
    severity: DiagnosticSeverity.Error,
    source: SOURCE,
    code: 'preflight/configuration',
    message: `${message}\nThe defaults hold until this is mended.`,
  };
}

/** FNV-1a over UTF-16 code units, once from each end: enough to tell two results of one file apart. */
function fingerprint(text: string): string {
  let forth = 0x811c9dc5;
  let back = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    forth = Math.imul(forth ^ text.charCodeAt(at), 0x01000193);
    back = Math.imul(back ^ text.charCodeAt(text.length - 1 - at), 0x01000193);
  }
  return `${(forth >>> 0).toString(36)}-${(back >>> 0).toString(36)}-${text.length}`;
}
