import { describe, expect, it } from 'vitest';
import { globTest } from '../../server/src/base/glob';
import { unifiedDiff } from '../../server/src/cli/diff';
import { parseEnvFile } from '../../server/src/host/envFile';

describe('an env file', () => {
  it.each([
    ['A=1', '1'],
    ['export A=1', '1'],
    ['  A = 1  ', '1'],
    ['A=1 # why', '1'],
    ['A=1#2', '1#2'],
    ['A="1 # 2" # why', '1 # 2'],
    ["A='$x \\n'", '$x \\n'],
    ['A="a\\n\\"b\\""', 'a\n"b"'],
    ['A=', ''],
    ['A=a=b', 'a=b'],
  ])('%s', (line, value) => {
    expect(parseEnvFile(`# head\r\n${line}\r\n`)).toEqual([{ name: 'A', value, line: 2 }]);
  });

  it.each(['# A=1', 'A', '=1', '1A=2', ''])('has nothing in %j', (line) => {
    expect(parseEnvFile(line)).toEqual([]);
  });
});

describe('a diff', () => {
  const lines = (text: string) => text.split(' ');

  it('has three lines around a change', () => {
    expect(unifiedDiff('a', lines('1 2 3 4 5 6 7 8 9'), lines('1 2 3 4 x 6 7 8 9'))).toBe(
      '--- a/a\n+++ b/a\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+x\n 6\n 7\n 8\n',
    );
  });

  it('joins changes that are near, and parts those that are far', () => {
    const numbers = Array.from({ length: 30 }, (_, index) => `l${index}`);
    const changed = (...at: readonly number[]) => numbers.map((line, index) => (at.includes(index) ? 'x' : line));
    expect(unifiedDiff('a', numbers, changed(10, 15)).match(/^@@.*@@$/gm)).toEqual(['@@ -8,12 +8,12 @@']);
    expect(unifiedDiff('a', numbers, changed(5, 20)).match(/^@@.*@@$/gm)).toEqual(['@@ -3,7 +3,7 @@', '@@ -18,7 +18,7 @@']);
  });

  it('of a new file comes from nothing', () => {
    expect(unifiedDiff('a', undefined, ['x'])).toBe('--- /dev/null\n+++ b/a\n@@ -0,0 +1,1 @@\n+x\n');
  });

  it('of equal texts is empty', () => {
    expect(unifiedDiff('a', ['x'], ['x'])).toBe('');
  });
});

describe('globs', () => {
  it.each([
    ['old', 'old/settings.py', true],
    ['old', 'a/old/settings.py', true],
    ['/old', 'a/old/settings.py', false],
    ['a/old', 'a/old/settings.py', true],
    ['*.py', 'a/b.py', true],
    ['a/*.py', 'a/b/c.py', false],
    ['a/**/c.py', 'a/b/b/c.py', true],
    ['a/**', 'a/b/c.py', true],
    ['b?', 'bc', true],
    ['old', 'older/settings.py', false],
    ['a.b', 'axb', false],
  ])('%s and %s: %s', (glob, path, expected) => {
    expect(globTest([glob])(path)).toBe(expected);
  });
});
