import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What ask.py says; see there. */
export interface Answers {
  readonly version: string;
  readonly settings: Readonly<Record<string, readonly string[] | null>>;
  readonly file: Readonly<Record<string, string>>;
  readonly flags: Readonly<Record<string, string>>;
  readonly lines: readonly LineAnswer[];
}

export interface LineAnswer {
  readonly error?: true;
  readonly exit?: true;
  readonly args?: readonly string[];
  readonly options?: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}

/** Lines that are recorded; the live test asks about more. */
export const LINES = { count: 1500, seed: 7 };

export const VERSIONS = JSON.parse(readFileSync(pathOf('versions.json'), 'utf8')) as readonly string[];

export function pathOf(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url));
}

export function recordedAnswers(version: string): Answers {
  return JSON.parse(readFileSync(pathOf(`recorded/${version}.json`), 'utf8')) as Answers;
}
