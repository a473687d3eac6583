import { describe, expect, it } from 'vitest';
import { readRegex } from '../../../server/src/rules/nginxLanguage/regex';
import { location, marked } from './support';

describe('a regular expression', () => {
  it.each([
    'a**',
    '^*',
    '|*',
    '(?i)*',
    'a{2}{3}',
    '[z-a]',
    '[]',
    '[^]',
    'a{3,2}',
    'a)',
    '(a',
    '\\',
    '\\1',
    '(?<1a>x)',
    '(?<a',
    '(?<a>x)(?<a>y)',
    '(?z)',
    '(?#',
  ])('with a fault is refused: %s', (pattern) => {
    expect(readRegex(pattern).error).toBeDefined();
  });

  it.each([
    '',
    'a|',
    '()*',
    '[]a]',
    'a{,3}',
    'x{',
    '{',
    'a{a}',
    '(a)\\1',
    '[[:alpha:]]',
    '\\Qa(\\E',
    '(?x) a # (',
    '(?=a)b',
    '(?i-s:x)',
    '(?(1)a|b)',
    '\\.(?:css|js)$',
  ])('without one is not: %s', (pattern) => {
    expect(readRegex(pattern).error).toBeUndefined();
  });

  it('defines the variables of its named groups', async () => {
    const text = location(
      'if ($uri ~ ^/(?<tenant>\\w+)/) { set $other $tenant; }\nadd_header X-A "$tenant $tennant";  # → unknown-variable',
    );
    expect(await marked(text)).toBe(text);
  });
});
