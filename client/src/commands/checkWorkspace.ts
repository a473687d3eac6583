import { commands, l10n, ProgressLocation, window } from 'vscode';
import { COMMANDS, METHODS, type RecheckDto } from '../../../server/src/protocol';
import { describeCheck } from '../statusText';
import { ask } from './ask';
import type { CommandContext } from './register';

/** Has everything read and judged anew, shows the problems where there are some, and says in one message what was found. */
export async function checkWorkspace({ client }: CommandContext): Promise<void> {
  const checked = await window.withProgress(
    { location: ProgressLocation.Window, title: l10n.t('Django Preflight: checking the workspace') },
    () => ask<RecheckDto>(client, METHODS.recheck),
  );
  if (!checked) return;
  if (checked.files > 0) await commands.executeCommand('workbench.panel.markers.view.focus');
  const checklist = l10n.t('Open Checklist');
  const choice = await window.showInformationMessage(
    l10n.t('Django Preflight: {0}', describeCheck(checked)),
    ...(checked.status.active ? [checklist] : []),
  );
  if (choice === checklist) await commands.executeCommand(COMMANDS.openChecklist);
}
