import { existsSync, readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allCases, allSnippets, environmentTitle, readRecording, readSnippetRecording, recordingFile } from '../oracle/cases';
import { printedDifferences } from '../oracle/commandLine';
import { type Comparison, compare, compareSnippet } from '../oracle/engine';

const LEAST_SHARE_OF_SNIPPETS = 0.9;

/** Django's answers as test/oracle/recorded keeps them: the referee's verdict on machines that have only Node. */
describe('settings as the real Django evaluated them', () => {
  const cases = allCases();

  it('has a recording of every case, and of nothing else', () => {
    const files = readdirSync(dirname(recordingFile('any'))).sort();
    expect(files).toEqual(cases.map((one) => `${one.name}.json`).sort());
  });

  for (const one of cases.filter((candidate) => existsSync(recordingFile(candidate.name)))) {
    describe(`${one.name}: ${one.idiom}`, () => {
      const { answers } = readRecording(one.name);

      it('was recorded in the environments of the case', () => {
        expect(answers.map((recorded) => recorded.environment)).toEqual(one.environments);
      });

      it.each(answers.map(({ environment, answer }) => [environmentTitle(environment), environment, answer] as const))(
        'agrees in %s',
        async (_title, environment, answer) => {
          const { wrong, missed, extraChecks, missingChecks } = await compare(one, environment, answer);
          const unexplained = missingChecks.filter((id) => !(id in (one.missing ?? {})));
          expect({ wrong, missed, extraChecks, missingChecks: unexplained }).toEqual({
            wrong: [],
            missed: [],
            extraChecks: [],
            missingChecks: [],
          });
        },
      );

      it('prints on the command line what Django has', async () => {
        const differences: string[] = [];
        for (const { environment, answer } of answers) differences.push(...(await printedDifferences(one, environment, answer)));
        expect(differences).toEqual([]);
      });

      it('knows what it should of the values, and excuses no check without need', async () => {
        const compared: Comparison[] = [];
        for (const { environment, answer } of answers) compared.push(await compare(one, environment, answer));
        const total = compared.reduce((sum, result) => sum + result.total, 0);
        const unknown = compared.flatMap((result) => result.unknown);
        const share = total === 0 ? 1 : (total - unknown.length) / total;
        expect(share, [...new Set(unknown)].join('\n')).toBeGreaterThanOrEqual(one.known ?? 1);
        const excused = Object.keys(one.missing ?? {});
        expect(excused.filter((id) => !compared.some((result) => result.missingChecks.includes(id)))).toEqual([]);
      });
    });
  }
});

describe('Python as Python itself runs it', () => {
  const { answers } = readSnippetRecording();

  it('has an answer to every snippet, and to nothing else', () => {
    expect(answers.map((answer) => answer.code)).toEqual(allSnippets());
  });

  for (const { code, value } of answers) {
    it(code.replaceAll('\n', '; '), async () => {
      expect((await compareSnippet(code, value)).wrong).toEqual([]);
    });
  }

  it('knows most of the results', async () => {
    const compared = [];
    for (const { code, value } of answers) compared.push(await compareSnippet(code, value));
    expect(compared.filter((result) => result.known).length / answers.length).toBeGreaterThan(LEAST_SHARE_OF_SNIPPETS);
  });
});
