import { expect, test } from 'vitest';
import type { NginxFile, Statement } from '../../../server/src/syntax/nginx/ast';
import { MAX_DEPTH } from '../../../server/src/syntax/nginx/lower';
import { nginx, nginxGrammar } from '../../support/nginx';
import { corpus } from './corpus';
import { readAsNginx } from './reader';

const parse = await nginx();
const grammar = await nginxGrammar();

/** Numbers that are the same in every run. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const PIECES = [
  ...' \t\r\n;;{}#"\'\\$()|ab1_',
  '${',
  'name',
  ' x;\n',
  '{\n',
  '}\n',
  '" ',
  "' ",
  '😀',
  '\u0000',
  '\ud800',
  '\u00a0',
  '}}',
  '%',
];
const TEMPLATES = ['{{', '}}', '{%', '%}', '<%', '%>', '{#', '#}', 'a_by_lua_block {', '[[', ']]', '--', '$EXTRA\n'];

function* randomTexts(count: number, pieces: readonly string[]): Generator<string> {
  for (let seed = 1; seed <= count; seed++) {
    const below = generator(seed);
    yield Array.from({ length: below(60) }, () => pieces[below(pieces.length)]).join('');
  }
}

/** Texts of the corpus with a stretch taken out, doubled or moved. */
function* mutations(each: number): Generator<string> {
  for (const [seed, { text }] of corpus().entries()) {
    const below = generator(seed + 1);
    for (let round = 0; round < each; round++) {
      const start = below(text.length + 1);
      const end = start + below(4);
      const [before, cut, after] = [text.slice(0, start), text.slice(start, end), text.slice(end)];
      yield [before + after, before + cut + cut + after, after + cut + before][below(3)] ?? text;
    }
  }
}

function statements(body: readonly Statement[]): string[][] {
  return body.flatMap((each) => {
    if (each.kind !== 'directive') return [['?']];
    const words = [each.name, ...each.args].map(({ text }) => text);
    if (!each.block) return [[...words, ';']];
    return [[...words, '{'], ...statements(each.block.body), ...(each.block.close ? [['}']] : [])];
  });
}

function isPlain(file: NginxFile, text: string): boolean {
  return !file.templated && !/_by_lua_block|\{[{%#]|<%/.test(text);
}

test('plain texts are read as nginx reads them, and refused where it refuses them', () => {
  let compared = 0;
  let sound = 0;
  for (const text of [...randomTexts(4_000, PIECES), ...mutations(12)]) {
    const file = parse(text);
    if (!isPlain(file, text)) continue;
    const nginxs = readAsNginx(text);
    compared++;
    const [first] = file.errors;
    expect(first && { at: first.at, says: first.says }, JSON.stringify(text)).toEqual(nginxs.error);
    if (first) continue;
    sound++;
    expect(statements(file.body), JSON.stringify(text)).toEqual(nginxs.statements);
  }
  expect(compared).toBeGreaterThan(4_000);
  expect(sound).toBeGreaterThan(500);
});

test('every character belongs to a token, to a comment or to white space', () => {
  for (const text of [...randomTexts(3_000, [...PIECES, ...TEMPLATES]), ...mutations(6)]) {
    const tree = grammar.parse(text);
    expect(tree?.root.broken, JSON.stringify(text)).toBe(false);
    let rest = text;
    const cover = (node: { start: number; end: number }) => {
      rest = rest.slice(0, node.start) + ' '.repeat(node.end - node.start) + rest.slice(node.end);
    };
    const open = tree ? [...tree.root.children, ...tree.comments] : [];
    for (let node = open.pop(); node; node = open.pop()) {
      const isWord = /word$/.test(node.type);
      if (node.children.length === 0 || isWord) cover(node);
      else open.push(...node.children);
    }
    expect(rest.replace(/[ \t\r\n]/g, ''), JSON.stringify(text)).toBe('');
  }
});

const MANY = 30_000;
const heavy: Readonly<Record<string, string>> = {
  'blocks in blocks': 'a {'.repeat(10_000) + '}'.repeat(10_000),
  'open blocks': 'a {'.repeat(MANY),
  braces: '{'.repeat(MANY),
  'closing braces': '}'.repeat(MANY),
  ends: ';'.repeat(MANY),
  quotes: `"'`.repeat(MANY),
  'quotes that end lines': `"'\n`.repeat(MANY),
  'a long word': 'a'.repeat(4_000_000),
  'many words': 'a '.repeat(MANY),
  backslashes: '\\'.repeat(MANY),
  dollars: '$${'.repeat(MANY),
  'open expressions': '{{ a '.repeat(MANY),
  'open expressions in quotes': '"{{ a" '.repeat(MANY),
  'open expressions in words': 'a ${{ b '.repeat(MANY),
  'open tags': '{% '.repeat(MANY),
  'open ERB': '<% '.repeat(MANY),
  'expressions on one line': '{{ a }} '.repeat(MANY),
  'Lua without an end': 'a_by_lua_block {{\n}\n'.repeat(10_000),
  'long brackets without an end': 'a_by_lua_block { [[\n}\n'.repeat(10_000),
  'level by level': `a_by_lua_block { [[${']=='.repeat(MANY)}`,
};

test.each(Object.entries(heavy))('%s by the thousand take no time and come out shallow', (_name, text) => {
  const started = performance.now();
  const { body } = parse(text);
  expect(depthOf(body)).toBeLessThanOrEqual(MAX_DEPTH + 1);
  expect(performance.now() - started).toBeLessThan(15_000);
});

test('what is too deep says so', () => {
  const kinds = parse(heavy['blocks in blocks'] ?? '').errors.map(({ kind }) => kind);
  expect(kinds).toEqual(['too-deep']);
});

function depthOf(body: readonly Statement[]): number {
  return Math.max(0, ...body.slice(0, 1000).map((each) => (each.kind === 'directive' && each.block ? 1 + depthOf(each.block.body) : 1)));
}
