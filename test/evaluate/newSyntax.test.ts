import { describe, expect, it } from 'vitest';
import { evaluateText, shown } from './libraries/evaluateText';

/** Syntax that is newer than the referee's Python 3.11, or that the grammar had to be helped with. */
describe('new syntax of Python', () => {
  it.each([
    ['several exceptions without parentheses (PEP 758)', 'try:\n    X = 1 / 0\nexcept ValueError, ZeroDivisionError:\n    X = 2\n', '2'],
    ['except* (PEP 654)', 'try:\n    X = 1\nexcept* ValueError:\n    X = 2\n', '1'],
    [
      'parameters of types (PEP 695)',
      'def f[T](x: T) -> T:\n    return x\ntype Alias = list[int]\nclass K[T]:\n    a = 1\nX = f(K.a)\n',
      '1',
    ],
    ['quotes inside an f-string (PEP 701)', 'X = f"{"a"}{\'b\'!r:>5}{", ".join(["c", "d"])}"\n', '"a  \'b\'c, d"'],
    ['starred annotations (PEP 646)', 'def f(*args: *tuple[int, ...]):\n    return args\nX = f(1, 2)\n', '(1, 2)'],
    [
      'unpacking in a return, a loop and an assignment',
      'y = (1, 2)\ndef f():\n    return 0, *y\nX = f(), *y\nfor z in "q", *y:\n    X = X, z\n',
      "(((((0, 1, 2), 1, 2), 'q'), 1), 2)",
    ],
    [
      'several contexts in parentheses',
      'class C:\n    def __init__(self, v): self.v = v\n    def __enter__(self): return self.v\n    def __exit__(self, *a): pass\nwith (C(1) as a, C(2) as b):\n    X = a + b\n',
      '3',
    ],
    ['a walrus in a comprehension', 'X = [y for x in (1, 2, 3) if (y := x * 2) > 2]\n', '[4, 6]'],
    ['match with a guard', 'match {"a": [1, 2]}:\n    case {"a": [first, *rest]} if first:\n        X = rest\n', '[2]'],
  ])('%s', async (_name, text, expected) => {
    const { incomplete, settings, syntaxFaults } = await evaluateText({ files: { 'settings.py': text } });
    expect(incomplete).toBeUndefined();
    expect(syntaxFaults).toEqual([]);
    expect(shown(settings.get('X')?.value)).toBe(expected);
  });

  it('does not know what a template string is (PEP 750), and goes on', async () => {
    const { settings } = await evaluateText({ files: { 'settings.py': 'x = 1\nX = t"hello {x}"\nY = 2\n' } });
    expect(settings.get('X')?.value.kind).not.toBe('str');
    expect(shown(settings.get('Y')?.value)).toBe('2');
  });
});
