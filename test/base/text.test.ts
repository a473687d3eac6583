import { describe, expect, it } from 'vitest';
import { applyEdits, LineMap } from '../../server/src/base/text';

describe('LineMap', () => {
  it('counts lines at LF, CRLF and CR, and clamps what is outside', () => {
    const lines = new LineMap('a\r\nbb\rc\n');
    expect(lines.lineCount).toBe(4);
    expect(lines.position(3)).toEqual({ line: 1, character: 0 });
    expect(lines.position(99)).toEqual({ line: 3, character: 0 });
    expect(lines.offset({ line: 1, character: 50 })).toBe(5);
    expect(lines.lineText(0)).toBe('a');
  });
});

describe('applyEdits', () => {
  it('does edits in any order', () => {
    const at = (start: number, end: number, newText: string) => ({ span: { start, end }, newText });
    expect(applyEdits('abc', [at(2, 3, 'C'), at(0, 1, 'A')])).toBe('AbC');
  });
  it('refuses edits that overlap', () => {
    expect(() =>
      applyEdits('abc', [
        { span: { start: 0, end: 2 }, newText: '' },
        { span: { start: 1, end: 3 }, newText: '' },
      ]),
    ).toThrow('overlapping');
  });
});
