import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { pythonWith } from '../venv.mjs';
import { COMPOSES } from './composes';
import { DOCKERFILES } from './dockerfiles';
import { type Answers, record, recorded } from './recorded';

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

function referee(): string | undefined {
  try {
    return pythonWith('oracle-docker-venv', path('requirements.txt'));
  } catch (error) {
    if (process.env.PREFLIGHT_REFEREES === 'required') throw error;
    console.warn(`SKIPPED: no referee for Dockerfiles (${error instanceof Error ? error.message : String(error)})`);
    return undefined;
  }
}

const python = referee();

describe.skipIf(python === undefined)('Dockerfiles and compose files under their referees', () => {
  it('are answered as is recorded', () => {
    const input = JSON.stringify({ dockerfiles: Object.values(DOCKERFILES), composes: Object.values(COMPOSES) });
    const output = execFileSync(python ?? '', ['-X', 'utf8', '-B', path('answer.py')], { encoding: 'utf8', input });
    const answers = JSON.parse(output) as {
      dockerfiles: readonly Answers['dockerfiles'][string][];
      composes: readonly (readonly string[])[];
    };
    const named: Answers = { dockerfiles: byName(DOCKERFILES, answers.dockerfiles), composes: byName(COMPOSES, answers.composes) };
    if (process.env.ORACLE_RECORD) record(named);
    expect(recorded()).toEqual(named);
  }, 120_000);
});

function byName<T>(cases: Readonly<Record<string, string>>, answers: readonly T[]): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.keys(cases).map((name, index) => [name, answers[index] as T]));
}
