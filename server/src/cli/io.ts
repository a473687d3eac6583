import type { Files } from '../host/files';
import type { Rule } from '../rules/rule';
import type { ParseNginx } from '../syntax/nginx/parse';
import type { Module } from '../syntax/python/ast';

/** Everything that a command needs of the world; tests hand in their own. */
export interface Io {
  readonly version: string;
  /** Absolute. */
  readonly cwd: string;
  /** Standard output is a terminal that shows colours. */
  readonly colors: boolean;
  /** Characters that a line of the terminal holds; undefined where the output is none. */
  readonly columns?: number | undefined;
  readonly rules: readonly Rule[];
  out(text: string): void;
  err(text: string): void;
  /** Milliseconds of any clock that only goes forward. */
  now(): number;
  files(root: string): Files;
  /** Loads the parsers; asked for once, and only by commands that read a project. */
  parsers(): Promise<Parsers>;
  /** Serves the language server protocol over standard input and output until the client leaves. */
  serve(): Promise<void>;
}

export interface Parsers {
  readonly parsePython: (text: string) => Module;
  readonly parseNginx: ParseNginx;
}

/** A fault of the call, not of the project: one line for the user, exit code 2. */
export class UsageError extends Error {}
