import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** A project, and what Django is asked about it; see ask_django.py. */
export interface Question {
  readonly files: Readonly<Record<string, string>>;
  /** `{folder}` in a value is the folder of the project. */
  readonly environment: Readonly<Record<string, string>>;
  readonly settings: string;
  readonly commands: readonly (readonly string[])[];
  readonly requests: readonly string[];
  /** Python that runs after the rest; what it raises is a failure. */
  readonly code?: string;
}

export interface Answer {
  readonly failures: readonly string[];
  readonly answers: readonly { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string }[];
  /** What was written to standard output and error. */
  readonly output: string;
}

/** Asks Django about all of them, a process each, in their order. `packages` is a further folder that Python imports from. */
export function askDjango(python: string, packages: string | undefined, questions: readonly Question[]): readonly Answer[] {
  const args = ['-B', '-X', 'utf8', join(import.meta.dirname, 'ask_django.py'), ...(packages === undefined ? [] : [packages])];
  const said = execFileSync(python, args, { encoding: 'utf8', input: JSON.stringify(questions), maxBuffer: 1 << 28 });
  return JSON.parse(said) as readonly Answer[];
}
