import { type CodeAction, CodeActionKind, type CodeActionParams, type Diagnostic, SnippetTextEdit } from 'vscode-languageserver';
import { type Analysis, findingsIn } from '../../features/analysis';
import { hasSafeFix } from '../../features/fixAll';
import { ignoreHere, REASON } from '../../features/ignoreHere';
import { COMMANDS, type FixReference } from '../../protocol';
import type { Finding } from '../../rules/rule';
import { FIX_ALL } from '../capabilities';
import type { ServerContext } from '../context';
import { referenceTo } from '../fixReference';
import type { Folder } from '../folder';
import { rangeOf, toDiagnostic, toWorkspaceEdit } from '../protocolMap';
import { codeActionResolve } from './codeActionResolve';

/** What `codeAction/resolve` gets back to compute the edit from. */
export type ActionData =
  | { readonly kind: 'fix'; readonly reference: FixReference }
  | { readonly kind: 'fixAll'; readonly folder: string; readonly file: string };

/** textDocument/codeAction: fixes, ignoring, turning off and explaining for the findings under the range, and fix-all for the file. */
export function codeAction(context: ServerContext, params: CodeActionParams): CodeAction[] {
  const located = context.workspace.locate(params.textDocument.uri);
  const analysis = located?.folder.analysis();
  const file = located && analysis?.project.source(located.path);
  if (!located || !analysis || !file) return [];
  const inFile = findingsIn(analysis, located.path);
  const start = file.lines.offset(params.range.start);
  const end = file.lines.offset(params.range.end);
  const touched = inFile.filter(({ place }) => place.span.start <= end && start <= place.span.end);
  const actions: CodeAction[] = [];
  if (wants(params, CodeActionKind.QuickFix)) {
    const here = touched.map((finding) => ({ finding, diagnostic: diagnosticOf(context, params, located.folder, analysis, finding) }));
    actions.push(...here.flatMap(({ finding, diagnostic }) => fixActions(located.folder, finding, diagnostic)));
    actions.push(...here.flatMap(({ finding, diagnostic }) => ignoreActions(context, located.folder, analysis, finding, diagnostic)));
    actions.push(...here.flatMap(({ finding, diagnostic }) => commandActions(context, located.folder, finding, diagnostic)));
  }
  if (wants(params, FIX_ALL) && hasSafeFix(inFile)) {
    const data: ActionData = { kind: 'fixAll', folder: located.folder.uri, file: located.path };
    actions.push({ title: 'Apply all safe Django Preflight fixes', kind: FIX_ALL, data });
  }
  return context.features.resolveEdit ? actions : actions.map((action) => codeActionResolve(context, action)).filter(hasEffect);
}

function fixActions(folder: Folder, finding: Finding, diagnostic: Diagnostic): CodeAction[] {
  return finding.fixes.map((fix, at) => {
    const data: ActionData = { kind: 'fix', reference: referenceTo(folder, finding, fix) };
    return { title: fix.title, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic], isPreferred: fix.safe && at === 0, data };
  });
}

function ignoreActions(context: ServerContext, folder: Folder, analysis: Analysis, finding: Finding, diagnostic: Diagnostic): CodeAction[] {
  const file = ignoreHere(analysis.project, finding);
  const edit = file && toWorkspaceEdit(context, folder, analysis.project, [file]);
  if (!edit) return [];
  if (context.features.snippetEdits) edit.documentChanges?.forEach(askForReason);
  return [{ title: `Ignore ${finding.rule} here (with a reason)`, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic], edit }];
}

/** Turns the placeholder of the reason into a field that the editor puts the cursor in. */
function askForReason(change: NonNullable<NonNullable<CodeAction['edit']>['documentChanges']>[number]): void {
  if (!('edits' in change)) return;
  change.edits = change.edits.map((edit) => {
    if (SnippetTextEdit.is(edit)) return edit;
    const escaped = edit.newText.replace(/[\\$}]/g, '\\$&');
    return { range: edit.range, snippet: { kind: 'snippet', value: escaped.replace(REASON, `\${0:${REASON}}`) } };
  });
}

/** What only the client can do, where it says that it does. */
function commandActions({ features }: ServerContext, folder: Folder, { rule }: Finding, diagnostic: Diagnostic): CodeAction[] {
  const actions = [
    { title: `Turn ${rule} off`, command: COMMANDS.turnOffRule, arguments: [rule, folder.uri] },
    { title: `Explain ${rule}`, command: COMMANDS.explainRule, arguments: [rule] },
  ];
  return actions
    .filter(({ command }) => features.commands.has(command))
    .map((command) => ({ title: command.title, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic], command }));
}

/** The client's own diagnostic where it sent it, so that it knows which one the action mends. */
function diagnosticOf(context: ServerContext, params: CodeActionParams, folder: Folder, analysis: Analysis, finding: Finding): Diagnostic {
  const range = rangeOf(analysis.project, finding.place.file, finding.place.span);
  const sent = params.context.diagnostics.find(
    (diagnostic) => diagnostic.code === finding.rule && JSON.stringify(diagnostic.range) === JSON.stringify(range),
  );
  return sent ?? toDiagnostic(context, folder, analysis.project, finding);
}

/** A kind is asked for when nothing is, or when one of the wanted kinds is it or a parent of it. */
function wants(params: CodeActionParams, kind: string): boolean {
  const only = params.context.only;
  return only === undefined || only.some((wanted) => wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`));
}

function hasEffect(action: CodeAction): boolean {
  return action.edit !== undefined || action.command !== undefined;
}
