import { describe, expect, it } from 'vitest';
import { readConfigurationDotenv } from '../../../server/src/evaluate/libraries/configurationDotenv';

describe('the DOTENV file of django-configurations', () => {
  it.each([
    ['A=1', [['A', '1']]],
    ["A='x y'", [['A', 'x y']]],
    ['A="say \\"hi\\""', [['A', 'say "hi"']]],
    ['A = 1', []],
    ['export A=1', []],
    ['# A=1\nB=2 # two\n', [['B', '2 # two']]],
    ['A=', [['A', '']]],
  ])('reads %j', (text, expected) => {
    expect(readConfigurationDotenv(text).map(({ name, value }) => [name, value])).toEqual(expected);
  });
});
