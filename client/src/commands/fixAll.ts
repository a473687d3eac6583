import { l10n, Range, WorkspaceEdit, window, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { type FileEditDto, type FixAllDto, METHODS } from '../../../server/src/protocol';
import { fixesInFiles } from '../statusText';
import { ask } from './ask';
import type { CommandContext } from './register';

/** Applies the safe fixes of the active document. */
export async function fixAllInFile({ client }: CommandContext): Promise<void> {
  const editor = window.activeTextEditor;
  if (!editor) return;
  const found = await ask<FixAllDto>(client, METHODS.fixAll, { uri: client.code2ProtocolConverter.asUri(editor.document.uri) });
  if (!found) return;
  if (found.files.length === 0) await nothingToFix();
  else await apply(client, found);
}

/** Applies the safe fixes of all folders, after a person saw which files they are in. */
export async function fixAllInWorkspace({ client }: CommandContext): Promise<void> {
  const found = await ask<FixAllDto>(client, METHODS.fixAll, {});
  if (!found) return;
  if (found.files.length === 0) return nothingToFix();
  const accept = l10n.t('Apply');
  const question = l10n.t('Apply {0}?', fixesInFiles(found.fixes.length, found.files.length));
  const detail = listed(found.files.map(({ label }) => label));
  if ((await window.showInformationMessage(question, { modal: true, detail }, accept)) === accept) await apply(client, found);
}

async function apply(client: BaseLanguageClient, found: FixAllDto): Promise<void> {
  if (found.files.some((file) => isStale(client, file))) {
    await window.showWarningMessage(l10n.t('Django Preflight: the files have changed since. Try again.'));
    return;
  }
  if (!(await workspace.applyEdit(editOf(client, found), { isRefactoring: true }))) return;
  const shownMs = 5_000;
  window.setStatusBarMessage(l10n.t('Django Preflight applied {0}', fixesInFiles(found.fixes.length, found.files.length)), shownMs);
}

/** Whether a person has typed since the edits were made. */
function isStale(client: BaseLanguageClient, { uri, version }: FileEditDto): boolean {
  const open = workspace.textDocuments.find((document) => client.code2ProtocolConverter.asUri(document.uri) === uri);
  return version !== null && open !== undefined && open.version !== version;
}

/** One edit for all files, so that one step takes it back. */
function editOf(client: BaseLanguageClient, { files }: FixAllDto): WorkspaceEdit {
  const edit = new WorkspaceEdit();
  for (const { uri, create, edits } of files) {
    const target = client.protocol2CodeConverter.asUri(uri);
    if (create) edit.createFile(target, { ignoreIfExists: true });
    for (const { range, newText } of edits) {
      const { start, end } = range;
      edit.replace(target, new Range(start.line, start.character, end.line, end.character), newText);
    }
  }
  return edit;
}

async function nothingToFix(): Promise<void> {
  await window.showInformationMessage(l10n.t('Django Preflight: there is nothing that a safe fix would mend.'));
}

const MOST_FILES = 12;

function listed(labels: readonly string[]): string {
  const more = labels.length - MOST_FILES;
  const shown = labels.slice(0, MOST_FILES);
  return [...shown, ...(more > 0 ? [l10n.t('and {0} more', more)] : [])].join('\n');
}
