import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Language, Parser } from 'web-tree-sitter';
import { nginx } from '../../support/nginx';
import { corpus, GRAMMAR, shape } from './corpus';

const parse = await nginx();
const language = await Language.load(readFileSync(join(GRAMMAR, 'tree-sitter-nginx.wasm')));
const parser = new Parser().setLanguage(language);
const cases = corpus();

test.each(cases)('$name', ({ text, tree }) => {
  const parsed = parser.parse(text);
  expect(shape(parsed?.rootNode.toString() ?? '')).toBe(tree);
  parsed?.delete();
});

test('the corpus is read whole', () => {
  expect(cases.length).toBeGreaterThanOrEqual(110);
  expect(cases.filter(({ tree }) => !tree.startsWith('(config'))).toEqual([]);
});

const faulty = cases.filter(({ name, tree }) => name.startsWith('errors:') && !/template_tag|\(template\)/.test(tree));

test('what the corpus holds for a fault is one for nginx, and nothing else is', () => {
  // What nginx reads and then refuses for what it means, or for braces only.
  const read = ['errors: A half-typed directive above another', 'errors: No end before a block', 'errors: An unfinished variable'];
  const sound = faulty.filter(({ text }) => parse(text).errors.length === 0).map(({ name }) => name);
  expect(sound.sort()).toEqual(read.sort());
  const others = cases.filter(({ name }) => !name.startsWith('errors:'));
  const broken = others.filter(({ text }) => parse(text).errors.length > 0).map(({ name }) => name);
  expect(broken).toEqual([
    'comments: A comment right behind a closing quote is an error for nginx',
    'raw: A body that nothing closes ends with its indentation',
    'raw: A body that nothing closes takes the rest',
    'raw: Braces that are never closed in one of two bodies',
  ]);
});

test('what is committed was made together (else: node scripts/nginx-grammar/build.mjs)', () => {
  const sums = [...readFileSync(join(GRAMMAR, 'PROVENANCE'), 'utf8').matchAll(/^([0-9a-f]{64}) {2}(.+)$/gm)];
  expect(sums.length).toBe(14);
  for (const [, sum, file = ''] of sums) {
    expect(
      createHash('sha256')
        .update(readFileSync(join(GRAMMAR, file)))
        .digest('hex'),
      file,
    ).toBe(sum);
  }
});
