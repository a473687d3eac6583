import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MemoryFiles } from '../../../../server/src/host/files';
import { type UwsgiSetting, uwsgiRun } from '../../../../server/src/project/servers/uwsgi/run';
import { isUwsgiLogic } from '../../../../server/src/syntax/uwsgi/ini';

const CASES = join(import.meta.dirname, 'cases');
const { answers } = JSON.parse(readFileSync(join(import.meta.dirname, 'recorded.json'), 'utf8')) as {
  readonly answers: Readonly<Record<string, readonly (readonly [key: string, value: string])[]>>;
};
const files = new Map(readdirSync(CASES).map((name) => [name, readFileSync(join(CASES, name), 'utf8')]));

/** What we make of `uwsgi --ini NAME`, with one variable that is set. */
function settings(name: string): readonly UwsgiSetting[] {
  const place = { file: 'start.sh', span: { start: 0, end: 0 } };
  const word = (text: string) => ({ text, begins: text, mayBeSeveral: false, place, exact: true });
  return uwsgiRun(
    { files: new MemoryFiles(files), listing: [...files.keys()] },
    {
      program: 'uwsgi',
      args: [word('--ini'), word(`${name}.ini`)],
      place,
      folder: undefined,
      conditional: false,
      variables: new Map([['PREFLIGHT_SET', { kind: 'value', value: 'set', place }]]),
    },
  ).settings;
}

/** What the real uWSGI shows as its configuration, recorded by record.mjs. */
describe('ini files are read as uWSGI reads them', () => {
  it.each(Object.keys(answers))('%s', (name) => {
    const expected = answers[name] ?? [];
    const found = settings(name).filter(({ conditional, key }) => !conditional && !isUwsgiLogic(key));
    let at = 0;
    for (const { key, value } of found) {
      at = expected.findIndex(([other], index) => index >= at && other === key);
      expect([key, at]).not.toEqual([key, -1]);
      if (value !== undefined) expect([key, value]).toEqual(expected[at]);
      at++;
    }
    // Nothing is left out but what hangs on logic, and what a placeholder brings.
    const known = new Set([...found.map(({ key }) => key), ...settings(name).map(({ key }) => key)]);
    expect(expected.map(([key]) => key).filter((key) => !known.has(key) && key !== 'name')).toEqual([]);
  });

  it('leaves open only what it cannot know', () => {
    const open = Object.keys(answers).flatMap((name) =>
      settings(name).flatMap(({ key, value, conditional }) => (value === undefined && !conditional ? `${name}: ${key}` : [])),
    );
    expect(open).toEqual(['environment: two', 'references: nowhere', 'references: sum']);
  });
});
