import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCases } from './cases';
import { compare } from './judge';
import { mutations } from './mutate';
import { debianNginx, type Nginx, newerNginx, openOrSkip } from './nginx';
import { type OurJudge, ourJudge } from './ours';

/** Where the disagreements of the last run are written out. */
const REPORTS = join(import.meta.dirname, '..', '..', '..', '.cache', 'oracle-nginx');

const valid = readCases().filter((one) => one.expectation === 'accepted');
const opened: Nginx[] = [];

afterAll(() => {
  for (const one of opened) one.end();
});

/** Another seed or count for a longer search: `NGINX_SEED=7 NGINX_MUTATIONS=20000`. */
const seed = (fixed: number) => Number(process.env.NGINX_SEED ?? fixed);
const count = (fixed: number) => Number(process.env.NGINX_MUTATIONS ?? fixed);

describe.each([
  ["Debian's nginx", debianNginx, 1, 3000],
  ['a newer nginx', newerNginx, 2, 800],
])('%s', (name, open, fixedSeed, fixedCount) => {
  let nginx: Nginx | undefined;
  let ours: OurJudge;

  beforeAll(async () => {
    nginx = openOrSkip(name, open);
    if (nginx) opened.push(nginx);
    ours = await ourJudge();
  }, 240_000);

  it(`agrees with us on ${fixedCount} mutations of what it accepts`, { timeout: 300_000 }, async ({ skip }) => {
    if (!nginx) return skip();
    const { version } = nginx;
    const mutated = mutations(valid, seed(fixedSeed), count(fixedCount));
    const verdicts = await nginx.test(mutated.map((one) => one.files));
    const outcomes = mutated.map((one, index) => compare(one.files, verdicts[index] ?? 'accepted', ours(one.files, version)));
    const said = mutated.flatMap(({ id, files }, index) => {
      const outcome = outcomes[index];
      return outcome && 'why' in outcome
        ? [`${outcome.outcome.toUpperCase()} ${id}\n${outcome.why}\n${[...files.values()].join('---\n')}`]
        : [];
    });
    mkdirSync(REPORTS, { recursive: true });
    writeFileSync(join(REPORTS, `mutations-${version}.txt`), said.join('\n'));
    const judged = outcomes.filter((one) => one.outcome !== 'aside').length;
    console.log(`nginx ${version}: ${mutated.length} mutations, ${mutated.length - judged} set aside, ${said.length} disagreements`);
    expect(judged).toBeGreaterThan(0.95 * mutated.length);
    expect(1 - said.length / judged).toBeGreaterThanOrEqual(0.99);
  });
});
