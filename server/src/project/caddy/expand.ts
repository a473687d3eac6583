import { dirname, join, normalize } from '../../base/paths';
import type { CaddyBlock, CaddyDirective, CaddyFile, CaddyToken } from '../../syntax/caddy/parse';
import { parseCaddy } from '../../syntax/caddy/parse';

/** A directive with everything imported put in, and the file that it stands in. */
export interface Line {
  readonly file: string;
  readonly directive: CaddyDirective;
  readonly name: CaddyToken;
  readonly args: readonly CaddyToken[];
  readonly body: readonly Line[] | undefined;
}

/** What imports are looked up in. */
export interface Imports {
  readonly read: (file: string) => string | undefined;
  readonly list: (folder: string) => readonly string[];
  readonly snippets: ReadonlyMap<string, PlacedBlock>;
  /** Files that were read. */
  readonly files: Set<string>;
  /** In words: what was not found. */
  readonly missing: Set<string>;
}

const MAX_DEPTH = 20;

/** A block with the file that it stands in. */
export interface PlacedBlock {
  readonly file: string;
  readonly block: CaddyBlock;
}

/** The blocks of a file, with those of the files that it imports outside of its sites. */
export function blocksOf(file: string, { blocks }: CaddyFile, imports: Omit<Imports, 'snippets'>, depth = 0): readonly PlacedBlock[] {
  return blocks.flatMap((block): readonly PlacedBlock[] => {
    const [directive] = block.body;
    const isImport = block.kind === 'global' && block.open === undefined && directive?.name.text === 'import';
    const [target] = isImport ? directive.args : [];
    if (!target || depth > MAX_DEPTH) return [{ file, block }];
    return filesNamed(target.text, file, imports).flatMap((path) => {
      const text = imports.files.has(path) ? undefined : imports.read(path);
      if (text === undefined) return [];
      imports.files.add(path);
      return blocksOf(path, parseCaddy(text), imports, depth + 1);
    });
  });
}

/** The snippets among blocks, by their names. */
export function snippetsOf(blocks: readonly PlacedBlock[]): ReadonlyMap<string, PlacedBlock> {
  const found = blocks.filter(({ block }) => block.kind === 'snippet');
  return new Map(found.map((placed) => [placed.block.keys[0]?.text.slice(1, -1) ?? '', placed]));
}

/** The directives of a body, with those of snippets and files in the place of their `import`. */
export function linesOf(
  body: readonly CaddyDirective[],
  file: string,
  imports: Imports,
  args: readonly CaddyToken[] = [],
  depth = 0,
): readonly Line[] {
  return body.flatMap((directive): readonly Line[] => {
    const given = directive.args.map((token) => withArguments(token, args));
    if (directive.name.text === 'import') return imported(directive, given, file, imports, depth);
    const inner = directive.block && linesOf(directive.block.body, file, imports, args, depth);
    return [{ file, directive, name: withArguments(directive.name, args), args: given, body: inner }];
  });
}

function imported(
  directive: CaddyDirective,
  [target, ...args]: readonly CaddyToken[],
  file: string,
  imports: Imports,
  depth: number,
): readonly Line[] {
  if (!target || depth > MAX_DEPTH) return [];
  // Blocks that an import hands over fill places of the snippet which are not followed.
  if (directive.block) imports.missing.add(`${target.text} is imported with blocks`);
  const snippet = imports.snippets.get(target.text);
  if (snippet) return linesOf(snippet.block.body, snippet.file, imports, args, depth + 1);
  const paths = target.variables.length > 0 ? [] : filesNamed(target.text, file, imports);
  if (paths.length === 0) imports.missing.add(`${target.text} is not among the files`);
  return paths.flatMap((path) => {
    const text = imports.read(path);
    if (text === undefined) return [];
    imports.files.add(path);
    return linesOf(directivesIn(text), path, imports, args, depth + 1);
  });
}

/** The directives of a file that is imported into a site. */
function directivesIn(text: string): readonly CaddyDirective[] {
  // With an address in front the file reads as one site without braces; what is taken from it lies that much further on.
  const lead = ':0\n';
  const [block] = parseCaddy(lead + text).blocks;
  return (block?.body ?? []).map((directive) => shifted(directive, -lead.length));
}

function shifted(directive: CaddyDirective, by: number): CaddyDirective {
  const move = <S extends { start: number; end: number }>(span: S) => ({ ...span, start: span.start + by, end: span.end + by });
  const token = (one: CaddyToken): CaddyToken => ({
    ...one,
    span: move(one.span),
    line: one.line - 1,
    lastLine: one.lastLine - 1,
    variables: one.variables.map((each) => ({ ...each, span: move(each.span) })),
  });
  const { block } = directive;
  return {
    name: token(directive.name),
    args: directive.args.map(token),
    head: move(directive.head),
    span: move(directive.span),
    block: block && { open: move(block.open), close: block.close && move(block.close), body: block.body.map((one) => shifted(one, by)) },
  };
}

/** Files that an `import` names, beside the file that it stands in; `*` may stand in the last part. */
function filesNamed(path: string, from: string, { list, read }: Pick<Imports, 'list' | 'read'>): readonly string[] {
  if (path.startsWith('/')) return [];
  const near = normalize(join(dirname(from) || '.', path));
  if (near.startsWith('..')) return [];
  if (!near.includes('*')) return read(near) === undefined ? [] : [near];
  const pattern = new RegExp(
    `^${near
      .slice(near.lastIndexOf('/') + 1)
      .replace(/[.+^$(){}|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')}$`,
  );
  const folder = dirname(near);
  return list(folder)
    .filter((name) => pattern.test(name))
    .sort()
    .map((name) => join(folder, name));
}

/** `{args[0]}`, and `{args.0}` of older releases, with what the import gives. */
function withArguments(token: CaddyToken, args: readonly CaddyToken[]): CaddyToken {
  if (!token.text.includes('{args')) return token;
  const text = token.text.replace(
    /\{args(?:\[(\d+)\]|\.(\d+))\}/g,
    (whole, one?: string, other?: string) => args[Number(one ?? other)]?.text ?? whole,
  );
  return { ...token, text };
}
