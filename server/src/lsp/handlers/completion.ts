import { type CompletionItem, CompletionItemKind, type CompletionParams, InsertTextFormat } from 'vscode-languageserver';
import { completionsAt, type NginxCompletion } from '../../features/nginx/completion';
import type { ServerContext } from '../context';

const KINDS: Readonly<Record<NginxCompletion['kind'], CompletionItemKind>> = {
  directive: CompletionItemKind.Property,
  block: CompletionItemKind.Module,
  variable: CompletionItemKind.Variable,
  value: CompletionItemKind.EnumMember,
  name: CompletionItemKind.Reference,
};

/** textDocument/completion: in nginx's files. */
export function completion(context: ServerContext, params: CompletionParams): CompletionItem[] {
  const located = context.workspace.locate(params.textDocument.uri);
  const project = located?.folder.analysis()?.project;
  const source = located && project?.nginx(located.path);
  if (!located || !project || !source) return [];
  const isSnippetClient = context.features.snippets;
  return completionsAt(project, located.path, source.lines.offset(params.position)).map((each) => ({
    label: each.label,
    kind: KINDS[each.kind],
    ...(each.detail !== undefined && { detail: each.detail }),
    sortText: `${each.isCommon ? 0 : 1}${each.label}`,
    filterText: each.label,
    insertTextFormat: each.isSnippet && isSnippetClient ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: {
      range: source.lines.range(each.span),
      // A client without snippets gets the name alone.
      newText: each.isSnippet && !isSnippetClient ? each.label : each.text,
    },
  }));
}
