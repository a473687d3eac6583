import { describe, expect, it } from 'vitest';
import {
  ALWAYS,
  type Atom,
  and,
  atomGuard,
  compatible,
  type Guard,
  holdsWhenUnset,
  inWords,
  isAlways,
  isNever,
  NEVER,
  not,
  or,
} from '../../server/src/evaluate/runtime/guard';

const atom = (id: string, extra: Partial<Atom> = {}): Atom => ({ id, yes: `${id} holds`, no: `${id} does not hold`, ...extra });
const a = atomGuard(atom('a'));
const b = atomGuard(atom('b'));
const c = atomGuard(atom('c'));

/** Whether the guard holds when exactly the named atoms do. */
const holds = (guard: Guard, ...names: readonly string[]): boolean =>
  guard.some((conjunction) => conjunction.every((literal) => names.includes(literal.atom.id) === literal.holds));

const WORLDS = [[], ['a'], ['b'], ['c'], ['a', 'b'], ['a', 'c'], ['b', 'c'], ['a', 'b', 'c']];

describe('guards as formulas', () => {
  const formulas: readonly (readonly [string, Guard, (world: readonly string[]) => boolean])[] = [
    ['a and b', and(a, b), (w) => w.includes('a') && w.includes('b')],
    ['a or b', or(a, b), (w) => w.includes('a') || w.includes('b')],
    ['not a', not(a), (w) => !w.includes('a')],
    ['not (a and b)', not(and(a, b)), (w) => !(w.includes('a') && w.includes('b'))],
    ['not (a or b)', not(or(a, b)), (w) => !(w.includes('a') || w.includes('b'))],
    ['a and b or c', or(and(a, b), c), (w) => (w.includes('a') && w.includes('b')) || w.includes('c')],
    ['a and (b or c)', and(a, or(b, c)), (w) => w.includes('a') && (w.includes('b') || w.includes('c'))],
    ['not (a and (b or not c))', not(and(a, or(b, not(c)))), (w) => !(w.includes('a') && (w.includes('b') || !w.includes('c')))],
  ];

  it.each(formulas)('%s is true in exactly the worlds where it should be', (_name, guard, expected) => {
    expect(WORLDS.map((world) => holds(guard, ...world))).toEqual(WORLDS.map(expected));
  });

  it('finds that nothing can be both', () => {
    expect(isNever(and(a, not(a)))).toBe(true);
    expect(isNever(and(and(a, b), not(b)))).toBe(true);
    expect(isNever(and(a, not(b)))).toBe(false);
  });

  it('finds that one of both always holds', () => {
    expect(isAlways(or(a, not(a)))).toBe(true);
    expect(isAlways(or(and(a, b), or(and(a, not(b)), not(a))))).toBe(true);
    expect(isAlways(or(a, b))).toBe(false);
  });

  it('has neutral elements', () => {
    expect(and(ALWAYS, a)).toEqual(a);
    expect(or(NEVER, a)).toEqual(a);
    expect(isNever(and(NEVER, a))).toBe(true);
    expect(isAlways(or(ALWAYS, a))).toBe(true);
    expect(isNever(not(ALWAYS))).toBe(true);
    expect(isAlways(not(NEVER))).toBe(true);
  });

  it('drops what another part covers', () => {
    expect(or(a, and(a, b))).toEqual(a);
    expect(or(and(a, b), and(a, not(b)))).toEqual(a);
  });

  it('tells whether two can hold together', () => {
    expect(compatible(a, b)).toBe(true);
    expect(compatible(and(a, b), not(b))).toBe(false);
    expect(compatible(or(a, b), not(a))).toBe(true);
  });
});

describe('comparisons of one thing with constants', () => {
  const is = (constant: string) => atomGuard(atom(`eq:x:${constant}`, { equals: { subject: 'x', constants: [constant] } }));

  it('exclude each other', () => {
    expect(isNever(and(is('dev'), is('prod')))).toBe(true);
    expect(compatible(is('dev'), is('prod'))).toBe(false);
  });

  it('exclude what one of several does not allow', () => {
    const oneOf = (...constants: string[]) => atomGuard(atom(`in:x:${constants}`, { equals: { subject: 'x', constants } }));
    expect(isNever(and(oneOf('dev', 'test'), is('prod')))).toBe(true);
    expect(isNever(and(not(oneOf('dev', 'test')), is('dev')))).toBe(true);
    expect(isNever(and(oneOf('dev', 'test'), not(is('dev'))))).toBe(false);
    expect(isNever(and(oneOf('dev', 'test'), oneOf('test', 'prod')))).toBe(false);
  });

  it('leave open that it is neither', () => {
    expect(isNever(and(not(is('dev')), not(is('prod'))))).toBe(false);
  });
});

describe('bounds', () => {
  const many = Array.from({ length: 30 }, (_, at) => atomGuard(atom(`n${at}`)));

  const conjunction = many.reduce((left, right) => and(left, right));
  const disjunction = many.reduce((left, right) => or(left, right));

  it.each([
    ['a long conjunction', conjunction],
    ['a long disjunction', disjunction],
    [
      'a product of disjunctions',
      [0, 6, 12, 18, 24].map((at) => many.slice(at, at + 6).reduce((l, r) => or(l, r))).reduce((l, r) => and(l, r)),
    ],
  ])('leave open that %s holds, and that it does not', (_what, guard) => {
    for (const one of [guard, not(guard)]) {
      expect(isNever(one)).toBe(false);
      expect(isAlways(one)).toBe(false);
    }
    expect(isNever(and(guard, not(guard)))).toBe(true);
  });

  it('keep guards small', () => {
    for (const guard of [conjunction, disjunction]) expect(guard.flat().length).toBeLessThanOrEqual(12);
  });

  it('remember that the same formula is the same', () => {
    const again = many.reduce((left, right) => or(left, right));
    expect(compatible(disjunction, not(again))).toBe(false);
  });
});

describe('guards for people', () => {
  it('say the condition in words', () => {
    expect(inWords(and(a, not(b)))).toBe('a holds and b does not hold');
    expect(inWords(or(a, b))).toBe('a holds, or b holds');
    expect(inWords(ALWAYS)).toBe('always');
    expect(inWords(NEVER)).toBe('never');
  });

  it('tell what a bare environment gives', () => {
    const isSet = atomGuard(atom('env:X', { variable: 'X' }));
    expect(holdsWhenUnset(isSet)).toBe(false);
    expect(holdsWhenUnset(not(isSet))).toBe(true);
    expect(holdsWhenUnset(or(isSet, a))).toBe(true);
  });
});
