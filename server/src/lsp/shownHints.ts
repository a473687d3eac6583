import { inlayHintsIn } from '../features/inlayHints';
import type { Workspace } from './workspace';

/** Remembers where a client shows inlay hints: an edit of one settings file may change those behind the lines of another. */
export interface ShownHints {
  /** To be called when a client asks for the hints of a document. */
  asked(uri: string): void;
  /** Whether an edit may have changed the hints of a document beside the edited one, since this was last asked. */
  changed(workspace: Workspace): boolean;
}

export function createShownHints(): ShownHints {
  const uris = new Set<string>();
  let before: string | undefined;
  return {
    asked: (uri) => void uris.add(uri),
    changed(workspace) {
      for (const uri of uris) if (workspace.versionOf(uri) === null) uris.delete(uri);
      // A client asks anew for what is being edited: with one document there is nothing to tell it.
      const now = uris.size > 1 ? [...uris].map((uri) => labelsOf(workspace, uri)).join('\n\n') : undefined;
      const isOther = now !== undefined && now !== before;
      before = now;
      return isOther;
    },
  };
}

function labelsOf(workspace: Workspace, uri: string): string {
  const located = workspace.locate(uri);
  const project = located?.folder.inlayHints ? located.folder.analysis()?.project : undefined;
  return located && project
    ? inlayHintsIn(project, located.path)
        .map(({ name, label }) => `${name} ${label}`)
        .join('\n')
    : '';
}
