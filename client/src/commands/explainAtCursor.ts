import { commands, l10n, window } from 'vscode';
import { State } from 'vscode-languageclient';
import { COMMANDS } from '../../../server/src/protocol';
import { chooseFinding, findingsAtCursor } from './findingsAtCursor';
import type { CommandContext } from './register';

/** Opens the page of the rule that found something at the cursor; where none did, shows what is known of the word there. */
export async function explainAtCursor({ client }: CommandContext): Promise<void> {
  const editor = window.activeTextEditor;
  if (!editor) return;
  const findings = findingsAtCursor(editor);
  if (findings.length > 0) {
    const chosen = await chooseFinding(findings, l10n.t('Explain'));
    if (chosen) await commands.executeCommand(COMMANDS.explainRule, chosen.rule);
    return;
  }
  const uri = client.code2ProtocolConverter.asUri(editor.document.uri);
  const position = client.code2ProtocolConverter.asPosition(editor.selection.active);
  const hover =
    client.state === State.Running
      ? await client.sendRequest<object | null>('textDocument/hover', { textDocument: { uri }, position }).catch(() => null)
      : null;
  if (hover) await commands.executeCommand('editor.action.showHover', { focus: 'autoFocusImmediately' });
  else await window.showInformationMessage(l10n.t('Django Preflight has nothing to say about the word at the cursor.'));
}
