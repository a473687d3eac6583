import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Case, type Expectation, readCases } from './cases';
import { debianNginx, type Nginx, newerNginx, newestNginx, openOrSkip, verdictText } from './nginx';
import { allRecorded, lacksModule, record } from './recorded';

const cases = readCases();
const isRecording = process.env.ORACLE_RECORD === '1';
const opened: Nginx[] = [];

afterAll(() => {
  for (const one of opened) one.end();
});

describe('the suite', () => {
  it('has at least 400 configurations', () => {
    expect(cases.length).toBeGreaterThanOrEqual(400);
  });

  it('is judged by the versions of nginx as its headings say', () => {
    const recorded = allRecorded();
    const wrong = cases.flatMap((one) => {
      const said = recorded.map(({ verdicts }) => verdicts[one.id] ?? '');
      return isExpected(one.expectation, said, lacksModule(one.id, recorded)) ? [] : [`${one.expectation} ${one.id}: ${said.join(' | ')}`];
    });
    expect(wrong).toEqual([]);
  });
});

describe.each([
  ["Debian's nginx", debianNginx],
  ['a newer nginx', newerNginx],
  ['the newest nginx', newestNginx],
])('%s', (name, open) => {
  let nginx: Nginx | undefined;

  beforeAll(() => {
    nginx = openOrSkip(name, open);
    if (nginx) opened.push(nginx);
  }, 240_000);

  it('says what is recorded', async ({ skip }) => {
    if (!nginx) return skip();
    const verdicts = await verdictsOf(nginx, cases);
    if (isRecording) record(nginx.version, verdicts);
    const recorded = allRecorded().find((one) => one.nginx === nginx?.version);
    if (!recorded && process.env.PREFLIGHT_REFEREES !== 'required') return skip(`nothing is recorded of nginx ${nginx.version}`);
    expect(verdicts).toEqual(recorded?.verdicts);
  });
});

async function verdictsOf(nginx: Nginx, asked: readonly Case[]): Promise<Readonly<Record<string, string>>> {
  const verdicts = await nginx.test(asked.map((one) => one.files));
  return Object.fromEntries(asked.map((one, index) => [one.id, verdictText(verdicts[index] ?? 'accepted')]));
}

/** Which of the versions, the oldest first, accept a case. */
const ACCEPTED_BY: Readonly<Record<Expectation, readonly boolean[]>> = {
  accepted: [true, true, true],
  rejected: [false, false, false],
  machine: [false, false, false],
  older: [true, false, false],
  newer: [false, true, true],
  newest: [false, false, true],
};

/** The newest counts only where it was built with what the case is about. */
function isExpected(expectation: Expectation, said: readonly string[], newestLacksIt: boolean): boolean {
  const counted = newestLacksIt ? said.slice(0, 2) : said;
  return counted.length > 0 && counted.every((text, index) => (text === 'accepted') === ACCEPTED_BY[expectation][index]);
}
