import { expect, test } from 'vitest';
import { parsePython } from '../../../server/src/syntax/python/parse';
import { dump } from '../../support/dumpPython';
import { python } from '../../support/python';

const parser = await python();

const cases: readonly (readonly [source: string, meaning: string])[] = [
  ['a = b = 1, 2', 'a = b = open(1, 2)'],
  ['(a), (b, *c) = d', 'open(a, tuple(b, *(c))) = d'],
  ["A['x'].y = 1", 'A["x"].y = 1'],
  ['A += 1,', 'A += open(1)'],
  ['A //= 2; B **= 3; C |= D', 'A //= 2\nB **= 3\nC |= D'],
  ['A: dict[str, list[int] | None] = {}', 'A: dict[open(str, (list[int] | None))] = {}'],
  ['A: int', 'A: int'],
  ['x = yield', 'x = Yield'],
  ['import a.b as c, d', 'import a.b as c, d as -'],
  ['from . import a', 'from 1  import a as -'],
  ['from ...a.b import (c as d, e,)', 'from 3 a.b import c as d, e as -'],
  ['from .base import *', 'from 1 base import * as -'],
  ['from __future__ import annotations', 'from 0 __future__ import annotations as -'],
  ['del a, b[0]', 'del a, b[0]'],
  ['del (a)', 'del a'],
  ['global a, b', 'Global a, b'],
  ['assert a, "no"', 'assert a, "no"'],
  ['raise', 'raise - from -'],
  ['raise X("a") from e', 'raise X("a") from e'],
  ['type X[T] = list[T]', 'type X'],
  ['type = 1', 'type = 1'],
  ['match = case = 1', 'match = case = 1'],
  ['if a: b; c\nelif d:\n  e\nelse: f', 'If a {b; c} else {If d {e} else {f}}'],
  ['if (a :=\n  b): pass', 'If (a := b) {Pass}'],
  ['for a, *b in c, d:\n  break\nelse:\n  continue', 'For open(a, *(b)) in open(c, d) {Break} else {Continue}'],
  [
    'async def f():\n  async for a in b: pass\n  async with c as d: pass',
    'async def f() -> - {async For a in b {Pass}; async With c as d {Pass}}',
  ],
  ['while a: pass\nelse: b', 'While a {Pass} else {b}'],
  ['try: a\nexcept: b', 'Try {a} except - as - {b}'],
  [
    'try:\n  a\nexcept (A, B) as e:\n  b\nexcept C, D:\n  c\nelse:\n  d\nfinally:\n  e',
    'Try {a} except tuple(A, B) as e {b} except open(C, D) as - {c} else {d} finally {e}',
  ],
  ['try: a\nexcept* A as e: b', 'Try {a} except A as e {b}'],
  ['with (open(a) as b, c as (d, e),): pass', 'With open(a) as b, c as tuple(d, e) {Pass}'],
  ['with (a): pass', 'With a as - {Pass}'],
  ['with a, b as c[0]: pass', 'With a as -, b as c[0] {Pass}'],
  [
    '@a.b\n@c(1)\ndef f[T](a, /, b: int = 1, *c: str, d=2, **e) -> None:\n  return a, b',
    '@a.b @c(1) def f(positional-only a, positional b: int = 1, args c: str, keyword-only d = 2, kwargs e) -> None {return open(a, b)}',
  ],
  ['@d\nclass A[T](B, *C, metaclass=M): x = 1', '@d class A(B, *C, metaclass=M) {x = 1}'],
  ['class A: ...', 'class A() {Ellipsis}'],
  ['def f():\n  nonlocal a\n  return', 'def f() -> - {Nonlocal a; return -}'],
  [
    "match a, b:\n  case {'k': -1, X.y: None, **rest}: pass\n  case [c, *_] | (d, *e): pass\n  case P(f, g=1.5 | 'x' 'y') as h if i: pass\n  case 1+2j, True: pass\n  case (j): pass\n  case _: pass",
    'match open(a, b) case {"k": (- 1), X.y: None **rest} if - {Pass} case ([c, *_] | [d, *e]) if - {Pass} case (P(f, g=(1.5f | "xy")) as h) if i {Pass} case [Complex, true] if - {Pass} case j if - {Pass} case _ if - {Pass}',
  ],
  ['match a:\n  case A(b, c=str() as d): pass', 'match a case A(b, c=(str() as d)) if - {Pass}'],
  ['x = 1 + \\\n  2', 'x = (1 + 2)'],
  ['x = [  # why\n  1,\n\n  2\n]', 'x = [1, 2]'],
  ['\ufeffx = 1', 'x = 1'],
  ['x = 1\ry = 2\r\nz = 3', 'x = 1\ny = 2\nz = 3'],
  ['\fx = 1\n\f\ny = 2', 'x = 1\ny = 2'],
  ['if a:\n\tb\n\tc', 'If a {b; c}'],
  ['', ''],
  ['# nothing', ''],
  ['\n\n', ''],
];

test.each(cases)('%j', (source, meaning) => {
  for (const text of [source, `${source}\n`]) {
    const module = parsePython(parser, text);
    expect(module.errors).toEqual([]);
    expect(dump(module)).toBe(meaning);
  }
});

test('comments say whether they stand alone', () => {
  const text = '# ä\nx = [1,  # one\n  # two\n]\n  # three';
  const { comments } = parsePython(parser, text);
  expect(comments.map((each) => [each.text, each.ownLine])).toEqual([
    ['# ä', true],
    ['# one', false],
    ['# two', true],
    ['# three', true],
  ]);
  for (const each of comments) expect(text.slice(each.span.start, each.span.end)).toBe(each.text);
});
