import type { InlayHint, InlayHintParams } from 'vscode-languageserver';
import { type InlayHint as Hint, inlayHintStory, inlayHintsIn } from '../../features/inlayHints';
import type { Project } from '../../project/project';
import type { ServerContext } from '../context';
import type { Folder } from '../folder';
import { storyMarkup } from '../storyMarkup';
import type { Workspace } from '../workspace';

/** What `inlayHint/resolve` finds a hint again by. */
export interface HintData {
  readonly uri: string;
  readonly offset: number;
  readonly name: string;
}

/** textDocument/inlayHint. The tooltip is left to `inlayHint/resolve` where the client asks for it. */
export function inlayHint(context: ServerContext, { textDocument, range }: InlayHintParams): InlayHint[] {
  const { uri } = textDocument;
  const located = context.workspace.locate(uri);
  if (!located?.folder.inlayHints) return [];
  const { folder, path } = located;
  const project = folder.analysis()?.project;
  const lines = path.endsWith('.py') ? project?.source(path)?.lines : undefined;
  if (!project || !lines) return [];
  context.shownHints.asked(uri);
  const span = { start: lines.offset(range.start), end: lines.offset(range.end) };
  return inlayHintsIn(project, path, span).map((hint): InlayHint => {
    const data: HintData = { uri, offset: hint.offset, name: hint.name };
    const tooltip = context.features.resolveHintTooltip ? {} : { tooltip: tooltipOf(context, folder, project, hint) };
    return { position: lines.position(hint.offset), label: hint.label, paddingLeft: true, data, ...tooltip };
  });
}

/** inlayHint/resolve: the whole story. A hint whose statement is gone comes back without one. */
export function inlayHintResolve(context: ServerContext, hint: InlayHint): InlayHint {
  const data = hint.data as HintData | undefined;
  const located = data && context.workspace.locate(data.uri);
  const project = located?.folder.analysis()?.project;
  if (!data || !located || !project) return hint;
  const here = { start: data.offset, end: data.offset };
  const found = inlayHintsIn(project, located.path, here).find(({ name }) => name === data.name);
  return found ? { ...hint, tooltip: tooltipOf(context, located.folder, project, found) } : hint;
}

/** The hints of a document as text: the same as long as nothing has to be shown anew. */
export function hintLabels(workspace: Workspace, uri: string): string {
  const located = workspace.locate(uri);
  const project = located?.folder.inlayHints ? located.folder.analysis()?.project : undefined;
  const hints = located && project ? inlayHintsIn(project, located.path) : [];
  return hints.map(({ name, label }) => `${name} ${label}`).join('\n');
}

function tooltipOf(context: ServerContext, folder: Folder, project: Project, hint: Hint) {
  const { format, kind } = storyMarkup(context, folder);
  return { kind, value: inlayHintStory(project, hint, format) };
}
