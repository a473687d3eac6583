import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A case of the grammar's corpus, in tree-sitter's own format: a text, and the tree that `tree-sitter test` wants of it. */
export interface CorpusCase {
  readonly name: string;
  readonly text: string;
  /** An S-expression without field names, one blank between its parts. */
  readonly tree: string;
}

/** Where the grammar lies. */
export const GRAMMAR = fileURLToPath(new URL('../../../grammars/tree-sitter-nginx/', import.meta.url));

const CASE = /^={3,}\n(?<name>.+)\n={3,}\n(?<text>[\s\S]*?)\n-{3,}\n(?<tree>[\s\S]*?)(?=^={3,}\n|$(?![\s\S]))/gm;

/** All cases of the corpus. */
export function corpus(): readonly CorpusCase[] {
  const folder = join(GRAMMAR, 'test/corpus');
  return readdirSync(folder).flatMap((file) => {
    const cases = readFileSync(join(folder, file), 'utf8').matchAll(CASE);
    return [...cases].map(({ groups }) => ({
      name: `${file.replace('.txt', '')}: ${groups?.name}`,
      text: groups?.text ?? '',
      tree: shape(groups?.tree ?? ''),
    }));
  });
}

/** A printed tree as `CorpusCase.tree` has it. */
export function shape(tree: string): string {
  return tree
    .replace(/\w+: /g, '')
    .replace(/\s+/g, ' ')
    .replace(/ (?=\))/g, '')
    .trim();
}
