import { describe, expect, it } from 'vitest';
import type { Value } from '../../server/src/evaluate/value';
import type { Json } from './cases';
import { contradictions } from './compare';

const ROOT = '/srv/project';
const str = (value: string): Value => ({ kind: 'str', value });
const int = (value: number): Value => ({ kind: 'int', value: BigInt(value) });
const list = (...items: readonly Value[]): Value => ({ kind: 'list', items });
const unknown: Value = { kind: 'unknown', reason: 'nobody knows' };
const dict = (entries: Readonly<Record<string, Value>>, rest?: string): Value => ({
  kind: 'dict',
  entries: Object.entries(entries).map(([key, value]) => ({ key: str(key), value })),
  ...(rest !== undefined && { rest }),
});
const rest = { kind: 'rest', reason: 'a loop' } as const;
const agrees = (value: Value, answer: Json) => contradictions(value, answer, ROOT).length === 0;

describe('what agrees with an answer of Django', () => {
  it.each<[string, Value, Json]>([
    ['the same text', str('a'), 'a'],
    ['a path below the root', { kind: 'path', value: '/srv/project/db' }, '$' + '{ROOT}/db'],
    ['anything unknown', unknown, [1, 2]],
    ['a list with an unknown item', list(str('a'), unknown), ['a', 'b']],
    ['a list with a gap', { kind: 'list', items: [str('a'), rest, str('z')] }, ['a', 'x', 'y', 'z']],
    ['a set in another order', { kind: 'set', items: [str('b'), str('a')] }, ['a', 'b']],
    ['a dict in another order', dict({ b: int(2), a: int(1) }), { a: 1, b: 2 }],
    ['a dict that may hold more', dict({ a: int(1) }, 'updated'), { a: 1, b: 2 }],
    [
      'a key that is there under a condition',
      dict({ a: { kind: 'choice', options: [{ when: '', value: { kind: 'unset' }, unset: false }] } }),
      {},
    ],
    ['numbers as keys', { kind: 'dict', entries: [{ key: int(1), value: str('x') }] }, { $dict: [[1, 'x']] }],
    ['an opaque object', { kind: 'opaque', type: 'timedelta' }, { $opaque: 'datetime.timedelta' }],
    ['one of the options', { kind: 'choice', options: [str('a'), str('b')].map((value) => ({ when: '', value, unset: false })) }, 'b'],
  ])('%s', (_what, value, answer) => {
    expect(agrees(value, answer)).toBe(true);
  });
});

describe('what contradicts an answer of Django', () => {
  it.each<[string, Value, Json]>([
    ['another text', str('a'), 'b'],
    ['a number for a truth value', int(1), true],
    ['text for a number', str('1'), 1],
    ['a part of a container', dict({ a: list(int(1), unknown) }), { a: [2, 3] }],
    ['a list that is too short', list(str('a')), ['a', 'b']],
    ['a list with too much around its gap', { kind: 'list', items: [str('a'), rest, str('a')] }, ['a']],
    ['a set with another item', { kind: 'set', items: [str('a')] }, ['b']],
    ['a key too many', dict({ a: int(1), b: int(2) }), { a: 1 }],
    ['a key too few', dict({ a: int(1) }), { a: 1, b: 2 }],
    ['another value in a dict that may hold more', dict({ a: int(1) }, 'updated'), { a: 2, b: 2 }],
    ['an opaque object for data', { kind: 'opaque', type: 'object' }, 'text'],
    ['that nothing sets it', { kind: 'unset' }, null],
    ['no option that fits', { kind: 'choice', options: [{ when: '', value: str('a'), unset: false }] }, 'b'],
    ['a known value where every process has another', str('a'), { $varies: true }],
  ])('%s', (_what, value, answer) => {
    expect(agrees(value, answer)).toBe(false);
  });
});
