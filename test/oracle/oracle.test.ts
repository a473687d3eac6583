import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  type Answer,
  allCases,
  allSnippets,
  type Case,
  environmentTitle,
  type Recording,
  readRecording,
  readSnippetRecording,
  recordingFile,
  SNIPPETS_RECORDED,
  type SnippetRecording,
} from './cases';
import { compare } from './engine';
import { type Referee, referee } from './referee';

const MAKE_AGAIN = 'npm run test:oracle -- --record';
const recording = process.env.ORACLE_RECORD !== undefined;
const found = referee();

if ('absent' in found) {
  if (process.env.PREFLIGHT_REFEREES === 'required') throw new Error(`the Django referee is required: ${found.absent}`);
  console.warn(`SKIPPED: no Django referee (${found.absent})`);
  describe.skip('settings as Django sees them', () => it('needs python3 with venv and pip', () => undefined));
} else {
  afterAll(() => found.end());
  describeSnippets(found);
  for (const one of allCases()) describeCase(one, found);
}

function describeSnippets(python: Referee): void {
  it(recording ? 'records what Python makes of the snippets' : 'has the recorded answers of Python to the snippets', async () => {
    const snippets = allSnippets();
    const values = await python.run(snippets);
    const answers = snippets.map((code, at) => ({ code, value: values[at] ?? null }));
    if (recording) write(SNIPPETS_RECORDED, { madeWith: python.versions, makeAgain: MAKE_AGAIN, answers });
    expect(readSnippetRecording().answers, `Python answers otherwise now: ${MAKE_AGAIN}`).toEqual(answers);
  });
}

function describeCase(one: Case, django: Referee): void {
  describe(`${one.name}: ${one.idiom}`, () => {
    const answers = new Map<string, Promise<Answer>>();
    const ask = (environment: Readonly<Record<string, string>>) => {
      const key = JSON.stringify(environment);
      const answer = answers.get(key) ?? django.ask(one, environment);
      answers.set(key, answer);
      return answer;
    };

    it.each(one.environments.map((environment) => [environmentTitle(environment), environment] as const))(
      'agrees with Django in %s',
      async (_title, environment) => {
        const { wrong, missed, extraChecks, missingChecks } = await compare(one, environment, await ask(environment));
        const unexplained = missingChecks.filter((id) => !(id in (one.missing ?? {})));
        expect({ wrong, missed, extraChecks, missingChecks: unexplained }).toEqual({
          wrong: [],
          missed: [],
          extraChecks: [],
          missingChecks: [],
        });
      },
    );

    it(recording ? 'is recorded' : 'has the recorded answers', async () => {
      const fresh = await Promise.all(one.environments.map(async (environment) => ({ environment, answer: await ask(environment) })));
      if (recording) write(recordingFile(one.name), { madeWith: django.versions, makeAgain: MAKE_AGAIN, answers: fresh });
      expect(readRecording(one.name).answers, `Django answers otherwise now: ${MAKE_AGAIN}`).toEqual(fresh);
    });
  });
}

function write(file: string, what: Recording | SnippetRecording): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(what, undefined, 2)}\n`);
}
