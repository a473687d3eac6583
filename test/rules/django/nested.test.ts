import { describe, expect, it } from 'vitest';
import type { Value } from '../../../server/src/evaluate/value';
import { answer, every, inside, isOneOf, isPresent, keysOf, not, some } from '../../../server/src/rules/nested';

const text = (value: string): Value => ({ kind: 'str', value });
const dict = (entries: Readonly<Record<string, Value>>, rest?: string): Value => ({
  kind: 'dict',
  entries: Object.entries(entries).map(([key, value]) => ({ key: text(key), value })),
  ...(rest !== undefined && { rest }),
});
const choice = (...values: readonly Value[]): Value => ({
  kind: 'choice',
  options: values.map((value) => ({ when: 'somewhen', value, unset: false })),
});
const unknown: Value = { kind: 'unknown', reason: 'it is read from the environment' };

describe('a value inside a setting', () => {
  it('is found under its path', () => {
    expect(inside(dict({ default: dict({ ENGINE: text('sqlite3') }) }), 'default', 'ENGINE')).toMatchObject({ value: 'sqlite3' });
  });

  it('is unset where the whole dict is known and lacks the key, and where it is None', () => {
    expect(inside(dict({ default: dict({}) }), 'default', 'HOST').kind).toBe('unset');
    expect(inside(dict({ OPTIONS: { kind: 'none' } }), 'OPTIONS', 'pool').kind).toBe('unset');
  });

  it('is unknown where the dict may have more keys', () => {
    expect(inside(dict({}, 'names come from elsewhere'), 'HOST')).toEqual({ kind: 'unknown', reason: 'names come from elsewhere' });
    expect(inside({ kind: 'dict', entries: [{ key: unknown, value: text('x') }] }, 'HOST').kind).toBe('unknown');
    expect(inside(dict({ dynaconf_merge: { kind: 'bool', value: true } }), 'version').kind).toBe('unknown');
    expect(inside(unknown, 'default', 'HOST').kind).toBe('unknown');
  });

  it('is a choice where the dict is one', () => {
    const value = inside(choice(dict({ HOST: text('db') }), dict({})), 'HOST');
    expect(value.kind === 'choice' && value.options.map((option) => option.value.kind)).toEqual(['str', 'unset']);
  });

  it('has the keys of all that the dict may be', () => {
    expect(keysOf(choice(dict({ a: text('1') }), dict({ a: text('2'), b: text('3') }), unknown))).toEqual(['a', 'b']);
  });
});

describe('an answer', () => {
  const isDb = isOneOf('db');

  it('holds only when it is the same for all that the value may be', () => {
    expect(answer(choice(text('db'), text('db')), isDb)).toBe(true);
    expect(answer(choice(text('db'), text('other')), isDb)).toBe(undefined);
    expect(answer(choice(text('db'), unknown), isDb)).toBe(undefined);
  });

  it('takes what stands for a missing key', () => {
    expect(answer({ kind: 'unset' }, isDb, false)).toBe(false);
    expect(answer(choice({ kind: 'unset' }, text('db')), isDb, true)).toBe(true);
    expect(isPresent(choice({ kind: 'unset' }, text('db')))).toBe(undefined);
  });

  it('joins others as Python would, with what is open in mind', () => {
    expect([every(true, undefined), every(false, undefined), every(true, true)]).toEqual([undefined, false, true]);
    expect([some(false, undefined), some(true, undefined), some(false, false)]).toEqual([undefined, true, false]);
    expect([not(true), not(undefined)]).toEqual([false, undefined]);
  });
});
