import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = join(__dirname, '../..');
const DATA = join(ROOT, 'server/src/knowledge/data');

describe('the data', () => {
  it('is small, says where it comes from, and holds one entry a line', () => {
    const names = readdirSync(DATA);
    // The facts about nginx are bundled as text: a start that does not read them hardly pays for them.
    const size = (some: readonly string[]) => some.reduce((sum, name) => sum + statSync(join(DATA, name)).size, 0);
    expect(size(names.filter((name) => !name.startsWith('nginx-')))).toBeLessThan(350_000);
    expect(size(names)).toBeLessThan(700_000);
    for (const name of names) {
      const text = readFileSync(join(DATA, name), 'utf8');
      expect(JSON.parse(text).meta.sources, name).not.toHaveLength(0);
      expect(text, name).toMatch(/^\{\n"meta":/);
    }
  });
});

describe('import-facts', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'facts-'));
    for (const name of ['facts', 'one', 'two']) mkdirSync(join(folder, name));
    for (const [name, facts] of Object.entries(FACTS)) writeFileSync(join(folder, 'facts', name), JSON.stringify(facts));
    for (const target of ['one', 'two']) run(join(folder, 'facts'), join(folder, target));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('sorts by name and leaves out what is empty', () => {
    const text = readFileSync(join(folder, 'one/django-settings.json'), 'utf8');
    expect(text).toContain(
      '"settings":[\n{"name":"A","types":["bool"],"default":"True","global":true,"removedIn":"2.0"},\n{"name":"B","types":["str"]}\n]',
    );
  });

  it('gives a date to a removal only when a release did it', () => {
    const { valueDeprecations } = JSON.parse(readFileSync(join(folder, 'one/django-settings.json'), 'utf8'));
    expect(valueDeprecations).toEqual([
      { setting: 'A', form: 'x' },
      { setting: 'A', form: 'y', removedIn: '5.0' },
    ]);
  });

  it('keeps the reason of an order with the pair, and an alias without its remark', () => {
    const { relations, thirdParty } = JSON.parse(readFileSync(join(folder, 'one/django-middleware.json'), 'utf8'));
    expect(relations).toEqual([{ first: 'a.A', second: 'b.B', strength: 'must', source: 'django', reason: 'Vary' }]);
    expect(thirdParty[0].aliases).toEqual(['old.B']);
  });

  it('says of a directive of nginx only what is unusual', () => {
    const { directives } = JSON.parse(readFileSync(join(folder, 'one/nginx-directives.json'), 'utf8'));
    expect(directives).toEqual([
      { name: 'b', definitions: [{ contexts: ['http'], module: 'm', args: [1, null], open: true, type: 'flag' }] },
    ]);
  });

  it('gives the same bytes for the same facts', () => {
    for (const name of Object.keys(FACTS)) {
      expect(readFileSync(join(folder, 'one', name))).toEqual(readFileSync(join(folder, 'two', name)));
    }
  });

  it('says how it is used when it is not told where the facts are', () => {
    expect(() => run()).toThrow(/usage: .*FACTS_DIR/);
  });
});

function run(...folders: readonly string[]): void {
  execFileSync(process.execPath, [join(ROOT, 'scripts/knowledge/import-facts.mjs'), ...folders], { stdio: 'pipe' });
}

const META = { sources: [{ artifact: 'gunicorn' }] };
const FACTS = {
  'django-settings.json': {
    meta: META,
    settings: [
      { name: 'B', types: ['str'], defaultRepr: null, inGlobalSettings: false, addedIn: '1.0', addedInExact: false, removedIn: null },
      { name: 'A', types: ['bool'], defaultRepr: 'True', inGlobalSettings: false, removedIn: '2.0', secret: false },
    ],
    valueDeprecations: [
      { setting: 'A', form: 'x', removedIn: '9.0 (planned)' },
      { setting: 'A', form: 'y', removedIn: '5.0' },
    ],
  },
  'django-middleware.json': {
    meta: META,
    builtin: [{ path: 'a.A', requires: [], before: [{ target: 'b.B', reason: 'Vary' }], after: [] }],
    thirdParty: [{ path: 'b.B', package: 'b', aliases: ['old.B (2.x)'], requires: [], before: [], after: [] }],
    relations: [{ first: 'a.A', second: 'b.B', strength: 'must', when: null, source: 'django' }],
  },
  'django-checks.json': { meta: META, checks: [], otherCheckIds: [] },
  'nginx-directives.json': {
    meta: { ...META, nginxVersion: '1' },
    directives: [
      {
        name: 'b',
        definitions: [
          {
            module: 'm',
            docModule: 'm',
            contexts: ['http'],
            args: { min: 1, max: null, allowed: null },
            valueType: 'flag',
            duplicate: 'error',
            documented: true,
          },
        ],
      },
    ],
    removedDirectives: [],
    otherEditions: [],
    parameterDeprecations: [],
    defaultHistory: [],
    modules: [],
  },
  'nginx-variables.json': { meta: { ...META, nginxVersion: '1' }, variables: [] },
  'gunicorn-settings.json': {
    meta: { ...META, gunicornVersion: '1' },
    gunicorn: { settings: [], removedSettings: [], workerClasses: [], environment: [] },
  },
};
