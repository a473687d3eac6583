import type { Files } from '../host/files';
import type { ParseNginx } from '../syntax/nginx/parse';
import type { ParsePython } from '../syntax/python/reparse';

/** What the server needs of the place that it runs in. Everything else in `lsp/` is pure. */
export interface ServerHost {
  readonly version: string;
  readonly parsePython: ParsePython;
  readonly parseNginx: ParseNginx;
  /** The files of a workspace folder; undefined when they cannot be read from here. */
  openFolder(uri: string): FolderFiles | undefined;
  /** Runs `task` once, after the messages that have already arrived were handled. */
  defer(task: () => void): void;
}

export interface FolderFiles {
  readonly files: Files;
  /** Forgets what was remembered of these files (relative to the folder). */
  forget(paths: readonly string[]): void;
}
