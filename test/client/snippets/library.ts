import { readFileSync } from 'node:fs';
import { type Expansion, expansionsOf } from './snippetText';

/** A snippet as its file has it, with what the editor makes of it. */
export interface Snippet {
  /** The file without folder and ending, `nginx`. */
  readonly file: string;
  readonly name: string;
  /** The first of its prefixes, by which tests call it. */
  readonly id: string;
  readonly prefixes: readonly string[];
  readonly description: string;
  readonly isFileTemplate: boolean;
  readonly body: string;
  readonly expansions: readonly Expansion[];
}

interface Written {
  readonly prefix: string | readonly string[];
  readonly description: string;
  readonly isFileTemplate?: boolean;
  readonly body: readonly string[];
}

interface Manifest {
  readonly contributes: {
    readonly snippets: readonly { readonly language: string; readonly path: string }[];
    readonly languages: readonly { readonly id: string; readonly filenames?: readonly string[]; readonly extensions?: readonly string[] }[];
  };
}

/** package.json, as far as snippets go. */
export const manifest = json('package.json') as Manifest;

/** Every snippet that package.json contributes, once. */
export const snippets: readonly Snippet[] = [...new Set(manifest.contributes.snippets.map(({ path }) => path))].flatMap((path) =>
  Object.entries(json(path) as Record<string, Written>).map(([name, written]) => read(path, name, written)),
);

/** The snippet with this prefix. Throws an Error where there is none. */
export function snippet(prefix: string): Snippet {
  const found = snippets.find(({ prefixes }) => prefixes.includes(prefix));
  if (!found) throw new Error(`no snippet has the prefix ${prefix}`);
  return found;
}

/** What the editor inserts for this prefix when every default stays. */
export function expanded(prefix: string): string {
  return snippet(prefix).expansions[0]?.text ?? '';
}

/** Every expansion of some snippets, named for the title of a test. */
export function eachExpansion(which: (snippet: Snippet) => boolean): readonly (readonly [string, Snippet, string])[] {
  return snippets
    .filter(which)
    .flatMap((one) =>
      one.expansions.map(({ chosen, text }) => [chosen === 'default' ? one.id : `${one.id} ${chosen}`, one, text] as const),
    );
}

function read(path: string, name: string, { prefix, description, isFileTemplate, body }: Written): Snippet {
  const prefixes = typeof prefix === 'string' ? [prefix] : prefix;
  const text = body.join('\n');
  return {
    file: path.replace(/^.*\/|\.json$/g, ''),
    name,
    id: prefixes[0] ?? '',
    prefixes,
    description,
    isFileTemplate: isFileTemplate ?? false,
    body: text,
    expansions: expansionsOf(text),
  };
}

function json(path: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8'));
}
