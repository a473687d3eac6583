import { beforeAll, describe, expect, it } from 'vitest';
import { readCases } from '../oracle/nginx/cases';
import { compare } from '../oracle/nginx/judge';
import { type OurJudge, ourJudge } from '../oracle/nginx/ours';
import { allRecorded, type Disagreement, lacksModule, listedDisagreements, verdictOfText } from '../oracle/nginx/recorded';

const cases = readCases();
const listed = listedDisagreements();

const recorded = allRecorded();

describe.each(recorded)('what nginx $nginx said of the suite', ({ nginx, verdicts }) => {
  let ours: OurJudge;
  beforeAll(async () => {
    ours = await ourJudge();
  });

  it('was asked about every case', () => {
    expect(Object.keys(verdicts)).toEqual(cases.map((one) => one.id));
  });

  it('is what we say, but for what is listed with its reason', { timeout: 120_000 }, () => {
    const judged = cases.filter((one) => nginx !== recorded.at(-1)?.nginx || !lacksModule(one.id, recorded));
    const found = judged.flatMap((one) => {
      const compared = compare(one.files, verdictOfText(verdicts[one.id] ?? ''), ours(one.files, nginx));
      return 'why' in compared ? [{ case: one.id, outcome: compared.outcome, why: compared.why }] : [];
    });
    expect(
      found.map(({ case: id, outcome, why }) => (isListed(listed, id, nginx, outcome) ? '' : `${outcome}: ${id}: ${why}`)).filter(Boolean),
    ).toEqual([]);
    const stale = listed.filter((one) => one.versions.includes(nginx) && !found.some((each) => each.case === one.case));
    expect(stale).toEqual([]);
    expect(1 - found.length / judged.length).toBeGreaterThanOrEqual(0.99);
  });
});

function isListed(all: readonly Disagreement[], id: string, version: string, outcome: string): boolean {
  return all.some((one) => one.case === id && one.outcome === outcome && one.versions.includes(version) && one.reason !== '');
}
