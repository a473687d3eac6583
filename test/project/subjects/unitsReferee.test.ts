import { describe, expect, it } from 'vitest';
import { readCases } from '../../oracle/systemd/cases';
import { ourProblems } from '../../oracle/systemd/ours';
import { allRecorded, listedDisagreements } from '../../oracle/systemd/recorded';

const cases = readCases();
const listed = listedDisagreements();

describe('the suite of units', () => {
  it('has sound ones and broken ones of every sort', () => {
    expect(cases.length).toBeGreaterThanOrEqual(60);
    expect(cases.filter(({ isSound }) => isSound).length).toBeGreaterThanOrEqual(15);
  });

  it.each(allRecorded())('is judged by systemd $systemd as its headings say', ({ problems }) => {
    const wrong = cases.filter(({ id, isSound }) => ((problems[id] ?? ['nothing is recorded']).length === 0) !== isSound);
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  it.each(allRecorded())('is judged by us as systemd $systemd does, but for what is listed', ({ problems }) => {
    const other = cases.filter((one) => JSON.stringify(ourProblems(one)) !== JSON.stringify(problems[one.id]));
    const shown = other.filter(({ id }) => !listed.some((one) => one.case === id));
    expect(shown.map((one) => `${one.id}: systemd says ${problems[one.id]}, we say ${ourProblems(one)}`)).toEqual([]);
    expect(listed.map((one) => one.case).filter((id) => !other.some((one) => one.id === id))).toEqual([]);
  });
});
