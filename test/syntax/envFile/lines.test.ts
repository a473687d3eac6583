import { describe, expect, it } from 'vitest';
import { type EnvLine, readEnvLines } from '../../../server/src/syntax/envFile/lines';

/** `name|gap|value as written|value as meant|comment`, or the sort of another line with its text. */
function shown(text: string): readonly string[] {
  const under = ({ start, end }: { readonly start: number; readonly end: number }) => text.slice(start, end);
  return readEnvLines(text).map((line: EnvLine) => {
    if (line.kind !== 'assignment') return `${line.kind}: ${under(line.span)}`;
    const comment = line.comment ? under(line.comment) : '';
    const exported = line.exported ? under(line.exported) : '';
    return `${exported}${under(line.nameSpan)}|${under(line.gap)}|${under(line.valueSpan)}|${line.value}|${comment}`;
  });
}

describe('the lines of an env file', () => {
  it.each([
    ['A=1', ['A|=|1|1|']],
    ['  A = 1  ', ['A| = |1|1|']],
    ['export A=1\r\nB=2\r\n', ['export A|=|1|1|', 'B|=|2|2|']],
    ['\ufeffA=1', ['A|=|1|1|']],
    ['A=', ['A|=|||']],
    ['A=x # note', ['A|=|x|x|# note']],
    ['A=x#y', ['A|=|x#y|x#y|']],
    ['A="x # y"  # note', ['A|=|"x # y"|x # y|# note']],
    ["A='x'", ["A|=|'x'|x|"]],
    ['A="x\\"y"', ['A|=|"x\\"y"|x\\"y|']],
    ['A="x', ['A|=|"x|"x|']],
    ["A='a','b'", ["A|=|'a','b'|'a','b'|"]],
    ['A="one\ntwo"\nB=3', ['A|=|"one\ntwo"|one\ntwo|', 'B|=|3|3|']],
    ['A="one\nB="two"', ['A|=|"one|"one|', 'B|=|"two"|two|']],
    ['# A=1\n\n; B=2', []],
    ['A', ['name: A']],
    ['A 1', ['other: A 1']],
    ['=1', ['other: =1']],
    ['a.b-c=1', ['a.b-c|=|1|1|']],
  ])('in %j', (text, lines) => {
    expect(shown(text)).toEqual(lines);
  });
});
