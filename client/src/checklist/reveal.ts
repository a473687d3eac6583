import { Range, Uri, ViewColumn, window } from 'vscode';
import type { EvidenceDto } from '../../../server/src/protocol';

/** Opens the file of an evidence with its lines selected, beside the checklist. */
export async function reveal(evidence: EvidenceDto): Promise<void> {
  const { start, end } = evidence.range;
  const selection = new Range(start.line, start.character, end.line, end.character);
  try {
    await window.showTextDocument(Uri.parse(evidence.uri, true), { selection, viewColumn: ViewColumn.One });
  } catch {
    await window.showWarningMessage(`Django Preflight: ${evidence.label} cannot be opened any more.`);
  }
}
