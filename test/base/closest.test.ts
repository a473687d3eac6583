import { describe, expect, it } from 'vitest';
import { closest, damerauLevenshtein } from '../../server/src/base/closest';

const SETTINGS = [
  'DEBUG',
  'ALLOWED_HOSTS',
  'SESSION_COOKIE_SECURE',
  'SESSION_COOKIE_NAME',
  'SESSION_COOKIE_PATH',
  'MEDIA_ROOT',
  'MEDIA_URL',
];

describe('closest', () => {
  it.each([
    ['ALOWED_HOSTS', 'ALLOWED_HOSTS', 'a letter is missing'],
    ['ALLOWED_HOST', 'ALLOWED_HOSTS', 'the plural is missing'],
    ['ALLOWED_HSOTS', 'ALLOWED_HOSTS', 'two letters are swapped'],
    ['SESION_COOKIE_SECRUE', 'SESSION_COOKIE_SECURE', 'two slips in a long name'],
    ['allowed_host', 'ALLOWED_HOSTS', 'case does not count'],
    ['DEUBG', 'DEBUG', 'one swap in a short name'],
    ['DEBUGG', 'DEBUG', 'one letter too many in a short name'],
  ])('takes %s for %s: %s', (name, meant) => {
    expect(closest(name, SETTINGS)).toBe(meant);
  });

  it.each([
    ['DEBUG', 'it is right as it is'],
    ['DBG', 'two slips are too many for a short name'],
    ['MEDIA_DIR', 'another word, not a slip'],
    ['SESSION_COOKIE_HASH', 'another word, not a slip'],
    ['SESSION_COOKIE_LIFETIME', 'nothing is near'],
    ['', 'there is no name'],
  ])('leaves %s alone: %s', (name) => {
    expect(closest(name, SETTINGS)).toBeUndefined();
  });

  it('does not choose between two that are equally near', () => {
    expect(closest('workerz', ['workers', 'workerx'])).toBeUndefined();
  });

  it('takes a numbered sibling for another name', () => {
    expect(closest('CACHE_SLOT_12', ['CACHE_SLOT_13'])).toBeUndefined();
  });
});

describe('damerauLevenshtein', () => {
  it('counts insertions, deletions, substitutions and swaps of neighbours', () => {
    expect(damerauLevenshtein('', 'abc')).toBe(3);
    expect(damerauLevenshtein('abcd', 'abdc')).toBe(1);
    expect(damerauLevenshtein('kitten', 'sitting')).toBe(3);
    expect(damerauLevenshtein('same', 'same')).toBe(0);
  });
  it('stops counting past the limit', () => {
    expect(damerauLevenshtein('aaaaaaaa', 'bbbbbbbb', 2)).toBe(3);
  });
});
