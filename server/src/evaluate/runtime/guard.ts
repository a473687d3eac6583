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
  /** 64 bits of the atom's id, in two halves: different halves, different atoms. */
  readonly high: number;
  readonly low: number;
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
  const [high, low] = halvesOf(atom.id);
  return [[{ atom, holds, high, low, bit: 1 << ((low ^ (low >>> 15)) & 31) }]];
}

/**
 * One atom in place of a formula that has grown too large: how it hangs together with others is forgotten, but not that it may
 * hold or not hold. The same formula has the same atom.
 */
function named(guard: Guard, holds = true): Guard {
  return atomGuard({ id: `many:${digest(guard)}`, yes: 'many conditions hold', no: 'one of many conditions does not hold' }, holds);
}

/** A number of 53 bits that is the same for the same formula, written in the same order, and for no other. */
export function digest(guard: Guard): number {
  let [high, low] = SEED;
  for (const conjunction of guard) {
    [high, low] = mixed(high, low, conjunction.length, 0);
    for (const literal of conjunction) [high, low] = mixed(high, low, literal.high, literal.holds ? literal.low : ~literal.low);
  }
  return (high >>> 11) * 2 ** 32 + (low >>> 0);
}

const SEED: readonly [number, number] = [0xdeadbeef, 0x41c6ce57];

/** 64 bits of a text, in two halves. */
function halvesOf(text: string): readonly [number, number] {
  let [high, low] = SEED;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  return mixed(high, low, text.length, text.length);
}

/** Two halves of a hash with two more numbers in it. */
function mixed(high: number, low: number, a: number, b: number): [number, number] {
  const first = Math.imul((high ^ a) + (low >>> 13), 2654435761);
  const second = Math.imul((low ^ b) + (first >>> 16), 1597334677);
  return [first ^ (second >>> 15), second];
}

export function and(a: Guard, b: Guard): Guard {
  if (a === b || isAlways(a)) return b;
  if (isAlways(b)) return a;
  const result: Conjunction[] = [];
  for (const left of a) {
    const atoms = atomsOf(left);
    for (const right of b) {
      const both = conjoin(left, right, atoms);
      if (both) result.push(both);
    }
  }
  const simple = simplify(result);
  return simple.length > MAX_CONJUNCTIONS ? and(a.length > MAX_CONJUNCTIONS ? named(a) : a, named(b)) : simple;
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
  const [only] = guard[0] ?? [];
  if (only && guard.length === 1 && guard[0]?.length === 1) return [[{ ...only, holds: !only.holds }]];
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

/** Whether both can hold: `and` of them is not never. */
export function compatible(a: Guard, b: Guard): boolean {
  for (const left of a) {
    const atoms = atomsOf(left);
    for (const right of b) if (agree(left, right, atoms)) return true;
  }
  return false;
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

function conjoin(a: Conjunction, b: Conjunction, atoms = atomsOf(a)): Conjunction | undefined {
  let result: Literal[] | undefined;
  for (const literal of b) {
    const same = (literal.bit & atoms) === 0 ? undefined : literalOf(a, literal);
    if (same) {
      if (same.holds !== literal.holds) return undefined;
      continue;
    }
    if (literal.atom.equals && contradicted(a, literal)) return undefined;
    result ??= [...a];
    result.push(literal);
  }
  if (!result) return a;
  return result.length > MAX_LITERALS
    ? [...result.slice(0, MAX_LITERALS - 1), ...(named([result.slice(MAX_LITERALS - 1)])[0] ?? [])]
    : result;
}

/** Whether both can hold. */
function agree(a: Conjunction, b: Conjunction, atoms: number): boolean {
  for (const literal of b) {
    const same = (literal.bit & atoms) === 0 ? undefined : literalOf(a, literal);
    if (same ? same.holds !== literal.holds : literal.atom.equals && contradicted(a, literal)) return false;
  }
  return true;
}

function atomsOf(conjunction: Conjunction): number {
  let atoms = 0;
  for (const literal of conjunction) atoms |= literal.bit;
  return atoms;
}

/** The literal about the same atom. */
function literalOf(conjunction: Conjunction, { atom, high, low }: Literal): Literal | undefined {
  for (const literal of conjunction) if (literal.low === low && literal.high === high && literal.atom.id === atom.id) return literal;
  return undefined;
}

function contradicted(conjunction: Conjunction, literal: Literal): boolean {
  for (const other of conjunction) if (contradict(other, literal)) return true;
  return false;
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
  const left: Conjunction[] = [];
  const atoms: number[] = [];
  for (const one of conjunctions) addUncovered(left, atoms, one);
  while (joinOpposites(left, atoms)) dropCovered(left, atoms);
  return left;
}

/** Adds a conjunction that none of the others covers, and drops those that it covers. `atoms` goes along with the list. */
function addUncovered(left: Conjunction[], atoms: number[], one: Conjunction): void {
  const own = atomsOf(one);
  for (let at = 0; at < left.length; at++) {
    const other = left[at];
    if (other && ((atoms[at] ?? 0) & ~own) === 0 && covers(other, one)) return;
  }
  for (let at = left.length - 1; at >= 0; at--) {
    const other = left[at];
    if (!other || (own & ~(atoms[at] ?? 0)) !== 0 || !covers(one, other)) continue;
    left.splice(at, 1);
    atoms.splice(at, 1);
  }
  left.push(one);
  atoms.push(own);
}

function dropCovered(left: Conjunction[], atoms: number[]): void {
  const all = left.splice(0);
  atoms.length = 0;
  for (const one of all) addUncovered(left, atoms, one);
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
