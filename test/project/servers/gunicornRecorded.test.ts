import { describe, expect, it } from 'vitest';
import { LINES, recordedAnswers, VERSIONS } from '../../oracle/gunicorn/answers';
import { commandLines } from '../../oracle/gunicorn/cases';
import { disagreements } from '../../oracle/gunicorn/compare';

describe.each(VERSIONS)('gunicorn %s, as it was recorded', (version) => {
  it('takes and refuses what we do: every setting in a file and as a flag, and command lines', async () => {
    const answers = recordedAnswers(version);
    expect(answers.version).toBe(version);
    expect(Object.keys(answers.file).length).toBeGreaterThan(90);
    expect(await disagreements(answers, commandLines(LINES.count, LINES.seed))).toEqual([]);
  }, 120_000);
});
