import { describe, expect, it } from 'vitest';
import { readUnit, unitWords } from '../../../server/src/syntax/systemd/unit';

describe('a unit', () => {
  it('is assignments in sections', () => {
    const text = '[Unit]\nDescription = An app\n# no\n; no\n\nnonsense\n[Service]\nA=1=2\nB=\n';
    expect(readUnit(text).map(({ section, key, value, span }) => [section, key, value, text.slice(span.start, span.end)])).toEqual([
      ['Unit', 'Description', 'An app', 'Description = An app'],
      ['Service', 'A', '1=2', 'A=1=2'],
      ['Service', 'B', '', 'B='],
    ]);
  });

  it('goes on behind a backslash, over comments', () => {
    expect(readUnit('[Service]\nExecStart=run \\\n# note\n  --one \\\n  --two\nA=1\n').map(({ value }) => value)).toEqual([
      'run  --one  --two',
      '1',
    ]);
    expect(readUnit('[Service]\r\nA=1\r\nB=2\\').map(({ value }) => value)).toEqual(['1', '2']);
  });

  it.each<readonly [string, readonly (string | undefined)[]]>([
    ['A=1 B=2', ['A=1', 'B=2']],
    ['"A=a b" \'B=c d\' C="e f"', ['A=a b', 'B=c d', 'C=e f']],
    ['A=\\"x\\" B=a\\sb', ['A="x"', 'B=a b']],
    ['A=50%% B=%i', ['A=50%', undefined]],
    ['A=$B', ['A=$B']],
    ['"open', []],
    ['A=\\x41 a\\ b', ['A=A', 'a\\ b']],
    ['', []],
  ])('has words: %s', (value, expected) => {
    expect(unitWords(value)).toEqual(expected);
  });
});
