import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Answer } from './ours';

/** What the referees say, by the names of the cases: commands, or why a Dockerfile is refused; paths that the schema refuses. */
export interface Answers {
  readonly dockerfiles: Readonly<Record<string, readonly Answer[] | string>>;
  readonly composes: Readonly<Record<string, readonly string[]>>;
}

const path = fileURLToPath(new URL('recorded.json', import.meta.url));

export function recorded(): Answers {
  return JSON.parse(readFileSync(path, 'utf8')) as Answers;
}

export function record(answers: Answers): void {
  writeFileSync(path, `${JSON.stringify(answers, undefined, 1)}\n`);
}
