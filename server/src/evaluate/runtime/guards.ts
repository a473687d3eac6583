import { ALWAYS, and, digest, type Guard, isAlways, isNever, NEVER, or } from './guard';

/** `and` and `or` of guards. */
export interface Guards {
  both(a: Guard, b: Guard): Guard;
  either(a: Guard, b: Guard): Guard;
}

export const PLAIN: Guards = { both: and, either: or };

/** Conditions to compare up to which an answer is found sooner than looked up. */
const SMALL = 4;

/** Two operands as one number: there are never as many formulas. */
const MAX_FORMULAS = 2 ** 26;

/**
 * The same, with the answers that take long kept, and one object for equal formulas among them: joining two ways asks the same for each
 * name and item. What always or never holds is `ALWAYS` or `NEVER`. `count` is told how many conditions are compared for an answer that is new.
 */
export function rememberedGuards(count: (compared: number) => void): Guards {
  const formulas: Guard[] = [];
  const ids = new Map<Guard, number>();
  const idsByDigest = new Map<number, number>();
  const idOf = (guard: Guard): number => {
    const seen = ids.get(guard);
    if (seen !== undefined) return seen;
    const key = digest(guard);
    const id = idsByDigest.get(key) ?? formulas.push(guard) - 1;
    idsByDigest.set(key, id);
    ids.set(guard, id);
    return id;
  };
  const remembered = (combine: typeof and): typeof and => {
    const answers = new Map<number, Guard>();
    return (a, b) => {
      const operands = idOf(a) * MAX_FORMULAS + idOf(b);
      const known = answers.get(operands);
      if (known) return known;
      count(a.length * b.length);
      const answer = plain(combine(a, b));
      const same = formulas[idOf(answer)] ?? answer;
      answers.set(operands, same);
      return same;
    };
  };
  const [both, either] = [remembered(and), remembered(or)];
  return {
    both(a, b) {
      if (a === b || isAlways(b)) return plain(a);
      if (isAlways(a)) return b;
      return a.length * b.length <= SMALL ? plain(and(a, b)) : both(a, b);
    },
    either(a, b) {
      if (a === b || isNever(b)) return plain(a);
      if (isNever(a)) return b;
      return a.length * b.length <= SMALL ? plain(or(a, b)) : either(a, b);
    },
  };
}

/** One object for what always holds, one for what never does. */
function plain(guard: Guard): Guard {
  return isAlways(guard) ? ALWAYS : isNever(guard) ? NEVER : guard;
}
