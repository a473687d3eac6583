import { commands, l10n, type QuickPickItem, Uri, window, workspace } from 'vscode';
import type { CommandContext } from './register';
import { isRuleId } from './ruleId';

/** Opens the page of a rule; without a rule's id, lets the user choose one of the pages. */
export async function explainRule({ context }: CommandContext, rule: unknown): Promise<void> {
  const folder = Uri.joinPath(context.extensionUri, 'docs', 'rules');
  const id = rule === undefined ? await chooseRule(folder) : rule;
  if (!isRuleId(id)) return;
  const page = Uri.joinPath(folder, `${id}.md`);
  if (!(await exists(page))) {
    await window.showInformationMessage(l10n.t('Django Preflight has no page for {0}.', id));
    return;
  }
  await commands.executeCommand('markdown.showPreview', page);
}

async function chooseRule(folder: Uri): Promise<string | undefined> {
  const items: QuickPickItem[] = [];
  for (const family of await names(folder)) {
    for (const page of await names(Uri.joinPath(folder, family))) {
      if (page.endsWith('.md')) items.push({ label: `${family}/${page.slice(0, -3)}` });
    }
  }
  const picked = await window.showQuickPick(items, { title: l10n.t('Explain a rule'), placeHolder: l10n.t('Rule') });
  return picked?.label;
}

async function names(folder: Uri): Promise<readonly string[]> {
  try {
    return (await workspace.fs.readDirectory(folder)).map(([name]) => name).sort();
  } catch {
    return [];
  }
}

async function exists(page: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(page);
    return true;
  } catch {
    return false;
  }
}
