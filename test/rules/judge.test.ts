import { describe, expect, it } from 'vitest';
import type { Value } from '../../server/src/evaluate/value';
import { certainItems, doubt, hasItem, isFalsy, isNone, isNotTrue, isText, isTruthy, judge } from '../../server/src/rules/judge';

const TRUE: Value = { kind: 'bool', value: true };
const FALSE: Value = { kind: 'bool', value: false };
const ONE: Value = { kind: 'int', value: 1n };
const UNKNOWN: Value = { kind: 'unknown', reason: 'it comes from a vault' };

function str(value: string): Value {
  return { kind: 'str', value };
}

function either(...values: readonly Value[]): Value {
  return { kind: 'choice', options: values.map((value, at) => ({ when: `condition ${at}`, value, unset: at === 0 })) };
}

function list(...items: readonly (Value | { readonly kind: 'rest'; readonly reason: string })[]): Value {
  return { kind: 'list', items };
}

const REST = { kind: 'rest', reason: 'EXTRA is not known' } as const;

describe('a verdict over all that a value may be', () => {
  it.each([
    ['one value that answers yes', FALSE, 'always'],
    ['one value that answers no', TRUE, 'never'],
    ['alternatives that agree on yes', either(FALSE, ONE), 'always'],
    ['alternatives that agree on no', either(TRUE, TRUE), 'never'],
    ['alternatives that differ', either(TRUE, FALSE), 'sometimes'],
    ['an alternative that is not known', either(FALSE, UNKNOWN), 'unknown'],
    ['alternatives within alternatives', either(FALSE, either(FALSE, TRUE)), 'sometimes'],
    ['nothing known', UNKNOWN, 'unknown'],
    ['a choice of nothing', either(), 'unknown'],
  ] as const)('%s', (_, value, verdict) => {
    expect(judge(value, isNotTrue)).toBe(verdict);
  });
});

describe('`is not True`', () => {
  it.each([
    [ONE, true],
    [str('True'), true],
    [{ kind: 'none' }, true],
    [UNKNOWN, undefined],
    [{ ...UNKNOWN, type: 'bool' }, undefined],
    [{ ...UNKNOWN, type: 'str' }, true],
  ] as const)('%o: %s', (value, answer) => {
    expect(isNotTrue(value)).toBe(answer);
  });
});

describe('membership', () => {
  it.each([
    ['an item that is there', list(str('a'), str('b')), true],
    ['an item that is not', list(str('a')), false],
    ['an unknown rest that may hold it', list(str('a'), REST), undefined],
    ['an unknown rest beside the item', list(REST, str('b')), true],
    ['an item that may be it', list(either(str('a'), str('b'))), undefined],
    ['an item that is it either way', list(either(str('b'), str('b'))), true],
    ['an item that is not known', list(UNKNOWN), undefined],
    ['a text, in which Python would look for a part', str('abc'), undefined],
    ['a tuple', { kind: 'tuple', items: [str('b')] }, true],
  ] as const)('%s', (_, value, answer) => {
    expect(hasItem('b')(value)).toBe(answer);
  });
});

describe('the items that are there for certain', () => {
  it.each([
    ['of one list, its unknown part left out', list(str('a'), REST, str('b')), ['a', 'b']],
    ['of two lists, what both have', either(list(str('a'), str('b')), list(str('b'), str('c'))), ['b']],
    ['none when one of them is not known', either(list(str('a')), UNKNOWN), []],
    ['none of what is no list', str('abc'), []],
  ] as const)('%s', (_, value, texts) => {
    expect(certainItems(value).map((item) => (item.value.kind === 'str' ? item.value.value : undefined))).toEqual(texts);
  });
});

describe('the small questions', () => {
  it('do not answer what they cannot know', () => {
    for (const question of [isTruthy, isFalsy, isNone, isText('DENY')]) expect(question(UNKNOWN)).toBeUndefined();
    expect(isText('DENY')({ kind: 'opaque', type: 'a lazy text' })).toBeUndefined();
  });

  it('tell None from what is only empty', () => {
    expect([isNone(str('')), isNone({ kind: 'none' })]).toEqual([false, true]);
    expect([isFalsy(str('')), isFalsy(list()), isFalsy(ONE)]).toEqual([true, true, false]);
  });
});

describe('the reason on the checklist', () => {
  it.each([
    [UNKNOWN, 'DEBUG is not known: it comes from a vault'],
    [list(str('a'), REST), 'DEBUG is not known: EXTRA is not known'],
    [either(TRUE, FALSE), 'DEBUG depends on conditions: condition 0; condition 1'],
  ] as const)('%o', (value, reason) => {
    expect(doubt('DEBUG', value)).toBe(reason);
  });
});
