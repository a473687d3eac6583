import { describe, expect, it } from 'vitest';
import { isKnown, type Value } from '../../server/src/evaluate/value';
import { evaluateText } from './libraries/evaluateText';

/** Milliseconds for one module, many times what it takes. */
const BUDGET = 8_000;

async function settings(text: string, more: Readonly<Record<string, string>> = {}) {
  const started = performance.now();
  const found = await evaluateText({ files: { 'settings.py': text, ...more } });
  expect(performance.now() - started).toBeLessThan(BUDGET);
  return found;
}

async function value(text: string): Promise<Value | undefined> {
  return (await settings(text)).settings.get('V')?.value;
}

/** Its value is unknown, and what stands behind it is not. */
async function unknownAlone(expression: string): Promise<void> {
  const { settings: found } = await settings(`V = ${expression}\nAFTER = 1\n`);
  const setting = found.get('V')?.value;
  expect(setting && isKnown(setting), expression).toBe(false);
  expect(found.get('AFTER')?.value, expression).toMatchObject({ kind: 'int', value: 1n });
}

describe('what would be huge', () => {
  it.each([
    '"x" * 10**9',
    '[0] * 10**9',
    '(0,) * 10**9',
    'b"x" * 10**9',
    '"a".zfill(10**9)',
    '"a".ljust(10**9)',
    '"a".rjust(10**9, "-")',
    '"a".center(10**9)',
    'list(range(10**12))',
    'f"{1:>999999999}"',
    '"%999999999d" % 1',
    '"{:>999999999}".format(1)',
    '10**10**10',
    '2 << 10**9',
    'pow(3, 10**8)',
    '"ab".join(["x" * 1000] * 1000)',
  ])('%s is unknown', unknownAlone);

  it('is counted in loops as well', async () => {
    const { settings: found } = await settings(
      [
        'x, s, t, n = [1], "ab", "ab", 3',
        'for i in range(60):\n    x = x + x\n    s += s\n    t = f"{t}{t}"\n    n = n ** 3',
        'X, S, T, N, AFTER = x, s, t, n, 1',
      ].join('\n'),
    );
    for (const name of ['X', 'S', 'T', 'N']) expect(found.get(name)?.value.kind === 'unknown' || name === 'X', name).toBe(true);
    expect(found.get('AFTER')?.value).toMatchObject({ kind: 'int' });
  });

  it('does not make a width that is large but allowed another one', async () => {
    expect(await value('V = len("a".zfill(20000)), len("a".ljust(150000))')).toMatchObject({
      items: [{ value: 20000n }, { value: 150000n }],
    });
  });

  it('is not the number of entries that settings have', async () => {
    expect(await value('V = len({k: str(k) for k in range(4000)})')).toMatchObject({ kind: 'int', value: 4000n });
  });
});

describe('what does not end', () => {
  it('is unknown for a function that calls itself', async () => {
    const { incomplete } = await settings('def f(n):\n    return f(n + 1)\nV = f(0)\n');
    expect(incomplete).toContain('nested too deeply');
  });

  it('is left behind for a loop', async () => {
    const { settings: found } = await settings('n = 0\nwhile n < 10**9:\n    n += 1\nV = n\nAFTER = 1\n');
    expect(found.get('V')?.value.kind).not.toBe('int');
    expect(found.get('AFTER')?.value).toMatchObject({ kind: 'int' });
  });

  it('is told of modules that import each other, and of one that includes itself', async () => {
    const { settings: found } = await settings('A = 1\nfrom other import *\nB = 2\n', {
      'other.py': 'C = 3\nfrom settings import *\nD = 4\n',
    });
    expect(['A', 'B', 'C', 'D'].map((name) => found.has(name))).toEqual([true, true, true, true]);
    const included = await settings('from split_settings.tools import include\nA = 1\ninclude("settings.py")\n');
    expect(included.raised).toBeUndefined();
  });

  it('is a list that holds itself', async () => {
    const text = 'import copy\na = []\na.append(a)\nd = {}\nd["d"] = d\nT = str(d)\nE = d == d\nC = copy.deepcopy(a)\nAFTER = 1\n';
    expect((await settings(text)).settings.get('AFTER')?.value).toMatchObject({ kind: 'int' });
  });
});

describe('an expression that takes long to match', () => {
  it.each(['re.match(r"(a+)+$", "a" * 40 + "b")', 're.sub(r"(x*)*y", "", "x" * 5000)', 're.findall(r"(a|aa)+b", "a" * 3000)'])(
    '%s is unknown',
    async (expression) => {
      const { settings: found } = await settings(`import re\nV = ${expression}\nAFTER = 1\n`);
      expect(found.get('V')?.value.kind).toBe('unknown');
      expect(found.has('AFTER')).toBe(true);
    },
  );
});

describe('a text that is large', () => {
  it('may be nested deeply', async () => {
    const { settings: found } = await settings(`V = ${'('.repeat(10_000)}1${')'.repeat(10_000)}\nAFTER = 1\n`);
    expect(['int', 'unknown']).toContain(found.get('V')?.value.kind);
    expect(found.has('AFTER')).toBe(true);
  });

  it('may have five thousand lines', async () => {
    const lines = Array.from({ length: 2_500 }, (_, at) => `A${at} = ${at}\nB${at} = [A${at}, "x"] if A${at} > 5 else None`);
    const { settings: found } = await settings(`${lines.join('\n')}\nLAST = B2499\n`);
    expect(found.get('LAST')?.value).toMatchObject({ kind: 'list', items: [{ value: 2499n }, { value: 'x' }] });
  });
});
