import { describe, expect, it } from 'vitest';
import { readCases } from './cases';
import { allRecorded, record } from './recorded';
import { systemdVersion, verify } from './verify';

const cases = readCases();

describe('systemd-analyze verify', () => {
  it('says what is recorded', ({ skip }) => {
    const version = systemdVersion();
    if (version === undefined) {
      if (process.env.PREFLIGHT_REFEREES === 'required') throw new Error('systemd-analyze is missing');
      return skip('systemd-analyze is missing');
    }
    const said = Object.fromEntries(cases.map((one) => [one.id, verify(one)]));
    if (process.env.ORACLE_RECORD === '1') record(version, said);
    const recorded = allRecorded().find(({ systemd }) => systemd === version);
    if (!recorded && process.env.PREFLIGHT_REFEREES !== 'required') return skip(`nothing is recorded of systemd ${version}`);
    expect(said).toEqual(recorded?.problems);
  });
});
