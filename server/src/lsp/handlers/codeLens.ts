import type { CodeLens, CodeLensParams } from 'vscode-languageserver';
import { lensesIn, lensTitle } from '../../features/codeLens';
import { type ChecklistParams, COMMANDS } from '../../protocol';
import type { ServerContext } from '../context';
import type { Workspace } from '../workspace';

/** What `codeLens/resolve` finds a lens again by. */
interface LensData {
  readonly uri: string;
  readonly profile: string;
}

/** textDocument/codeLens: above a settings module how many findings each of its profiles has. The words come with `codeLens/resolve`. */
export function codeLens({ workspace, shownLenses }: ServerContext, { textDocument }: CodeLensParams): CodeLens[] {
  const located = workspace.locate(textDocument.uri);
  const analysis = located?.folder.codeLens && located.path.endsWith('.py') ? located.folder.analysis() : undefined;
  const lines = located && analysis?.project.source(located.path)?.lines;
  if (!located || !analysis || !lines) return [];
  const lenses = lensesIn(analysis, located.path);
  if (lenses.length > 0) shownLenses.asked(textDocument.uri);
  return lenses.map(({ profile, offset }): CodeLens => {
    const data: LensData = { uri: textDocument.uri, profile: profile.name };
    return { range: lines.range({ start: offset, end: offset }), data };
  });
}

/** codeLens/resolve. A lens whose profile is gone comes back as it is. */
export function codeLensResolve(context: ServerContext, lens: CodeLens): CodeLens {
  const data = lens.data as LensData | undefined;
  const found = data && titlesOf(context.workspace, data.uri).find(({ profile }) => profile === data.profile);
  if (!found) return lens;
  const params: ChecklistParams = { folder: found.folder, profile: found.profile };
  return { ...lens, command: { title: found.title, command: COMMANDS.openChecklist, arguments: [params] } };
}

/** The lenses of a document as text: the same as long as nothing has to be shown anew. */
export function lensLabels(workspace: Workspace, uri: string): string {
  return titlesOf(workspace, uri)
    .map(({ profile, title }) => `${profile} ${title}`)
    .join('\n');
}

function titlesOf(workspace: Workspace, uri: string) {
  const located = workspace.locate(uri);
  const analysis = located?.folder.codeLens ? located.folder.analysis() : undefined;
  if (!located || !analysis) return [];
  return lensesIn(analysis, located.path).map((lens) => ({
    folder: located.folder.uri,
    profile: lens.profile.name,
    title: lensTitle(analysis, lens),
  }));
}
