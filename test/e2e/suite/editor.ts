/** What a person does and sees in the editor, in the words of the tests. */
import * as vscode from 'vscode';
import { present, until } from './harness';

const extensionId = 'django-preflight.django-preflight';

export function preflight(): vscode.Extension<unknown> {
  return present(vscode.extensions.getExtension(extensionId), `extension ${extensionId}`);
}

/** Our diagnostics of a document, now. */
export function findings(document: vscode.TextDocument): readonly vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(document.uri).filter((diagnostic) => diagnostic.source === 'django-preflight');
}

export function ruleOf(diagnostic: vscode.Diagnostic): string {
  return String(typeof diagnostic.code === 'object' ? diagnostic.code.value : diagnostic.code);
}

/** Waits until the document has a finding of the rule. */
export function finding(document: vscode.TextDocument, rule: string): Promise<vscode.Diagnostic> {
  return until(`${rule} in ${document.fileName}`, vscode.languages.onDidChangeDiagnostics, () =>
    findings(document).find((diagnostic) => ruleOf(diagnostic) === rule),
  );
}

/** Waits until the document has no finding of the rule. */
export async function findingGone(document: vscode.TextDocument, rule: string): Promise<void> {
  await until(`the end of ${rule} in ${document.fileName}`, vscode.languages.onDidChangeDiagnostics, () =>
    findings(document).some((diagnostic) => ruleOf(diagnostic) === rule) ? undefined : true,
  );
}

/** The code actions at a place, resolved, of one kind. */
export async function actionsAt(
  document: vscode.TextDocument,
  range: vscode.Range,
  kind: vscode.CodeActionKind,
): Promise<readonly vscode.CodeAction[]> {
  const resolveCount = 100;
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    range,
    kind.value,
    resolveCount,
  );
}

/** Applies the action the way the editor does: its edit, then its command. */
export async function apply(action: vscode.CodeAction): Promise<void> {
  if (action.edit && !(await vscode.workspace.applyEdit(action.edit))) throw new Error(`the editor refused the edit of ${action.title}`);
  if (action.command) await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
}

/** The hover's text at the first occurrence of `text`; empty when nothing shows. */
export async function hoverOn(document: vscode.TextDocument, text: string): Promise<string> {
  const offset = document.getText().indexOf(text);
  if (offset < 0) throw new Error(`${document.fileName} does not say ${text}`);
  const position = document.positionAt(offset + 1);
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, position);
  return hovers.flatMap((hover) => hover.contents.map((content) => (typeof content === 'string' ? content : content.value))).join('\n');
}

/** Replaces the first occurrence of `from`, as typing does: the document is changed, not saved. */
export async function type(document: vscode.TextDocument, from: string, to: string): Promise<void> {
  const offset = document.getText().indexOf(from);
  if (offset < 0) throw new Error(`${document.fileName} does not say ${from}`);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(document.positionAt(offset), document.positionAt(offset + from.length)), to);
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error('the editor refused the edit');
}

/** Gives the file back its saved text. */
export async function revert(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.files.revert');
}
