/**
 * Conditions that cannot be decided from files, as formulas over atoms, so that what `if not DEBUG` decided once holds in the next one.
 * A guard is a disjunction of conjunctions. It may be weaker than the truth (bounds, below), never stronger:
 * a weaker guard only keeps possibilities apart less well.
 */
export interface Atom {
  /** Two tests of the same unknown thing have the same id. */
  readonly id: string;
  /** In words, when true: “DEBUG is set in the environment”. */
  readonly yes: string;
  /** In words, when false. */
  readonly no: string;
  /** Presence of this variable in the process environment. */
  readonly variable?: string;
  /** `subject == constant`: true for at most one constant of a subject. */
  readonly equals?: { readonly subject: string; readonly constant: string };
}

interface Literal {
  readonly atom: Atom;
  readonly holds: boolean;
}
type Conjunction = readonly Literal[];
export type Guard = readonly Conjunction[];

export const ALWAYS: Guard = [[]];
export const NEVER: Guard = [];

const MAX_CONJUNCTIONS = 12;
const MAX_LITERALS = 12;

export function atomGuard(atom: Atom, holds = true): Guard {
  return [[{ atom, holds }]];
}

export function and(a: Guard, b: Guard): Guard {
  if (isAlways(a)) return b;
  if (isAlways(b)) return a;
  const result: Conjunction[] = [];
  for (const left of a) {
    for (const right of b) {
      const both = conjoin(left, right);
      if (both) result.push(both);
    }
  }
  const simple = simplify(result);
  return simple.length > MAX_CONJUNCTIONS ? a : simple;
}

export function or(a: Guard, b: Guard): Guard {
  if (isAlways(a) || isAlways(b)) return ALWAYS;
  const simple = simplify([...a, ...b]);
  return simple.length > MAX_CONJUNCTIONS ? ALWAYS : simple;
}

/** What holds where `guard` does not; `ALWAYS` (no knowledge) when that would grow too large. */
export function not(guard: Guard): Guard {
  let result: Guard = ALWAYS;
  for (const conjunction of guard) {
    const negated: Guard = conjunction.map((literal) => [{ atom: literal.atom, holds: !literal.holds }]);
    const product: Conjunction[] = [];
    for (const left of result) {
      for (const right of negated) {
        const both = conjoin(left, right[0] ? [right[0]] : []);
        if (both) product.push(both);
      }
    }
    result = simplify(product);
    if (result.length > MAX_CONJUNCTIONS) return ALWAYS;
  }
  return result;
}

export function isNever(guard: Guard): boolean {
  return guard.length === 0;
}

export function isAlways(guard: Guard): boolean {
  return guard.some((conjunction) => conjunction.length === 0);
}

export function compatible(a: Guard, b: Guard): boolean {
  return a.some((left) => b.some((right) => conjoin(left, right) !== undefined));
}

/** True where no variable of the environment is set: what a deployment without configuration gets. */
export function holdsWhenUnset(guard: Guard): boolean {
  return guard.some((conjunction) => conjunction.every((literal) => literal.atom.variable === undefined || !literal.holds));
}

/** The condition for people. */
export function inWords(guard: Guard): string {
  if (isNever(guard)) return 'never';
  if (isAlways(guard)) return 'always';
  const shown = guard.slice(0, 3).map((conjunction) => conjunction.slice(0, 4).map(literalInWords).join(' and '));
  return shown.join(', or ') + (guard.length > 3 ? ', or …' : '');
}

function literalInWords(literal: Literal): string {
  return literal.holds ? literal.atom.yes : literal.atom.no;
}

function conjoin(a: Conjunction, b: Conjunction): Conjunction | undefined {
  const result = [...a];
  for (const literal of b) {
    const same = result.find((other) => other.atom.id === literal.atom.id);
    if (same) {
      if (same.holds !== literal.holds) return undefined;
      continue;
    }
    if (literal.holds && excludes(result, literal.atom)) return undefined;
    result.push(literal);
  }
  return result.length > MAX_LITERALS ? result.slice(0, MAX_LITERALS) : result;
}

function excludes(conjunction: Conjunction, atom: Atom): boolean {
  const equals = atom.equals;
  if (!equals) return false;
  return conjunction.some(
    (other) => other.holds && other.atom.equals?.subject === equals.subject && other.atom.equals.constant !== equals.constant,
  );
}

/** Drops what another conjunction covers and joins `a and x, or not a and x` to `x`. */
function simplify(conjunctions: readonly Conjunction[]): Guard {
  let current = [...conjunctions];
  for (let changed = true; changed; ) {
    changed = false;
    current = current.filter(
      (one, at) => !current.some((other, index) => index !== at && covers(other, one) && !(covers(one, other) && at < index)),
    );
    outer: for (let i = 0; i < current.length; i++) {
      for (let j = i + 1; j < current.length; j++) {
        const merged = mergeOpposites(current[i] ?? [], current[j] ?? []);
        if (!merged) continue;
        current.splice(j, 1);
        current[i] = merged;
        changed = true;
        break outer;
      }
    }
  }
  return current;
}

function covers(weaker: Conjunction, stronger: Conjunction): boolean {
  return weaker.every((literal) => stronger.some((other) => other.atom.id === literal.atom.id && other.holds === literal.holds));
}

function mergeOpposites(a: Conjunction, b: Conjunction): Conjunction | undefined {
  if (a.length !== b.length) return undefined;
  let differing: Literal | undefined;
  for (const literal of a) {
    const other = b.find((candidate) => candidate.atom.id === literal.atom.id);
    if (!other) return undefined;
    if (other.holds === literal.holds) continue;
    if (differing) return undefined;
    differing = literal;
  }
  return a.filter((literal) => literal !== differing);
}
