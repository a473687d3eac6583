import { ConfigurationTarget, l10n, Uri, window, workspace } from 'vscode';
import { isRuleId } from './ruleId';

/** Turns a rule off in the settings of the workspace, or of the folder where there are several, and offers the way back. */
export async function turnOffRule(rule: unknown, folder: unknown): Promise<void> {
  if (!isRuleId(rule)) return;
  const scope = typeof folder === 'string' ? Uri.parse(folder) : undefined;
  const isMultiRoot = (workspace.workspaceFolders?.length ?? 0) > 1;
  const target = isMultiRoot && scope ? ConfigurationTarget.WorkspaceFolder : ConfigurationTarget.Workspace;
  const configuration = workspace.getConfiguration('djangoPreflight', scope);
  const known = configuration.inspect<Readonly<Record<string, string>>>('rules');
  const before = target === ConfigurationTarget.Workspace ? known?.workspaceValue : known?.workspaceFolderValue;
  await configuration.update('rules', { ...before, [rule]: 'off' }, target);
  const undo = l10n.t('Undo');
  const message = isMultiRoot ? l10n.t('{0} is off in this folder.', rule) : l10n.t('{0} is off in this workspace.', rule);
  const choice = await window.showInformationMessage(message, undo);
  if (choice === undo) await workspace.getConfiguration('djangoPreflight', scope).update('rules', before, target);
}
