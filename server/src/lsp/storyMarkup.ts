import { MarkupKind } from 'vscode-languageserver';
import type { StoryFormat } from '../features/storyText';
import type { ServerContext } from './context';
import type { Folder } from './folder';

/** How stories are written for this client: Markdown with links that it can follow, or plain text. */
export function storyMarkup(
  { features, workspace }: ServerContext,
  folder: Folder,
): { readonly format: StoryFormat; readonly kind: MarkupKind } {
  return {
    kind: features.markdown ? MarkupKind.Markdown : MarkupKind.PlainText,
    format: {
      format: features.markdown ? 'markdown' : 'text',
      link: (file, line) => `${workspace.uriOf(folder, file)}#L${line}`,
    },
  };
}
