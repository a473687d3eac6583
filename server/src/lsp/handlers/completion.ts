import { type CompletionItem, CompletionItemKind, type CompletionParams, InsertTextFormat, MarkupKind } from 'vscode-languageserver';
import type { Span } from '../../base/text';
import { completionsIn } from '../../features/files/dispatch';
import type { Completion } from '../../features/files/fileFeatures';
import { completionsAt, type NginxCompletion } from '../../features/nginx/completion';
import type { ServerContext } from '../context';

const KINDS: Readonly<Record<NginxCompletion['kind'] | Completion['kind'], CompletionItemKind>> = {
  directive: CompletionItemKind.Property,
  key: CompletionItemKind.Property,
  flag: CompletionItemKind.Property,
  block: CompletionItemKind.Module,
  variable: CompletionItemKind.Variable,
  value: CompletionItemKind.EnumMember,
  name: CompletionItemKind.Reference,
};

/** textDocument/completion. */
export function completion(context: ServerContext, params: CompletionParams): CompletionItem[] {
  const located = context.workspace.locate(params.textDocument.uri);
  const project = located?.folder.analysis()?.project;
  const source = located && project?.source(located.path);
  if (!located || !project || !source) return [];
  const offset = source.lines.offset(params.position);
  const isNginx = project.nginx(located.path) !== undefined;
  const found: readonly (Completion | NginxCompletion)[] = isNginx
    ? completionsAt(project, located.path, offset)
    : completionsIn(project, located.path, offset);
  return found.map((each) => itemOf(context, each, (span) => source.lines.range(span)));
}

function itemOf(
  { features }: ServerContext,
  each: Completion | NginxCompletion,
  rangeOf: (span: Span) => { start: { line: number; character: number }; end: { line: number; character: number } },
): CompletionItem {
  const documentation = 'documentation' in each ? each.documentation : undefined;
  return {
    label: each.label,
    kind: KINDS[each.kind],
    ...(each.detail !== undefined && { detail: each.detail }),
    ...(documentation !== undefined && {
      documentation: { kind: features.markdown ? MarkupKind.Markdown : MarkupKind.PlainText, value: documentation },
    }),
    sortText: `${each.isCommon ? 0 : 1}${each.label}`,
    filterText: each.label,
    insertTextFormat: each.isSnippet && features.snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: {
      range: rangeOf(each.span),
      // A client without snippets gets the name alone.
      newText: each.isSnippet && !features.snippets ? each.label : each.text,
    },
  };
}
