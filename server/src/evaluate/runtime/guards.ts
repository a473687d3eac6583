import { ALWAYS, and, digest, type Guard, NEVER, or } from './guard';

/** `and` and `or` of guards. */
export interface Guards {
  both(a: Guard, b: Guard): Guard;
  either(a: Guard, b: Guard): Guard;
}

export const PLAIN: Guards = { both: and, either: or };

/**
 * The same, with every answer kept, and one object for equal formulas: joining two ways asks the same for each name and item.
 * `count` is told how many conditions are compared for an answer that is new.
 */
export function rememberedGuards(count: (compared: number) => void): Guards {
  const formulas = new Map([ALWAYS, NEVER].map((guard) => [digest(guard), guard] as const));
  const sames = new WeakMap<Guard, Guard>();
  const only = (guard: Guard): Guard => {
    const seen = sames.get(guard);
    if (seen) return seen;
    const id = digest(guard);
    const same = formulas.get(id) ?? guard;
    formulas.set(id, same);
    sames.set(guard, same);
    return same;
  };
  const remembered = (combine: typeof and): typeof and => {
    const answers = new WeakMap<Guard, WeakMap<Guard, Guard>>();
    const answered = (a: Guard, b: Guard, answer: () => Guard): Guard => {
      const ofFirst = answers.get(a) ?? new WeakMap<Guard, Guard>();
      answers.set(a, ofFirst);
      const known = ofFirst.get(b) ?? answer();
      ofFirst.set(b, known);
      return known;
    };
    const fresh = (a: Guard, b: Guard): Guard => {
      count(a.length * b.length);
      return only(combine(a, b));
    };
    return (a, b) =>
      answered(a, b, () => {
        const [left, right] = [only(a), only(b)];
        return left === a && right === b ? fresh(a, b) : answered(left, right, () => fresh(left, right));
      });
  };
  return { both: remembered(and), either: remembered(or) };
}
