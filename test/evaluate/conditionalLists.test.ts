import { describe, expect, it } from 'vitest';
import { alternatives, knownItems, text, type Value } from '../../server/src/evaluate/value';
import { evaluateText } from './libraries/evaluateText';

/** Every list that MIDDLEWARE may be, joined with spaces, sorted. */
async function lists(source: string): Promise<readonly string[]> {
  const { settings } = await evaluateText({ files: { 'settings.py': `import os\nMIDDLEWARE = ["a", "b", "c"]\n${source}` }, open: true });
  const value = settings.get('MIDDLEWARE')?.value;
  return (value ? alternatives(value) : []).map(shown).sort();
}

function shown(value: Value): string {
  return (knownItems(value) ?? []).map((item) => text(item) ?? '?').join(' ');
}

describe('a list that conditions change in places', () => {
  it('is followed through two conditional inserts', async () => {
    expect(
      await lists('if os.environ.get("X"):\n    MIDDLEWARE.insert(0, "x")\nif os.environ.get("Y"):\n    MIDDLEWARE.insert(1, "y")'),
    ).toEqual(['a b c', 'a y b c', 'x a b c', 'x y a b c']);
  });

  it('is followed through an insert beside a known item', async () => {
    expect(
      await lists(
        'if os.environ.get("X"):\n    MIDDLEWARE.insert(0, "x")\nMIDDLEWARE.insert(MIDDLEWARE.index("b") + 1, "y")\nMIDDLEWARE.remove("c")',
      ),
    ).toEqual(['a b y', 'x a b y']);
  });

  it('is the same under one condition asked twice', async () => {
    const one = 'if os.environ.get("X"):\n    ';
    expect(await lists(`${one}MIDDLEWARE.insert(0, "x")\n${one}MIDDLEWARE.insert(1, "y")`)).toEqual(['a b c', 'x y a b c']);
  });

  it('is given up after too many conditions', async () => {
    const inserts = ['A', 'B', 'C', 'D', 'E'].map((name) => `if os.environ.get("${name}"):\n    MIDDLEWARE.insert(1, "${name}")`);
    expect(await lists(inserts.join('\n'))).toEqual(['']);
  });
});
