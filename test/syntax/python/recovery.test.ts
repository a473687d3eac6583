import { expect, test } from 'vitest';
import { parsePython } from '../../../server/src/syntax/python/parse';
import { dump } from '../../support/dumpPython';
import { python } from '../../support/python';

const parser = await python();

/** What is left of a broken text, and where it is said to be broken: the text under the squiggle and the line. */
function read(text: string) {
  const module = parsePython(parser, text);
  const faults = module.errors.map(
    ({ span, message }) => `${text.slice(0, span.start).split('\n').length}:${text.slice(span.start, span.end)}:${message}`,
  );
  return { meaning: dump(module), faults, module };
}

const cases: readonly (readonly [why: string, source: string, meaning: string, faultLine: number])[] = [
  [
    'a list left open spares the statements below',
    "A = 1\nX = [\n  'a',\n\nDEBUG = True\nFOO = 1\n",
    'A = 1\nBroken(X)\nDEBUG = true\nFOO = 1',
    2,
  ],
  ['a value not typed yet takes no other name with it', 'DEBUG =\nHOSTS = []\n', 'Broken(DEBUG)\nHOSTS = []', 1],
  ['an operator without its right side', 'x = 1 +\ny = 2\n', 'Broken(x)\ny = 2', 1],
  ['a call left open', "B = f('x'\n\nC = {'a': 1}\nD.append(1)\n", 'Broken(B)\nC = {"a": 1}\nD.append(1)', 1],
  ['a quote left open', "x = 'abc\ny = 2\n", 'Broken(x)\ny = 2', 1],
  ['a bracket too many', "M = [\n  'a',\n]]\nB = 1\n", 'Broken(M)\nB = 1', 1],
  ['a dict entry without value', "X = {\n  'a': 1,\n  'b':\n}\nY = 2\n", 'Broken(X)\nY = 2', 3],
  [
    'only the statement in the branch',
    'if a:\n  x = (1\n  y = 2\nelse:\n  z = 3\nw = 4\n',
    'If a {Broken(x); y = 2} else {z = 3}\nw = 4',
    2,
  ],
  ['only the statement in the class', 'class A:\n  x =\n  y = 2\n', 'class A() {Broken(x); y = 2}', 2],
  ['only the statement in the function', 'def f():\n  a = = 1\n  return a\nb = 1\n', 'def f() -> - {Broken(a); return a}\nb = 1', 2],
  ['a broken header takes the whole statement and its names', 'def f(:\n  global G\n  G = 1\nx = 1\n', 'Broken(f, G)\nx = 1', 1],
  ['a colon forgotten', 'if DEBUG\n  X = 1\nY = 2\n', 'Broken(X)\nY = 2', 1],
  ['a body forgotten', 'if a:\nb = 1\n', 'Broken()\nb = 1', 1],
  ['a line indented for nothing', 'a = 1\n  b = 2\nc = 3\n', 'a = 1\nBroken(b)\nc = 3', 2],
  ['tabs and spaces that only look alike', 'if a:\n\tb\n        c = 1\n', 'If a {b; Broken(c)}', 3],
  ['try alone', 'try:\n  a = 1\nb = 2\n', 'Broken(a)\nb = 2', 1],
  ['Python 2: print', 'print "a"\nb = 1\n', 'Broken()\nb = 1', 1],
  ['Python 2: exec', 'exec "a = 1"\nb = 1\n', 'Broken()\nb = 1', 1],
  ['Python 2: raise with a message', 'raise X, "a"\nb = 1\n', 'Broken()\nb = 1', 1],
  ['a walrus as a statement', 'A := 1\nb = 1\n', 'Broken(A)\nb = 1', 1],
  ['a star import that ends badly', 'from .base import * as\nb = 1\n', 'Broken(*)\nb = 1', 1],
  ['imported names', 'from a import (b, c as d\nx = 1\n', 'Broken(b, c, d)\nx = 1', 1],
  ['a changed name counts as touched', "A['x'] = (\nB.append(\nC += [\nd = 1\n", 'Broken(A, B)\nBroken(C)\nd = 1', 1],
];

test.each(cases)('%s', (_why, source, meaning, faultLine) => {
  const { meaning: found, faults } = read(source);
  expect(found).toBe(meaning);
  expect(faults.length).toBeGreaterThan(0);
  expect(faults[0]).toMatch(new RegExp(`^${faultLine}:`));
  for (const fault of faults) expect(fault).toMatch(/^\d+:[^\n]*:Python cannot read this/);
});

test('a missing sign is named', () => {
  expect(read('def f(:\n  pass\n').faults).toEqual(['1::Python cannot read this statement: `)` is missing here']);
});

test('a broken statement ends where the next one begins', () => {
  const text = "X = [\n  'a',\n\nDEBUG = True\n";
  const [first, second] = read(text).module.body;
  expect(first && text.slice(first.span.start, first.span.end)).toBe("X = [\n  'a',");
  expect(second && text.slice(second.span.start, second.span.end)).toBe('DEBUG = True');
});

test('a file that is no Python at all is told in few words', () => {
  const noise = Array.from({ length: 4000 }, (_, at) => `${at} = = ] ${String.fromCharCode(at * 13)}`).join('\n');
  const { faults } = read(noise);
  expect(faults.length).toBeGreaterThan(0);
  expect(faults.length).toBeLessThanOrEqual(20);
});

test('sound code has no fault', () => {
  expect(read("x = [\n'a',\n'b'\n]\ny = '''\nz = (\n'''\n").faults).toEqual([]);
});
