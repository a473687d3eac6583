import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../server/src/base/text';
import { minimalEdits } from '../../server/src/features/minimalEdits';

describe('edits between two texts', () => {
  it.each([
    ['nothing', 'a\nb\n', 'a\nb\n', 0],
    ['a line in the middle', 'a\nb\nc\n', 'a\nB\nc\n', 1],
    ['two places', 'a\nb\nc\nd\ne\n', 'A\nb\nc\nd\nE\n', 2],
    ['a line that moves', 'a\nb\nc\nd\n', 'b\nc\na\nd\n', 2],
    ['a line more at the end, no final break', 'a', 'a\nb', 1],
    ['everything', 'a\n', '', 1],
    ['from nothing', '', 'a\n', 1],
    ['line breaks of Windows', 'a\r\nb\r\n', 'a\r\nc\r\n', 1],
  ])('%s', (_, before, after, count) => {
    const edits = minimalEdits(before, after);
    expect(applyEdits(before, edits)).toBe(after);
    expect(edits).toHaveLength(count);
  });

  it('leaves equal lines alone', () => {
    const before = 'import os\n\nA = 1\nB = 2\nC = 3\n';
    const edits = minimalEdits(before, 'import os\n\nA = 9\nB = 2\nC = 8\n');
    expect(edits.map(({ span }) => before.slice(span.start, span.end))).toEqual(['A = 1\n', 'C = 3\n']);
  });

  it('gives up on a middle that is too large, and is still right', () => {
    const before = Array.from({ length: 2500 }, (_, at) => `a${at}\n`).join('');
    const after = Array.from({ length: 2500 }, (_, at) => `b${at}\n`).join('');
    expect(applyEdits(before, minimalEdits(before, after))).toBe(after);
  });
});
