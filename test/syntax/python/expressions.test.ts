import { expect, test } from 'vitest';
import { parsePython } from '../../../server/src/syntax/python/parse';
import { dump } from '../../support/dumpPython';
import { python } from '../../support/python';

const parser = await python();

const cases: readonly (readonly [source: string, meaning: string])[] = [
  // Names and numbers
  ['größe', 'größe'],
  ['ﬁx', 'fix'],
  ['1_000', '1000'],
  ['0xFF + 0o17 + 0b1_01', '((255 + 15) + 5)'],
  ['123456789012345678901234567890', '123456789012345678901234567890'],
  ['1.5e3 + .5 + 1_0.', '((1500f + 0.5f) + 10f)'],
  ['3j, 1.5J', 'open(Complex, Complex)'],
  ['None, True, False, ...', 'open(None, true, false, Ellipsis)'],
  // Text
  [String.raw`'a\tb\x41\u00e9\U0001F600\101\'\\'`, JSON.stringify("a\tbAé😀A'\\")],
  [String.raw`'\d \8'`, JSON.stringify('\\d \\8')],
  [String.raw`r'\n' R"\x"`, JSON.stringify('\\n\\x')],
  ["'one ' \"two \" u'''three'''", '"one two three"'],
  ["'a\\\nb'", '"ab"'],
  ["'''a\r\nb\rc'''", JSON.stringify('a\nb\nc')],
  [String.raw`b'\xff\101a' Rb'\x'`, `b${JSON.stringify('\xffAa\\x')}`],
  [String.raw`'\N{BULLET}'`, 'BrokenExpression'],
  // f-strings
  ["f'a{x}b'", 'f<"a" {x} "b">'],
  ["f'{x!r:>{width}.2f}'", 'f<{x!r:">" {width} ".2f"}>'],
  ["f'{ x = }{y=!s}'", 'f<{" x = " x} {"y=" y!s}>'],
  [String.raw`f'{{{x}}}\n'`, 'f<"{" {x} "}\\n">'],
  [String.raw`rf'\d{x}'`, 'f<"\\\\d" {x}>'],
  ["'p' f'{a}' 'q' 'r'", 'f<"p" {a} "qr">'],
  ["f'{d['k']}{f'{n}'}'", 'f<{d["k"]} {f<{n}>}>'],
  ["f'{a != b}'", 'f<{(a != b)}>'],
  ["t'{x}!'", 't<{x} "!">'],
  // Displays
  ['[], (), {}', 'open([], tuple(), {})'],
  ['[*a.b, *c[0], *d(), e]', '[*(a.b), *(c[0]), *(d()), e]'],
  ['(a), (b,), (c, d)', 'open(a, tuple(b), tuple(c, d))'],
  ['{1, *a}', '{1, *(a)}'],
  ["{'a': 1, **b, 'c': {}}", '{"a": 1, **: b, "c": {}}'],
  ['[x for x in a if b if c for y in x]', 'list(x for x in a if b if c for y in x)'],
  ['{x for x, in a}', 'set(x for open(x) in a)'],
  ['{k: v for k, v in a}', 'dict(k: v for open(k, v) in a)'],
  ['f(x async for x in a)', 'f(generator(x async for x in a))'],
  // Operators
  ['a + b * c ** -d', '(a + (b * (c ** (- d))))'],
  ['a - b - c', '((a - b) - c)'],
  ['a @ b // c % d << e >> f & g | h', '(((((((a @ b) // c) % d) << e) >> f) & g) | h)'],
  ['a & b ^ c', 'BrokenExpression'],
  ['(a & b) ^ c', '((a & b) ^ c)'],
  ['not a or b and not c', '((not a) or (b and (not c)))'],
  ['a < b <= c != d', '(a < b <= c != d)'],
  ['a not in b, c is not d, not e in f', 'open((a not in b), (c is not d), (not (e in f)))'],
  ['a if b else c if d else e', '(a if b else (c if d else e))'],
  ['(y := f(x)) + y', '((y := f(x)) + y)'],
  // Calls, attributes, subscripts
  ['f(a, *b.c, k=d, **e)', 'f(a, *b.c, k=d, **e)'],
  ["os.environ['A'].split(',')[1:][::2]", 'os.environ["A"].split(",")[slice(1, -, -)][slice(-, -, 2)]'],
  ['x[a, b:c], x[a,], x[*a]', 'open(x[open(a, slice(b, c, -))], x[open(a)], x[open(*(a))])'],
  ['print("a", file=f)', 'print("a", file=f)'],
  [
    'lambda: 0, lambda a, /, b=1, *c, d, **e: a',
    'open((lambda : 0), (lambda positional-only a, positional b = 1, args c, keyword-only d, kwargs e: a))',
  ],
  ['lambda *, k: k', '(lambda keyword-only k: k)'],
  ['await f(x)', 'await(f(x))'],
  ['[(yield), (yield from a)]', '[Yield, Yield]'],
  ['match.type(case, _)', 'match.type(case, _)'],
];

test.each(cases)('%s', (source, meaning) => {
  const module = parsePython(parser, `${source}\n`);
  expect(module.errors).toEqual([]);
  expect(dump(module)).toBe(meaning);
});

const refused: readonly (readonly [source: string, reason: RegExp])[] = [
  ['x = 10L', /L is Python 2/],
  ['x = 0777', /0o/],
  ['x = a <> b', /!=/],
  ["x = 'a' b'b'", /side by side/],
  ["x = b'ü'", /ASCII/],
  [String.raw`x = '\x4'`, /hexadecimal/],
  [String.raw`x = '\u12'`, /hexadecimal/],
  ['x = f(a=1, b)', /positional argument/],
  ['x = (*a)', /starred/],
  ["x = f'{y!z}'", /!s, !r or !a/],
  ['x = async', /keyword|cannot read/],
];

test.each(refused)('%s is refused', (source, reason) => {
  const module = parsePython(parser, `${source}\n`);
  expect(dump(module)).toBe('Broken(x)');
  expect(module.errors.map((each) => each.message)).toEqual([expect.stringMatching(reason)]);
});
