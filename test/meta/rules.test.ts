import { expect, it } from 'vitest';
import { rules } from '../../server/src/rules/registry.generated';
import { reasonlessSuppressionMeta, unusedSuppressionMeta } from '../../server/src/rules/suppress';
import { syntaxErrorMeta } from '../../server/src/rules/syntaxError';
import { keptFiles } from './repository';

/** Folders of server/src/rules that hold no rules. */
const HELPERS = ['edit', 'nginxLanguage', 'shared'];

const ids = rules.map((rule) => rule.meta.id).sort();
/** What the runner itself finds: an id and a page, and no file of its own. */
const ofTheRunner = [syntaxErrorMeta, unusedSuppressionMeta, reasonlessSuppressionMeta].map((meta) => meta.id);

it('every file of a family is a rule of that id, and every rule has such a file', () => {
  expect(named(/^server\/src\/rules\/([a-z]+\/[\w-]+)\.ts$/).filter((id) => !HELPERS.includes(id.split('/')[0] ?? ''))).toEqual(ids);
});

it('every rule has a page, and no page has outlived its rule', () => {
  expect(named(/^docs\/rules\/([a-z]+\/[\w-]+)\.md$/)).toEqual([...ids, ...ofTheRunner].sort());
});

it('ids say a family and the mistake in small letters', () => {
  for (const id of [...ids, ...ofTheRunner]) expect(id).toMatch(/^[a-z]+\/[a-z\d]+(-[a-z\d]+)*$/);
});

function named(path: RegExp): readonly string[] {
  return keptFiles()
    .flatMap((file) => path.exec(file)?.[1] ?? [])
    .sort();
}
