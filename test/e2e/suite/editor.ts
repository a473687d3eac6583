/** What a person does and sees in the editor, in the words of the tests. */
import * as vscode from 'vscode';
import { equal, eventually, present, until } from './harness';

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

/** Applies the quick fix with this title for the finding of the rule, as soon as there is one for the text as it is now. */
export async function fix(document: vscode.TextDocument, rule: string, title: RegExp): Promise<void> {
  const action = await eventually(`the action ${title} for ${rule}`, async () => {
    const { range } = await finding(document, rule);
    const actions = await actionsAt(document, range, vscode.CodeActionKind.QuickFix);
    return actions.find((each) => title.test(each.title) && (each.edit || each.command));
  });
  await apply(action);
}

/** Applies the action the way the editor does: its edit, then its command. */
export async function apply(action: vscode.CodeAction): Promise<void> {
  if (action.edit && !(await vscode.workspace.applyEdit(action.edit))) throw new Error(`the editor refused the edit of ${action.title}`);
  if (action.command) await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
}

/** The labels of the completions at the end of the first occurrence of `text`. */
export async function completionsAfter(document: vscode.TextDocument, text: string): Promise<readonly string[]> {
  const offset = offsetOf(document, text) + text.length;
  const offered = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    document.positionAt(offset),
  );
  return offered.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
}

/** The hover's text at the first occurrence of `text`; empty when nothing shows. */
export async function hoverOn(document: vscode.TextDocument, text: string): Promise<string> {
  const position = document.positionAt(offsetOf(document, text) + 1);
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, position);
  return hovers.flatMap((hover) => hover.contents.map((content) => (typeof content === 'string' ? content : content.value))).join('\n');
}

/** Replaces the first occurrence of `from`, as typing does: the document is changed, not saved. */
export async function type(document: vscode.TextDocument, from: string, to: string): Promise<void> {
  const offset = offsetOf(document, from);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(document.positionAt(offset), document.positionAt(offset + from.length)), to);
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error('the editor refused the edit');
}

/** Gives the file in front back its saved text. */
export async function revert(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.files.revert');
}

/** Saves what is changed, also what a fix changed in files that nobody has opened. */
export async function saveAll(): Promise<void> {
  for (const document of vscode.workspace.textDocuments) if (document.isDirty && !document.isUntitled) await document.save();
}

/** Gives every file back the text that it had, in the editor and on the disk; files that there were none of are removed. */
export async function restoring(files: readonly vscode.Uri[], use: () => Promise<void>): Promise<void> {
  const texts = await Promise.all(files.map((file) => bytesOf(file)));
  try {
    await use();
  } finally {
    await saveAll();
    for (const [at, file] of files.entries()) {
      const text = texts[at];
      if (text) await vscode.workspace.fs.writeFile(file, text);
      else if (await bytesOf(file)) await vscode.workspace.fs.delete(file, { recursive: true });
    }
  }
}

/** Changes a setting of VS Code while `use` runs. */
export async function withSetting(
  name: string,
  value: unknown,
  use: () => Promise<void>,
  { target = vscode.ConfigurationTarget.Workspace, scope }: { target?: vscode.ConfigurationTarget; scope?: vscode.Uri } = {},
): Promise<void> {
  await vscode.workspace.getConfiguration(undefined, scope).update(name, value, target);
  try {
    await use();
  } finally {
    await vscode.workspace.getConfiguration(undefined, scope).update(name, undefined, target);
  }
}

/** The rules that the document has findings of, once it has one of `rule`; in the order of their places. */
export async function rulesWith(document: vscode.TextDocument, rule: string): Promise<readonly string[]> {
  await finding(document, rule);
  return findings(document).map(ruleOf);
}

export function isIn(values: readonly string[], value: string, expected: boolean, what: string): void {
  equal(values.includes(value), expected, `${value} among ${what} (${values.join(', ')})`);
}

async function bytesOf(file: vscode.Uri): Promise<Uint8Array | undefined> {
  try {
    return await vscode.workspace.fs.readFile(file);
  } catch {
    return undefined;
  }
}

function offsetOf(document: vscode.TextDocument, text: string): number {
  const offset = document.getText().indexOf(text);
  if (offset < 0) throw new Error(`${document.fileName} does not say ${text}`);
  return offset;
}
