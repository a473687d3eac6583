import { describe, expect, it } from 'vitest';
import { findVariable, setVariable, withOldKey } from '../../client/src/commands/envText';
import { newSecretKey } from '../../client/src/commands/newSecretKey';
import { readDotenvFile } from '../../server/src/evaluate/libraries/envFiles/dotenv';
import { readEnvironFile } from '../../server/src/evaluate/libraries/envFiles/environ';

const KEY = 'SECRET_KEY';

/** The text after the edit. */
function written(text: string, value = 'new-key'): string | undefined {
  const edit = setVariable(text, KEY, value);
  if (!edit) return undefined;
  const lines = text.split(/(?<=\n)/);
  const offset = ({ line, character }: { line: number; character: number }) => lines.slice(0, line).join('').length + character;
  return text.slice(0, offset(edit.range.start)) + edit.newText + text.slice(offset(edit.range.end));
}

describe('what an env file gives for a variable', () => {
  it.each([
    ['DEBUG=1\n', { kind: 'absent' }],
    ['# SECRET_KEY=old\n', { kind: 'absent' }],
    ['OTHER_SECRET_KEY=old\n', { kind: 'absent' }],
    ['SECRET_KEY=old', { kind: 'given', line: 0, raw: 'old', text: 'old', comment: '' }],
    ['A=1\n  export SECRET_KEY = old \n', { kind: 'given', line: 1, raw: 'old', text: 'old', comment: '' }],
    ['SECRET_KEY=\n', { kind: 'given', line: 0, raw: '', text: '', comment: '' }],
    ['SECRET_KEY=""\n', { kind: 'given', line: 0, raw: '""', text: '', comment: '' }],
    ["SECRET_KEY='o#ld' # mine\n", { kind: 'given', line: 0, raw: "'o#ld'", text: 'o#ld', comment: '# mine' }],
    ['SECRET_KEY=o#ld # mine\r\n', { kind: 'given', line: 0, raw: 'o#ld', text: 'o#ld', comment: '# mine' }],
    ['SECRET_KEY= # fill in\n', { kind: 'given', line: 0, raw: '', text: '', comment: '# fill in' }],
  ])('%j', (text, variable) => {
    expect(findVariable(text, KEY)).toEqual(variable);
  });

  it.each(['SECRET_KEY=a\nSECRET_KEY=b\n', 'SECRET_KEY="a\nb"\n', "SECRET_KEY='a\nb'\n"])('%j is not clear', (text) => {
    expect(findVariable(text, KEY)).toEqual({ kind: 'unclear' });
    expect(setVariable(text, KEY, 'x')).toBeUndefined();
  });
});

describe('a new value', () => {
  it.each([
    ['', 'SECRET_KEY=new-key\n'],
    ['DEBUG=1', 'DEBUG=1\nSECRET_KEY=new-key\n'],
    ['DEBUG=1\r\n', 'DEBUG=1\r\nSECRET_KEY=new-key\r\n'],
    ['A=1\nSECRET_KEY="old"\nB=2\n', 'A=1\nSECRET_KEY=new-key\nB=2\n'],
    ['export SECRET_KEY = old\n', 'export SECRET_KEY=new-key\n'],
    // django-environ would take the comment for a part of the key.
    ['SECRET_KEY=old # mine\n', '# mine\nSECRET_KEY=new-key\n'],
  ])('in %j', (text, expected) => {
    expect(written(text)).toBe(expected);
  });

  it('is what every reader of env files gives back', () => {
    for (let round = 0; round < 50; round++) {
      const key = newSecretKey();
      for (const before of ['', 'A=1', 'SECRET_KEY=\n', 'SECRET_KEY=old # mine\n']) {
        const text = written(before, key) ?? '';
        for (const read of [readDotenvFile, readEnvironFile]) expect(read(text).find(({ name }) => name === KEY)?.value).toBe(key);
      }
    }
  });
});

describe('a new key', () => {
  it('is long, of many characters, and never the same', () => {
    const keys = Array.from({ length: 20 }, () => newSecretKey());
    expect(new Set(keys).size).toBe(20);
    for (const key of keys) {
      expect(key).toMatch(/^[\w-]{64}$/);
      // What Django's check security.W009 wants.
      expect(new Set(key).size).toBeGreaterThan(5);
    }
  });

  it('comes from the random bytes and nothing else', () => {
    expect(newSecretKey((count) => new Uint8Array(count).fill(64))).toBe('A'.repeat(64));
    expect(newSecretKey((count) => Uint8Array.from({ length: count }, (_, at) => at))).toBe(
      'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_',
    );
  });
});

describe('an old key that stays valid', () => {
  const old = (text: string, raw = text) => ({ text, raw });

  it('stands before those that are there', () => {
    expect(withOldKey('', 'OLD', old('a'), 'list')).toBe('a');
    expect(withOldKey('OLD=\n', 'OLD', old('a'), 'list')).toBe('a');
    expect(withOldKey('OLD=b,c\n', 'OLD', old('a'), 'list')).toBe('a,b,c');
  });

  it('takes the place of the one where there is room for one, in the same quotes', () => {
    expect(withOldKey('OLD=b\n', 'OLD', old('a$', "'a$'"), 'one')).toBe("'a$'");
  });

  it('is left to the person where a comma or a quote would make something else of it', () => {
    expect(withOldKey('', 'OLD', old('a,b'), 'list')).toBeUndefined();
    expect(withOldKey('', 'OLD', old('a$b'), 'list')).toBeUndefined();
    expect(withOldKey('OLD="b"\n', 'OLD', old('a'), 'list')).toBeUndefined();
    expect(withOldKey('OLD=a\nOLD=b\n', 'OLD', old('a'), 'list')).toBeUndefined();
  });
});
