import { l10n, window } from 'vscode';
import { type ApplyFixResult, METHODS, type SuppressParams } from '../../../server/src/protocol';
import { ask } from './ask';
import { chooseFinding, findingsAtCursor } from './findingsAtCursor';
import type { CommandContext } from './register';

/** Asks why a finding at the cursor is to be ignored, and has the comment written that does it. */
export async function ignoreHere({ client }: CommandContext): Promise<void> {
  const editor = window.activeTextEditor;
  if (!editor) return;
  const findings = findingsAtCursor(editor);
  if (findings.length === 0) {
    await window.showInformationMessage(l10n.t('There is no finding of Django Preflight at the cursor.'));
    return;
  }
  const chosen = await chooseFinding(findings, l10n.t('Ignore here'));
  const reason = chosen && (await askReason(chosen.rule));
  if (!chosen || reason === undefined) return;
  const params: SuppressParams = {
    uri: client.code2ProtocolConverter.asUri(editor.document.uri),
    rule: chosen.rule,
    range: client.code2ProtocolConverter.asRange(chosen.diagnostic.range),
    reason,
  };
  const result = await ask<ApplyFixResult>(client, METHODS.suppress, params);
  if (result && !result.applied) await window.showWarningMessage(l10n.t('Django Preflight: {0}', result.reason ?? ''));
}

function askReason(rule: string): Thenable<string | undefined> {
  return window.showInputBox({
    title: l10n.t('Ignore {0} here', rule),
    prompt: l10n.t('Why is it right here? The reason stands in the comment, for whoever reads the line next.'),
    placeHolder: l10n.t('the proxy does it'),
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? l10n.t('A suppression needs a reason.') : undefined),
  });
}
