import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pythonWith } from '../venv.mjs';
import { type Answers, LINES, pathOf, recordedAnswers, VERSIONS } from './answers';
import { commandLines, TEXTS, VALUES } from './cases';
import { disagreements } from './compare';

/** `PREFLIGHT_GUNICORN_LINES=20000` compares more command lines; `PREFLIGHT_GUNICORN_SEED` other ones. */
const COUNT = Number(process.env.PREFLIGHT_GUNICORN_LINES ?? 4_000);
const SEED = Number(process.env.PREFLIGHT_GUNICORN_SEED ?? 1);

describe.each(VERSIONS)('gunicorn %s', (version) => {
  const python = pythonOf(version);
  const ask = (lines: readonly (readonly string[])[]): Answers => {
    const input = JSON.stringify({ values: VALUES, texts: TEXTS, lines });
    return JSON.parse(execFileSync(python ?? '', ['-X', 'utf8', '-B', pathOf('ask.py')], { encoding: 'utf8', input, maxBuffer: 1 << 28 }));
  };

  it.skipIf(python === undefined)(
    'says what is recorded',
    () => {
      const answers = ask(commandLines(LINES.count, LINES.seed));
      if (process.env.ORACLE_RECORD) writeFileSync(pathOf(`recorded/${version}.json`), `${JSON.stringify(answers)}\n`);
      expect(recordedAnswers(version)).toEqual(answers);
    },
    300_000,
  );

  it.skipIf(python === undefined)(
    `takes and refuses ${COUNT} random command lines as we do`,
    async () => {
      const lines = commandLines(COUNT, SEED);
      expect((await disagreements(ask(lines), lines)).slice(0, 20)).toEqual([]);
    },
    300_000,
  );
});

/** The python of an environment with that gunicorn alone; undefined, with a line that says why, where there is none. */
function pythonOf(version: string): string | undefined {
  const requirements = join(mkdtempSync(join(tmpdir(), 'gunicorn-')), 'requirements.txt');
  writeFileSync(requirements, `gunicorn==${version}\n`);
  try {
    return pythonWith(`oracle-gunicorn-${version}`, requirements);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (process.env.PREFLIGHT_REFEREES === 'required') throw new Error(`the gunicorn referee is required: ${reason}`);
    console.warn(`SKIPPED: no gunicorn ${version} (${reason})`);
    return undefined;
  }
}
