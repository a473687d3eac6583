import { describe, expect, it } from 'vitest';
import { Growing } from '../../server/src/evaluate/runtime/growing';

const empty = () => Growing.of<number>(new Map());

describe('a map that grows', () => {
  it('keeps what it held when others grow out of it', () => {
    const first = empty().with('a', 1);
    const left = first.with('b', 2).with('c', 3);
    const right = first.with('c', 4).with('b', 5);
    const changed = left.with('a', 6);
    expect([...first]).toEqual([['a', 1]]);
    expect([...left]).toEqual(pairs('a1 b2 c3'));
    expect([...right]).toEqual(pairs('a1 c4 b5'));
    expect([...changed]).toEqual(pairs('a6 b2 c3'));
    expect([...left.with('d', 7)]).toEqual(pairs('a1 b2 c3 d7'));
    expect([...changed.with('d', 8)]).toEqual(pairs('a6 b2 c3 d8'));
    expect(first.has('b')).toBe(false);
    expect(first.get('c')).toBeUndefined();
  });

  it('shares its keys with one that has other values', () => {
    const one = empty().with('a', 1).with('b', 2);
    const other = one.withValues([3, 4]);
    expect([...other.with('c', 5)]).toEqual(pairs('a3 b4 c5'));
    expect([...one.with('d', 6)]).toEqual(pairs('a1 b2 d6'));
    expect([...one.keys()]).toEqual(['a', 'b']);
    expect([...other.values()]).toEqual([3, 4]);
  });

  it('is what a map of JavaScript would be, whichever of its forebears it grows out of', () => {
    let seed = 7;
    const below = (limit: number) => {
      seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
      return (seed >>> 8) % limit;
    };
    const grown = [{ ours: empty(), theirs: new Map<string, number>() }];
    for (let step = 0; step < 5_000; step++) {
      const from = grown[below(Math.min(grown.length, 40))] ?? grown[0];
      if (!from) break;
      const [id, value] = [`k${below(30)}`, below(1_000)];
      const next = { ours: from.ours.with(id, value), theirs: new Map(from.theirs).set(id, value) };
      grown.unshift(next);
    }
    for (const { ours, theirs } of grown) {
      expect([...ours]).toEqual([...theirs]);
      expect(ours.size).toBe(theirs.size);
      for (let key = 0; key < 30; key++) expect(ours.get(`k${key}`)).toBe(theirs.get(`k${key}`));
    }
  });
});

function pairs(text: string): readonly (readonly [string, number])[] {
  return text.split(' ').map((pair) => [pair.slice(0, 1), Number(pair.slice(1))]);
}
