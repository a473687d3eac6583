import { expect, test } from 'vitest';
import { parsePython } from '../../../server/src/syntax/python/parse';
import { childrenOf, nodeAt, type PythonNode, walk } from '../../../server/src/syntax/python/walk';
import { python } from '../../support/python';

const parser = await python();

/** Each node of a kind, as the text under its span. */
function under(text: string, kind: PythonNode['kind']): readonly string[] {
  const found: string[] = [];
  walk(parsePython(parser, text), (node) => {
    if (node.kind === kind) found.push(text.slice(node.span.start, node.span.end));
    return true;
  });
  return found;
}

test.each<[source: string, kind: PythonNode['kind'], texts: readonly string[]]>([
  ["x = '😀ü' + y  # ö", 'Name', ['x', 'y']],
  ["# 😀😀\nx = '😀ü'", 'Str', ["'😀ü'"]],
  ['x = (1, 2), 3', 'Tuple', ['(1, 2), 3', '(1, 2)']],
  ['x = (a)', 'Name', ['x', 'a']],
  ['x = (a + b) * c', 'BinOp', ['(a + b) * c', 'a + b']],
  ["x = ('a'\n  'b')", 'Str', ["'a'\n  'b'"]],
  ['if a: b\nelif c: d\nelse: e\nf', 'If', ['if a: b\nelif c: d\nelse: e', 'elif c: d\nelse: e']],
  ['@d\ndef f(): pass\n\n', 'FunctionDef', ['@d\ndef f(): pass']],
  ['class A:\n  x = 1\n\n\ny = 2', 'ClassDef', ['class A:\n  x = 1']],
  ['a = 1; b = 2', 'Assign', ['a = 1', 'b = 2']],
  ['x[a, b]', 'Tuple', ['a, b']],
  ['f(*a.b)', 'Attribute', ['a.b']],
  ['[*a.b]', 'Starred', ['*a.b']],
])('%j: %s', (source, kind, texts) => {
  expect(under(source, kind)).toEqual(texts);
});

test('each literal of a concatenation has its place, quotes apart', () => {
  const text = `x = (r'''a''' "b")`;
  const [statement] = parsePython(parser, text).body;
  const value = statement?.kind === 'Assign' && statement.value.kind === 'Str' ? statement.value : undefined;
  const slice = (span: { start: number; end: number }) => text.slice(span.start, span.end);
  expect(value?.parts.map((part) => [slice(part.span), slice(part.content), part.prefix, part.quote])).toEqual([
    [`r'''a'''`, 'a', 'r', "'''"],
    ['"b"', 'b', '', '"'],
  ]);
});

test('calls and attributes point at their names and arguments', () => {
  const text = 'env.bool("DEBUG", default=False)';
  const [statement] = parsePython(parser, text).body;
  const call = statement?.kind === 'Expr' && statement.value.kind === 'Call' ? statement.value : undefined;
  const slice = (span: { start: number; end: number } | undefined) => span && text.slice(span.start, span.end);
  expect(slice(call?.argumentsSpan)).toBe('("DEBUG", default=False)');
  expect(call?.arguments.map((each) => [slice(each.span), slice(each.nameSpan)])).toEqual([
    ['"DEBUG"', undefined],
    ['default=False', 'default'],
  ]);
  expect(call?.function.kind === 'Attribute' && slice(call.function.nameSpan)).toBe('bool');
});

test('nodeAt leads from the module to the innermost node', () => {
  const text = "if a:\n  X = {'k': [f(b)]}\n";
  const kinds = (marker: string) => nodeAt(parsePython(parser, text), text.indexOf(marker)).map((node) => node.kind);
  expect(kinds('b)')).toEqual(['Module', 'If', 'Assign', 'Dict', 'List', 'Call', 'Name']);
  expect(kinds('k')).toEqual(['Module', 'If', 'Assign', 'Dict', 'Str']);
  expect(kinds(':')).toEqual(['Module', 'If', 'Name']);
  expect(nodeAt(parsePython(parser, ''), 0).map((node) => node.kind)).toEqual(['Module']);
});

test('nodeAt prefers the node that begins at the offset', () => {
  const path = nodeAt(parsePython(parser, 'a=b'), 2);
  expect(path.map((node) => node.kind)).toEqual(['Module', 'Assign', 'Name']);
  expect(path.at(-1)).toMatchObject({ id: 'b' });
});

test('walk goes in source order and leaves out what the visitor refuses', () => {
  const seen: string[] = [];
  walk(parsePython(parser, '@d\ndef f(a=b): c\ne if g else h'), (node) => {
    if (node.kind === 'Name') seen.push(node.id);
    return true;
  });
  expect(seen).toEqual(['d', 'b', 'c', 'e', 'g', 'h']);
  const kinds: string[] = [];
  walk(parsePython(parser, 'f(a)\nb'), (node) => {
    kinds.push(node.kind);
    return node.kind !== 'Call';
  });
  expect(kinds).toEqual(['Module', 'Expr', 'Call', 'Expr', 'Name']);
});

test('children lie within their parents', () => {
  const text = "@a\nclass B(c, d=e):\n  def f(g, *h: i) -> j:\n    x = [k for k in l if m]\n    return f'{n:{o}}' if p else {q: r, **s}\n";
  walk(parsePython(parser, text), (node) => {
    for (const child of childrenOf(node)) {
      expect(child.span.start).toBeGreaterThanOrEqual(node.span.start);
      expect(child.span.end).toBeLessThanOrEqual(node.span.end);
    }
    return true;
  });
});
