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
  /** The subject is one of the constants. */
  readonly equals?: { readonly subject: string; readonly constants: readonly string[] };
}

interface Literal {
  readonly atom: Atom;
  readonly holds: boolean;
  /** One of 32 bits for the atom's id; several may share it. Sets of bits rule most comparisons out. */
  readonly bit: number;
}
type Conjunction = readonly Literal[];
export type Guard = readonly Conjunction[];

export const ALWAYS: Guard = [[]];
export const NEVER: Guard = [];

const MAX_CONJUNCTIONS = 12;
const MAX_LITERALS = 12;

export function atomGuard(atom: Atom, holds = true): Guard {
  return [[{ atom, holds, bit: bitOf(atom.id) }]];
}

/**
 * One atom in place of a formula that has grown too large: how it hangs together with others is forgotten, but not that it may
 * hold or not hold. The same formula has the same atom.
 */
function named(guard: Guard, holds = true): Guard {
  const text = guard
    .map((conjunction) => conjunction.map((literal) => `${literal.holds ? '+' : '-'}${literal.atom.id}`).join(' '))
    .join('|');
  return atomGuard({ id: `many:${hashOf(text)}`, yes: 'many conditions hold', no: 'one of many conditions does not hold' }, holds);
}

/** 53 bits of a text, as letters. */
function hashOf(text: string): string {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  return ((high >>> 0) * 0x200000 + ((low >>> 0) & 0x1fffff)).toString(36);
}

function bitOf(id: string): number {
  let hash = 0;
  for (let at = 0; at < id.length; at++) hash = (hash * 31 + id.charCodeAt(at)) | 0;
  return 1 << ((hash ^ (hash >>> 15)) & 31);
}

export function and(a: Guard, b: Guard): Guard {
  if (a === b || isAlways(a)) return b;
  if (isAlways(b)) return a;
  const result: Conjunction[] = [];
  for (const left of a) {
    for (const right of b) {
      const both = conjoin(left, right);
      if (both) result.push(both);
    }
  }
  const simple = simplify(result);
  return simple.length > MAX_CONJUNCTIONS ? and(a.length > MAX_CONJUNCTIONS ? named(a) : a, named(b)) : simple;
}

/** `and`, with an answer kept for every pair of guards: joining two ways asks the same for each name and item. */
export function rememberedAnd(): typeof and {
  const known = new WeakMap<Guard, WeakMap<Guard, Guard>>();
  return (a, b) => {
    const products = known.get(a) ?? new WeakMap<Guard, Guard>();
    known.set(a, products);
    const product = products.get(b) ?? and(a, b);
    products.set(b, product);
    return product;
  };
}

export function or(a: Guard, b: Guard): Guard {
  if (a === b || isNever(b)) return a;
  if (isNever(a)) return b;
  if (isAlways(a) || isAlways(b)) return ALWAYS;
  const simple = simplify([...a, ...b]);
  return simple.length > MAX_CONJUNCTIONS ? named(simple) : simple;
}

/** What holds where `guard` does not. */
export function not(guard: Guard): Guard {
  let result: Guard = ALWAYS;
  for (const conjunction of guard) {
    const negated: Guard = conjunction.map((literal) => [{ ...literal, holds: !literal.holds }]);
    const product: Conjunction[] = [];
    for (const left of result) {
      for (const right of negated) {
        const both = conjoin(left, right[0] ? [right[0]] : []);
        if (both) product.push(both);
      }
    }
    result = simplify(product);
    if (result.length > MAX_CONJUNCTIONS) return named(guard, false);
  }
  return result;
}

export function isNever(guard: Guard): boolean {
  return guard.length === 0;
}

export function isAlways(guard: Guard): boolean {
  for (const conjunction of guard) if (conjunction.length === 0) return true;
  return false;
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
  const atoms = atomsOf(a);
  let result = a;
  for (const literal of b) {
    const same = (literal.bit & atoms) === 0 ? undefined : literalOf(a, literal);
    if (same) {
      if (same.holds !== literal.holds) return undefined;
      continue;
    }
    if (literal.atom.equals && a.some((other) => contradict(other, literal))) return undefined;
    result = [...result, literal];
  }
  return result.length > MAX_LITERALS
    ? [...result.slice(0, MAX_LITERALS - 1), ...(named([result.slice(MAX_LITERALS - 1)])[0] ?? [])]
    : result;
}

function atomsOf(conjunction: Conjunction): number {
  let atoms = 0;
  for (const literal of conjunction) atoms |= literal.bit;
  return atoms;
}

/** The literal about the same atom. */
function literalOf(conjunction: Conjunction, { atom, bit }: Literal): Literal | undefined {
  for (const literal of conjunction) if (literal.bit === bit && literal.atom.id === atom.id) return literal;
  return undefined;
}

/** Two claims about what one subject equals that cannot both be true. */
function contradict(a: Literal, b: Literal): boolean {
  const [left, right] = [a.atom.equals, b.atom.equals];
  if (!left || !right || left.subject !== right.subject || !(a.holds || b.holds)) return false;
  if (a.holds && b.holds) return !left.constants.some((constant) => right.constants.includes(constant));
  const [stated, denied] = a.holds ? [left, right] : [right, left];
  return stated.constants.every((constant) => denied.constants.includes(constant));
}

/** Drops what another conjunction covers and joins `a and x, or not a and x` to `x`. */
function simplify(conjunctions: readonly Conjunction[]): Guard {
  if (conjunctions.length < 2) return conjunctions;
  const left = [...conjunctions];
  const atoms = left.map(atomsOf);
  do dropCovered(left, atoms);
  while (joinOpposites(left, atoms));
  return left;
}

/** Of two that are the same the first stays. `atoms` goes along with the list. */
function dropCovered(left: Conjunction[], atoms: number[]): void {
  for (let at = left.length - 1; at >= 0; at--) {
    const one = left[at];
    const own = atoms[at] ?? 0;
    const isCovered = one && left.some((other, index) => index !== at && ((atoms[index] ?? 0) & ~own) === 0 && covers(other, one));
    if (!isCovered) continue;
    left.splice(at, 1);
    atoms.splice(at, 1);
  }
}

/** Joins pairs of opposites in place; false when there were none. */
function joinOpposites(left: Conjunction[], atoms: number[]): boolean {
  const before = left.length;
  for (let i = 0; i < left.length; i++) {
    for (let j = i + 1; j < left.length; j++) {
      const merged = atoms[i] === atoms[j] ? mergeOpposites(left[i] ?? [], left[j] ?? []) : undefined;
      if (!merged) continue;
      left[i] = merged;
      atoms[i] = atomsOf(merged);
      left.splice(j, 1);
      atoms.splice(j, 1);
      j = i;
    }
  }
  return left.length < before;
}

function covers(weaker: Conjunction, stronger: Conjunction): boolean {
  if (weaker.length > stronger.length) return false;
  for (const literal of weaker) if (literalOf(stronger, literal)?.holds !== literal.holds) return false;
  return true;
}

function mergeOpposites(a: Conjunction, b: Conjunction): Conjunction | undefined {
  if (a.length !== b.length) return undefined;
  let differing: Literal | undefined;
  for (const literal of a) {
    const other = literalOf(b, literal);
    if (!other) return undefined;
    if (other.holds === literal.holds) continue;
    if (differing) return undefined;
    differing = literal;
  }
  return a.filter((literal) => literal !== differing);
}
