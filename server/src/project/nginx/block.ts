import type { NginxBlock, NginxContextName, NginxDirective } from './model';

/** A block with all that stands in it. */
export class Block implements NginxBlock {
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
    return rememberedIn(this.known, compute, this);
  }

  all(name: string): readonly NginxDirective[] {
    this.index ??= grouped(this.directives);
    return this.index.get(name) ?? NONE;
  }
}

const NONE: readonly NginxDirective[] = [];

/** Blocks that may hold thousands of others. */
const FRAMED: ReadonlySet<NginxContextName> = new Set(['main', 'http', 'stream']);
const UNITS: ReadonlySet<NginxContextName> = new Set(['server', 'upstream', 'stream/server', 'stream/upstream']);

export function isFramed(context: NginxContextName): boolean {
  return FRAMED.has(context);
}

/** Whether a block of one context in another is no part of the frame. */
export function isUnit(context: NginxContextName, outer: NginxContextName): boolean {
  return FRAMED.has(outer) && UNITS.has(context);
}

/** What a frame does not hold. */
const BEYOND: Readonly<Partial<Record<NginxContextName, readonly string[]>>> = {
  main: ['http', 'stream'],
  http: ['server', 'upstream'],
  stream: ['server', 'upstream'],
};

/**
 * What the blocks in main, http and stream see of it: what it sets, without those blocks themselves. An edit in a server leaves the
 * frame around it as it is, and with it all other servers.
 */
export class Frame implements NginxBlock {
  readonly list: NginxDirective[] = [];
  private own: ReadonlySet<NginxDirective> | undefined;
  private index: Map<string, NginxDirective[]> | undefined;
  private known: Map<unknown, unknown> | undefined;

  constructor(
    readonly context: NginxContextName,
    readonly opener: NginxDirective | undefined,
    readonly parent: NginxBlock | undefined,
    readonly open: string | undefined,
  ) {}

  /** Whether a directive that stands in the block is a part of the frame. */
  has(directive: NginxDirective): boolean {
    this.own ??= new Set(this.list);
    return this.own.has(directive);
  }

  /** @throws since the whole block is another one in each configuration: `NginxConfiguration.whole` has it. */
  get directives(): readonly NginxDirective[] {
    throw new Error(`from within, not all that stands in ${this.context} is seen`);
  }

  /** @throws as above. */
  get everything(): readonly NginxDirective[] {
    return this.directives;
  }

  all(name: string): readonly NginxDirective[] {
    if (BEYOND[this.context]?.includes(name)) return this.directives;
    this.index ??= grouped(this.list);
    return this.index.get(name) ?? NONE;
  }

  derived<T>(compute: (block: NginxBlock) => T): T {
    this.known ??= new Map();
    return rememberedIn(this.known, compute, this);
  }
}

function rememberedIn<T>(known: Map<unknown, unknown>, compute: (block: NginxBlock) => T, block: NginxBlock): T {
  const found = known.get(compute);
  if (found !== undefined || known.has(compute)) return found as T;
  const made = compute(block);
  known.set(compute, made);
  return made;
}

function collect(block: NginxBlock, into: NginxDirective[]): void {
  for (const directive of block.directives) {
    into.push(directive);
    if (!directive.block) continue;
    // What one edit after the other asks for is remembered with the block.
    if (isUnit(directive.block.context, block.context)) for (const each of directive.block.everything) into.push(each);
    else collect(directive.block, into);
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
