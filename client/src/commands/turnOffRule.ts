import { ConfigurationTarget, Uri, window, workspace } from 'vscode';
import { isRuleId } from './ruleId';

const UNDO = 'Undo';

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
  const choice = await window.showInformationMessage(`${rule} is off in this ${isMultiRoot ? 'folder' : 'workspace'}.`, UNDO);
  if (choice === UNDO) await workspace.getConfiguration('djangoPreflight', scope).update('rules', before, target);
}
