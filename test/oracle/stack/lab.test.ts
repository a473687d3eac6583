import { afterAll, describe, expect, it } from 'vitest';
import type { SiteName } from './lab/case';
import { allCases, holdCase, holdSite, type NamedCase } from './lab/hold';
import { findingsOf, fix } from './lab/ours';
import { SITES } from './lab/run';
import { type Tools, toolsOrSkip } from './lab/tools';

const tools = toolsOrSkip();
const isRoot = process.getuid?.() === 0;
const ours = { findingsOf, fix };
const cases = await allCases();

describe.skipIf(tools === undefined).concurrent('the failure lab', () => {
  afterAll(() => tools?.end());

  it.each(Object.keys(SITES) as SiteName[])('a sound site: %s', (site) => holdSite(there(tools), ours, site));

  for (const one of cases) {
    it.skipIf(one.needsRoot && !isRoot)(`${one.name}: ${one.title}`, () => holdCase(there(tools), ours, one));
  }

  describe('fails', () => {
    const sample = named('alias-without-slash');

    it('where the fault of a case is not seen', async () => {
      const mended: NamedCase = { ...sample, name: 'policy-not-on-errors' };
      await expect(holdCase(there(tools), ours, mended)).rejects.toThrow('the fault, as it is seen');
    });

    it('where no rule names the fault', async () => {
      const silent = { ...ours, findingsOf: async () => [] };
      await expect(holdCase(there(tools), silent, sample)).rejects.toThrow('nginx/alias-slash-mismatch in deploy/nginx.conf');
    });

    it('where the fix mends nothing', async () => {
      const idle = { ...ours, fix: async () => undefined };
      await expect(holdCase(there(tools), idle, sample)).rejects.toThrow('the same after the fix');
    });

    it('where something else is said of the files', async () => {
      const loud = { ...sample, expect: { ...sample.expect, rules: ['nginx/static-not-cached'] } };
      await expect(holdCase(there(tools), ours, loud)).rejects.toThrow('what else is said');
    });
  });
});

function there(found: Tools | undefined): Tools {
  if (!found) throw new Error('the tools are not there');
  return found;
}

function named(name: string): NamedCase {
  const found = cases.find((one) => one.name === name);
  if (!found) throw new Error(`there is no case ${name}`);
  return found;
}
