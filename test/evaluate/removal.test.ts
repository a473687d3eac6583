import { describe, expect, it } from 'vitest';
import { evaluateText, shown } from './libraries/evaluateText';

describe('an item that is removed from a list that is known in part', () => {
  const UNKNOWN = 'import plugins\nL = ["a", "b"]\nfor name in plugins.names():\n    L.append(name)\nL += ["c"]\n';

  it('leaves those that it cannot be', async () => {
    const text = `${UNKNOWN}try:\n    L.remove("x")\nexcept ValueError:\n    pass\n`;
    const { settings } = await evaluateText({ files: { 'settings.py': text } });
    expect(shown(settings.get('L')?.value)).toMatch(/^\['a', 'b', .*'c'\]$/);
  });

  it('may be one that stands behind what nobody knows, or one of those', async () => {
    const text = `${UNKNOWN}L.remove("c")\nHAS_A = "a" in L\nHAS_C = "c" in L\n`;
    const { settings } = await evaluateText({ files: { 'settings.py': text } });
    expect(shown(settings.get('HAS_A')?.value)).toBe('True');
    expect(settings.get('HAS_C')?.value.kind).not.toBe('bool');
  });

  it('goes from a set in the same way', async () => {
    const text =
      'import plugins\nS = {"a", "b"} | set(plugins.names())\nS.discard("x")\nHAS_A = "a" in S\nS.discard("a")\nSTILL = "a" in S\n';
    const { settings } = await evaluateText({ files: { 'settings.py': text } });
    expect(shown(settings.get('HAS_A')?.value)).toBe('True');
    expect(settings.get('STILL')?.value).not.toMatchObject({ kind: 'bool', value: true });
  });
});
