/** A seeded source of chance: the same seed gives the same modules on every machine. */
export interface Random {
  /** From 0 up to, not including, `below`. */
  number(below: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
}

export function randomFrom(seed: number): Random {
  let state = (seed * 2654435761 + 1) >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const number = (below: number) => Math.floor(next() * below);
  return {
    number,
    chance: (probability) => next() < probability,
    pick(items) {
      const at = number(items.length);
      const item = items[at];
      if (at >= items.length) throw new Error('nothing to pick from');
      return item as (typeof items)[number];
    },
  };
}
