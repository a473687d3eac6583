import type { Workspace } from './workspace';

/** Remembers where a client shows something behind or above lines: an edit of one file may change what stands in another. */
export interface Shown {
  /** To be called when a client asks for what is shown in a document. */
  asked(uri: string): void;
  /** Whether an edit may have changed what is shown in a document beside the edited one, since this was last asked. */
  changed(workspace: Workspace): boolean;
}

/**
 * @param labelsOf what is shown in a document now, as one text.
 * @param least of how many documents it takes to look: a client asks anew for what is being edited, so that with one document that may be
 *   that one there is nothing to tell it.
 */
export function createShown(labelsOf: (workspace: Workspace, uri: string) => string, least: number): Shown {
  const uris = new Set<string>();
  let before: string | undefined;
  return {
    asked: (uri) => void uris.add(uri),
    changed(workspace) {
      for (const uri of uris) if (workspace.versionOf(uri) === null) uris.delete(uri);
      const now = uris.size >= least ? [...uris].map((uri) => labelsOf(workspace, uri)).join('\n\n') : undefined;
      const isOther = now !== undefined && now !== before;
      before = now;
      return isOther;
    },
  };
}
