import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readDecoupleFile } from '../../server/src/evaluate/libraries/envFiles/decouple';
import { readDotenvFile } from '../../server/src/evaluate/libraries/envFiles/dotenv';
import { readEnvironFile } from '../../server/src/evaluate/libraries/envFiles/environ';
import { readHonchoEnvFile } from '../../server/src/syntax/envFile/honcho';
import { hostileFiles } from './envFileLines';
import { refereeOrSkip } from './venv.mjs';

type Answer = Readonly<Record<string, string | null>> | 'refused';
type Reader = 'decouple' | 'environ' | 'environComments' | 'dotenv' | 'honcho';
type Entries = readonly { readonly name: string; readonly value: string | undefined }[];

const python = refereeOrSkip();
const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
/** `PREFLIGHT_ENV_FILES=20000` compares more; `PREFLIGHT_ENV_SEED` other ones. */
const COUNT = Number(process.env.PREFLIGHT_ENV_FILES ?? 2_000);
const SEED = Number(process.env.PREFLIGHT_ENV_SEED ?? 1);

const OURS: Readonly<Record<Reader, (text: string) => Answer>> = {
  decouple: (text) => values(readDecoupleFile(text)),
  environ: (text) => values(readEnvironFile(text)),
  environComments: (text) => values(readEnvironFile(text, true)),
  dotenv: (text) => values(readDotenvFile(text)),
  honcho: (text) => {
    const reading = readHonchoEnvFile(text);
    return reading.kind === 'refused' ? 'refused' : values(reading.entries);
  },
};

describe.skipIf(python === undefined)('env files under the real packages', () => {
  const ask = (script: string, args: readonly string[], input: string): string =>
    execFileSync(python ?? '', ['-X', 'utf8', '-B', path(script), ...args], { encoding: 'utf8', input, maxBuffer: 1 << 28 });

  it('gives what is recorded', () => {
    expect(ask('../evaluate/libraries/record.py', ['lines.recorded.json'], '')).toContain('everything as recorded');
  }, 120_000);

  it(`reads ${COUNT} random files as they do`, () => {
    const texts = hostileFiles(COUNT, SEED);
    const answers = JSON.parse(ask('env_files.py', [], JSON.stringify(texts))) as readonly Readonly<Record<Reader, Answer>>[];
    expect(answers).toHaveLength(COUNT);
    const readers = Object.keys(OURS) as Reader[];
    const different = texts.flatMap((text, index) =>
      readers
        .map((reader) => ({ reader, text, ours: OURS[reader](text), theirs: answers[index]?.[reader] }))
        .filter(({ ours, theirs }) => JSON.stringify(sorted(ours)) !== JSON.stringify(sorted(theirs))),
    );
    expect(different.slice(0, 20)).toEqual([]);
  }, 600_000);
});

function values(entries: Entries): Answer {
  return Object.fromEntries(entries.map(({ name, value }) => [name, value ?? null]));
}

function sorted(answer: Answer | undefined): unknown {
  return typeof answer === 'object' ? Object.entries(answer).sort(([a], [b]) => (a < b ? -1 : 1)) : answer;
}
