import { afterAll, describe, expect, it } from 'vitest';
import { parsePython } from '../../../server/src/syntax/python/parse';
import { python } from '../../support/python';
import { refereeOrSkip } from '../venv.mjs';
import { startAnswers } from './answers';
import { explore } from './explore';
import { printed } from './tree';

/** `PROPERTY_SEED` and `PROPERTY_COUNT` choose other modules, or more of them. */
const SEED = Number(process.env.PROPERTY_SEED ?? 1);
const COUNT = Number(process.env.PROPERTY_COUNT ?? 2000);
const SHRUNK = 3;
const LEAST_SHARE_KNOWN = 0.95;
const MOST_SHARE_BOUNDED = 0.02;
const MOST_SHARE_UNSEEN = 0.015;

const interpreter = refereeOrSkip();

describe.skipIf(interpreter === undefined)(`random settings modules, seeds ${SEED} to ${SEED + COUNT - 1}`, () => {
  const answers = startAnswers(interpreter ?? '');
  afterAll(() => answers.end());

  it('are what Python makes of them, in every environment', { timeout: 300_000 }, async () => {
    const parser = await python();
    const found = await explore(SEED, COUNT, SHRUNK, answers, (text) => parsePython(parser, text));
    console.log(
      `${COUNT} modules from seed ${SEED}: ${found.imports} imports, ${found.failedImports} that fail, ${found.known} of ${found.values} values known, ${found.bounded} at a bound`,
    );
    const shown = found.failures
      .slice(0, SHRUNK)
      .map(({ seed, project, fault }) =>
        [`seed ${seed}, told ${fault.told} of ${JSON.stringify(fault.environment)}: ${fault.text}`, printed(project)].join('\n'),
      );
    expect(found.failures.length, shown.join('\n\n')).toBe(0);
    expect(found.known / found.values).toBeGreaterThan(LEAST_SHARE_KNOWN);
    expect(found.bounded / COUNT).toBeLessThan(MOST_SHARE_BOUNDED);
    expect(found.unseen / COUNT).toBeLessThan(MOST_SHARE_UNSEEN);
    expect(found.imports).toBeGreaterThan(COUNT);
  });
});
