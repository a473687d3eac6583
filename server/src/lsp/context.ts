import type { ApplyWorkspaceEditResult, WorkspaceEdit } from 'vscode-languageserver';
import type { ClientFeatures } from './capabilities';
import type { Shown } from './shown';
import type { Workspace } from './workspace';

/** `edit`: of an open document, after which a client asks for diagnostics by itself. `elsewhere`: files, folders, configuration. */
export type ChangeCause = 'edit' | 'elsewhere';

/** What handlers share; made once per connection and handed to each of them. */
export interface ServerContext {
  readonly workspace: Workspace;
  readonly features: ClientFeatures;
  readonly shownHints: Shown;
  readonly shownLenses: Shown;
  /** Fulfilled when the client's configuration has been read; requests wait for it. */
  readonly ready: Promise<void>;
  /** A line for the client's output channel. */
  log(message: string): void;
  applyEdit(label: string, edit: WorkspaceEdit): Promise<ApplyWorkspaceEditResult>;
  /** To be called after anything changed that results may depend on. */
  changed(cause: ChangeCause): void;
  /** Fulfilled at the next call of `changed`, or when `stop` is. */
  nextChange(stop: Promise<void>): Promise<void>;
}
