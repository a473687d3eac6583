import { describe, expect, it } from 'vitest';
import type { Value } from '../../server/src/evaluate/value';
import { formatValue } from '../../server/src/features/valueText';

const text = (value: string): Value => ({ kind: 'str', value });

describe('a value for people', () => {
  it.each<[string, Value]>([
    ['None', { kind: 'none' }],
    ['True', { kind: 'bool', value: true }],
    ['31536000', { kind: 'int', value: 31536000n }],
    ['1.0', { kind: 'float', value: 1 }],
    ['0.25', { kind: 'float', value: 0.25 }],
    ['"a\\n\\"b\\""', text('a\n"b"')],
    ['"\\x1b[31m"', text('\u001b[31m')],
    ['b"x"', { kind: 'bytes', value: 'x' }],
    ['Path("/srv")', { kind: 'path', value: '/srv' }],
    ['["a", "b"]', { kind: 'list', items: [text('a'), text('b')] }],
    ['("a",)', { kind: 'tuple', items: [text('a')] }],
    ['()', { kind: 'tuple', items: [] }],
    ['set()', { kind: 'set', items: [] }],
    ['["a", ‹more: plugins add to it›]', { kind: 'list', items: [text('a'), { kind: 'rest', reason: 'plugins add to it' }] }],
    ['{"A": 1}', { kind: 'dict', entries: [{ key: text('A'), value: { kind: 'int', value: 1n } }] }],
    ['‹unknown: read from a file›', { kind: 'unknown', reason: 'read from a file' }],
    ['‹datetime.timedelta›', { kind: 'opaque', type: 'an object', name: 'datetime.timedelta' }],
    [
      'True if CI is set, False if CI is not set',
      {
        kind: 'choice',
        options: [
          { when: 'CI is set', value: { kind: 'bool', value: true }, unset: false },
          { when: 'CI is not set', value: { kind: 'bool', value: false }, unset: true },
        ],
      },
    ],
  ])('%s', (shown, value) => expect(formatValue(value)).toBe(shown));

  it('shows the beginning of a long list, and how much there is more', () => {
    const items = Array.from({ length: 30 }, (_, at): Value => ({ kind: 'int', value: BigInt(at) }));
    expect(formatValue({ kind: 'list', items })).toBe('[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, … 18 more]');
  });

  it('on a page has all of a long list, each item on its line, and each way on its own', () => {
    const items = Array.from({ length: 30 }, (_, at): Value => text(`item ${at}`));
    const lines = formatValue({ kind: 'list', items }, 'page').split('\n');
    expect(lines).toHaveLength(32);
    expect(lines.slice(0, 2)).toEqual(['[', '  "item 0",']);
    expect(formatValue({ kind: 'list', items: items.slice(0, 2) }, 'page')).toBe('["item 0", "item 1"]');
    const options = [
      { when: 'CI is set', value: text('a'), unset: false },
      { when: 'CI is not set', value: text('b'), unset: true },
    ];
    expect(formatValue({ kind: 'choice', options }, 'page')).toBe('"a" if CI is set\n  or "b" if CI is not set');
  });
});
