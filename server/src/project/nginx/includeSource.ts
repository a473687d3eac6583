import type { Directive, NginxFile } from '../../syntax/nginx/ast';
import type { Frame } from './block';
import type { Member } from './gather';
import type { NginxContextName, NginxDirective, NginxInclude } from './model';

/** Where the builder of a tree gets files from. */
export interface IncludeSource {
  parse(path: string): NginxFile | undefined;
  /** What an `include` with this word stands for. */
  resolve(pattern: string): ResolvedInclude;
  /** What was built last, by what it was built from: the tree of the file, or the directive that opens a block. */
  readonly built: WeakMap<object, BuiltFrame>;
}

/** A frame and the blocks in it, as they were built last: those that would be the same again are taken over. */
export interface BuiltFrame {
  readonly frame: Frame;
  /** What it was built from. */
  readonly members: readonly Member[];
  /** By their place in the frame; undefined for a directive without a block. */
  readonly parts: readonly (Part | undefined)[];
  /** Blocks that are no part of the frame; several where a file is included several times. */
  apart: ReadonlyMap<Directive, readonly Part[]>;
}

/** A directive with its block, and what reading it brought. */
export interface Part {
  readonly directive: NginxDirective;
  readonly files: readonly string[];
  readonly includes: readonly NginxInclude[];
  /** What its `include`s stood for. */
  readonly resolved: readonly Resolved[];
  /** How many directives there are below it. */
  readonly count: number;
}

export interface Resolved {
  readonly pattern: string;
  readonly found: ResolvedInclude;
  readonly trees: readonly (NginxFile | undefined)[];
}

/** Whether the `include`s below a directive still stand for the same. */
export function isUpToDate({ resolved }: Part, source: IncludeSource): boolean {
  return resolved.every(({ pattern, found, trees }) => {
    const { files, shipped, missing } = source.resolve(pattern);
    if (missing !== found.missing || shipped !== found.shipped || files.length !== found.files.length) return false;
    return files.every((file, at) => file === found.files[at] && source.parse(file) === trees[at]);
  });
}

export interface ResolvedInclude {
  readonly files: readonly string[];
  /** What nginx ships under that name; its text is parsed, and its directives have no place in the workspace. */
  readonly shipped?: NginxFile;
  readonly missing?: string;
}

export const MAX_DEPTH = 200;
export const MAX_INCLUDES = 20;

/** How much of a configuration is read. */
export class Limits {
  private directives = 0;

  constructor(private readonly most = 300_000) {}

  get total(): number {
    return this.directives;
  }

  /** Takes one more, or so many. @returns whether that is not too much. */
  count(more = 1): boolean {
    this.directives += more;
    return this.directives <= this.most;
  }

  /** Whether so many more fit in. */
  fits(more: number): boolean {
    return this.directives + more <= this.most;
  }
}

/** `conf.d/*.conf` and the like: folders of sites, whose files add servers and change nothing that stands beside them. */
export function addsOnlyBlocks(context: NginxContextName, pattern: string): boolean {
  return (context === 'http' || context === 'main' || context === 'stream') && /[*?[]/.test(pattern);
}

/** How a template tag changes the number of branches that are open; undefined for one that writes something. */
export function branchChange(tag: string): number | undefined {
  if (tag.startsWith('#')) return 0;
  const text = tag.replace(/^[-\s]+/, '');
  if (/^(if|unless|for|range|with|each|while|case|filter|macro|call|block)\b/.test(text) || /\bdo\s*(\|[^|]*\|)?\s*$/.test(text)) return 1;
  if (/^(end\w*|\})/.test(text)) return -1;
  if (/^(else|elif|elsif|elseif|when|set|define|import|from|raw|comment)\b/.test(text) || text === '') return 0;
  return undefined;
}
