import { expect, test } from 'vitest';
import { MAX_DEPTH } from '../../../server/src/syntax/python/context';
import { parsePython } from '../../../server/src/syntax/python/parse';
import { childrenOf, type PythonNode } from '../../../server/src/syntax/python/walk';
import { python } from '../../support/python';

interface Memory {
  readonly buffer: ArrayBuffer;
}

/** The memories that the WASM runtime makes for itself: they only grow, so their size tells whether trees are freed. */
const memories: Memory[] = [];
const wasm = globalThis as unknown as { WebAssembly: { Memory: new (...args: unknown[]) => Memory } };
wasm.WebAssembly.Memory = new Proxy(wasm.WebAssembly.Memory, {
  construct(target, args) {
    const memory = new target(...args);
    memories.push(memory);
    return memory;
  },
});

const parser = await python();
const times = (count: number, text: string) => text.repeat(count);

const deep: Readonly<Record<string, string>> = {
  parentheses: `x = ${times(10_000, '(')}1${times(10_000, ')')}`,
  'open parentheses': times(10_000, '('),
  lists: `x = ${times(10_000, '[')}${times(10_000, ']')}`,
  dicts: `x = ${times(5_000, '{1: ')}1${times(5_000, '}')}`,
  attributes: `x = a${times(10_000, '.b')}`,
  calls: `f${times(10_000, '()')}`,
  subscripts: `x${times(10_000, '[0]')} = 1`,
  sums: `x = x${times(10_000, ' + x')}`,
  ors: `x = x${times(10_000, ' or x')}`,
  comparisons: `x = a${times(10_000, ' < a')}`,
  nots: `x = ${times(10_000, 'not ')}1`,
  minuses: `x = ${times(10_000, '-')}1`,
  lambdas: `x = ${times(10_000, 'lambda: ')}1`,
  conditionals: `x = ${times(10_000, 'a if b else ')}1`,
  targets: `${times(10_000, 'a = ')}1`,
  stars: `x = [*a${times(10_000, '.b')}]`,
  types: `x: ${times(3_000, 'a[')}b${times(3_000, ']')} = 1`,
  patterns: `match a:\n  case ${times(3_000, '[')}${times(3_000, ']')}: pass`,
  elifs: `if a:\n  b\n${times(5_000, 'elif c:\n  d = 1\n')}`,
  blocks: `${Array.from({ length: 1_000 }, (_, at) => `${times(at, ' ')}if a:\n`).join('')}${times(1_000, ' ')}x = 1`,
  'f-strings': `x = ${times(2_000, "f'{")}`,
};

test.each(Object.entries(deep))('%s nested by the thousand neither overflow nor come out deep', (_name, source) => {
  const module = parsePython(parser, `${source}\ny = 1\n`);
  expect(depthOf(module)).toBeLessThan(MAX_DEPTH + 20);
});

test('what lies too deep is broken without being called a fault', () => {
  const { body, errors } = parsePython(parser, `x = a${times(1_000, '.b')}\ny = 1\n`);
  expect(errors).toEqual([]);
  expect(body.map((each) => each.kind)).toEqual(['Assign', 'Assign']);
});

const odd: Readonly<Record<string, string>> = {
  NUL: 'a = 1\0\nb = 2\n',
  'lone surrogates': "a = '\ud800'\nb = \udc00\n",
  'binary noise': Array.from({ length: 60_000 }, (_, at) => String.fromCharCode((at * 7919) % 65_536)).join(''),
  'ASCII noise': Array.from({ length: 60_000 }, (_, at) => String.fromCharCode(32 + ((at * 7919 + ((at * at) % 97)) % 95))).join(''),
  'many open brackets': Array.from({ length: 3_000 }, (_, at) => `A${at} = [\n`).join(''),
  quotes: times(50_000, '"'),
  backslashes: times(20_000, '\\'),
  'backslash at the end': 'a = 1 \\',
  'only a byte order mark': '\ufeff',
  'a form feed': '\f',
  'white space': ' \t\r\n \n\t',
};

test.each(Object.entries(odd))('%s: an answer, its spans inside the text', (_name, source) => {
  const module = parsePython(parser, source);
  expect(module.span).toEqual({ start: 0, end: source.length });
  for (const { span } of [...module.body, ...module.errors, ...module.comments]) {
    expect(span.start).toBeGreaterThanOrEqual(0);
    expect(span.end).toBeGreaterThanOrEqual(span.start);
    expect(span.end).toBeLessThanOrEqual(source.length);
  }
});

test('every prefix of a settings file is answered', () => {
  const source =
    "from .base import *\nif not DEBUG:\n    HOSTS = ['a', *b.c]\n    X = {'k': f'{v!r:>{w}}'}\nelse:\n    def f(a, *, b=1): return (a\n      + b)\n";
  for (let end = 0; end <= source.length; end++) expect(parsePython(parser, source.slice(0, end)).kind).toBe('Module');
});

test('trees are freed: a thousand parses leave the memory as it was', () => {
  const source = `A = [\n${times(300, "  'django.contrib.admin',\n")}]\n`;
  const broken = `${source}B = [\n${source}`;
  for (let round = 0; round < 50; round++) parsePython(parser, broken);
  const before = wasmBytes();
  expect(before).toBeGreaterThan(0);
  for (let round = 0; round < 1_000; round++) parsePython(parser, round % 10 ? source : broken);
  expect(wasmBytes()).toBe(before);
});

function wasmBytes(): number {
  return memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0);
}

function depthOf(module: PythonNode): number {
  let deepest = 0;
  const open: (readonly [PythonNode, number])[] = [[module, 0]];
  for (let at = open.pop(); at; at = open.pop()) {
    deepest = Math.max(deepest, at[1]);
    for (const child of childrenOf(at[0])) open.push([child, at[1] + 1]);
  }
  return deepest;
}
