import type { Directive, NginxFile, Statement } from '../../syntax/nginx/ast';
import { opened } from './context';
import { type NginxBlock, type NginxContextName, type NginxDirective, type NginxInclude, SHIPPED } from './model';

/** Where the builder gets files from. */
export interface IncludeSource {
  parse(path: string): NginxFile | undefined;
  /** What an `include` with this word stands for. */
  resolve(pattern: string): ResolvedInclude;
}

export interface ResolvedInclude {
  readonly files: readonly string[];
  /** What nginx ships under that name; its text is parsed, and its directives have no place in the workspace. */
  readonly shipped?: NginxFile;
  readonly missing?: string;
}

export interface BuiltTree {
  readonly top: NginxBlock;
  readonly files: readonly string[];
  readonly includes: readonly NginxInclude[];
}

const MAX_DIRECTIVES = 300_000;
const MAX_DEPTH = 200;
const MAX_INCLUDES = 20;

/** Builds what nginx would read from one file on, with the directives of included files where their `include` stands. */
export function buildTree(file: string, tree: NginxFile, context: NginxContextName, source: IncludeSource): BuiltTree {
  const builder = new Builder(source);
  const top = new Block(context, undefined, undefined);
  builder.fill(top, tree.body, { file, via: undefined, chain: [file], depth: 0 });
  return { top, files: [...new Set([file, ...builder.files])], includes: builder.includes };
}

interface From {
  readonly file: string;
  readonly via: NginxDirective | undefined;
  /** The files that include each other down to here. */
  readonly chain: readonly string[];
  readonly depth: number;
}

class Block implements NginxBlock {
  readonly directives: NginxDirective[] = [];
  open: string | undefined;
  private index: Map<string, NginxDirective[]> | undefined;
  private flat: readonly NginxDirective[] | undefined;
  private known: Map<unknown, unknown> | undefined;

  constructor(
    readonly context: NginxContextName,
    readonly opener: NginxDirective | undefined,
    readonly parent: NginxBlock | undefined,
  ) {}

  get everything(): readonly NginxDirective[] {
    if (this.flat) return this.flat;
    const flat: NginxDirective[] = [];
    collect(this, flat);
    this.flat = flat;
    return flat;
  }

  derived<T>(compute: (block: NginxBlock) => T): T {
    this.known ??= new Map();
    if (!this.known.has(compute)) this.known.set(compute, compute(this));
    return this.known.get(compute) as T;
  }

  all(name: string): readonly NginxDirective[] {
    this.index ??= grouped(this.directives);
    return this.index.get(name) ?? [];
  }
}

function collect(block: NginxBlock, into: NginxDirective[]): void {
  for (const directive of block.directives) {
    into.push(directive);
    if (directive.block) collect(directive.block, into);
  }
}

function grouped(directives: readonly NginxDirective[]): Map<string, NginxDirective[]> {
  const index = new Map<string, NginxDirective[]>();
  for (const each of directives) {
    const known = index.get(each.name);
    if (known) known.push(each);
    else index.set(each.name, [each]);
  }
  return index;
}

class Builder {
  readonly files: string[] = [];
  readonly includes: NginxInclude[] = [];
  private count = 0;

  constructor(private readonly source: IncludeSource) {}

  fill(block: Block, body: readonly Statement[], from: From): void {
    let branches = 0;
    for (const statement of body) {
      if (statement.kind === 'template') {
        const change = branchChange(statement.text);
        if (change === undefined) block.open ??= 'a template puts more here';
        else branches = Math.max(0, branches + change);
        continue;
      }
      if (++this.count > MAX_DIRECTIVES) {
        block.open ??= 'the configuration is too large';
        return;
      }
      const directive = this.directive(block, statement, from, branches > 0);
      block.directives.push(directive);
      if (directive.name === 'include' && block.context !== 'unknown') this.include(block, directive, from);
    }
  }

  private directive(parent: Block, syntax: Directive, from: From, conditional: boolean): NginxDirective {
    const { name, args } = syntax;
    const directive = { name: name.text, args, file: from.file, syntax, parent, block: undefined, via: from.via, conditional };
    if (!syntax.block || syntax.block.raw) return directive;
    const made: { -readonly [Key in keyof NginxDirective]: NginxDirective[Key] } = directive;
    const block = new Block(opened(parent.context, name.text), made, parent);
    made.block = block;
    if (from.depth >= MAX_DEPTH) block.open = 'blocks are nested too deeply';
    else this.fill(block, syntax.block.body, { ...from, depth: from.depth + 1 });
    return made;
  }

  private include(block: Block, directive: NginxDirective, from: From): void {
    const [pattern] = directive.args;
    if (!pattern || directive.args.length !== 1) return;
    const found: ResolvedInclude =
      pattern.parts.length > 0 ? { files: [], missing: 'its path is filled in later' } : this.source.resolve(pattern.text);
    let { missing } = found;
    const read: string[] = [];
    for (const path of found.files) {
      const tree = this.source.parse(path);
      if (from.chain.includes(path)) missing = `${path} includes itself`;
      else if (from.chain.length > MAX_INCLUDES) missing = 'too many files include each other';
      else if (!tree) missing = `${path} cannot be read`;
      else {
        read.push(path);
        this.files.push(path);
        this.fill(block, tree.body, { file: path, via: directive, chain: [...from.chain, path], depth: from.depth });
      }
    }
    if (found.shipped) this.fill(block, found.shipped.body, { ...from, file: SHIPPED, via: directive });
    this.includes.push({ directive, files: read, shipped: found.shipped !== undefined, missing });
    if (missing !== undefined && !addsOnlyBlocks(block.context, pattern.text)) block.open ??= `${pattern.text} is not in the workspace`;
  }
}

/** `conf.d/*.conf` and the like: folders of sites, whose files add servers and change nothing that stands beside them. */
function addsOnlyBlocks(context: NginxContextName, pattern: string): boolean {
  return (context === 'http' || context === 'main' || context === 'stream') && /[*?[]/.test(pattern);
}

/** How a template tag changes the number of branches that are open; undefined for one that writes something. */
function branchChange(tag: string): number | undefined {
  if (tag.startsWith('#')) return 0;
  const text = tag.replace(/^[-\s]+/, '');
  if (/^(if|unless|for|range|with|each|while|case|filter|macro|call|block)\b/.test(text) || /\bdo\s*(\|[^|]*\|)?\s*$/.test(text)) return 1;
  if (/^(end\w*|\})/.test(text)) return -1;
  if (/^(else|elif|elsif|elseif|when|set|define|import|from|raw|comment)\b/.test(text) || text === '') return 0;
  return undefined;
}
