import type { Directive, NginxFile, Statement } from '../../syntax/nginx/ast';
import { Block, Frame, isFramed } from './block';
import { opened } from './context';
import { type Gathered, gather, type Member } from './gather';
import {
  addsOnlyBlocks,
  type BuiltFrame,
  branchChange,
  type IncludeSource,
  isUpToDate,
  Limits,
  MAX_DEPTH,
  MAX_INCLUDES,
  type Part,
  type Resolved,
  type ResolvedInclude,
} from './includeSource';
import { type NginxBlock, type NginxContextName, type NginxDirective, type NginxInclude, SHIPPED } from './model';

export interface BuiltTree {
  readonly top: NginxBlock;
  readonly files: readonly string[];
  readonly includes: readonly NginxInclude[];
  /** The whole of a block that is seen from within: see `Frame`. */
  whole(block: NginxBlock): NginxBlock;
}

/**
 * Builds what nginx would read from one file on, with the directives of included files where their `include` stands. Blocks that were
 * built from the same before are the same objects again.
 */
export function buildTree(file: string, tree: NginxFile, context: NginxContextName, source: IncludeSource): BuiltTree {
  const builder = new Builder(source);
  const from: From = { file, via: undefined, chain: [file], depth: 0 };
  const top = isFramed(context)
    ? builder.framed(context, tree, undefined, tree.body, from)
    : builder.filled(new Block(context, undefined, undefined), tree.body, from);
  const { files, includes, wholes } = builder;
  return { top, files: [...new Set([file, ...files])], includes, whole: (block) => wholes.get(block) ?? block };
}

interface From {
  readonly file: string;
  readonly via: NginxDirective | undefined;
  /** The files that include each other down to here. */
  readonly chain: readonly string[];
  readonly depth: number;
}

/** A directive that is being made: its block comes later. */
type Opener = { -readonly [Key in keyof NginxDirective]: NginxDirective[Key] };

class Builder {
  files: string[] = [];
  includes: NginxInclude[] = [];
  readonly wholes = new Map<NginxBlock, NginxBlock>();
  private resolved: Resolved[] = [];
  private readonly limits = new Limits();

  constructor(private readonly source: IncludeSource) {}

  /** Builds main, http or stream. @param key what it is built from. */
  framed(context: NginxContextName, key: object, opener: Opener | undefined, body: readonly Statement[], from: From): Block {
    const gathered = gather(context, body, { file: from.file, chain: from.chain, via: undefined }, this.source, this.limits);
    const known = this.source.built.get(key);
    const isKnown = known && this.isSame(known, context, opener, gathered);
    const built = isKnown ? known : this.frame(context, opener, gathered, from);
    if (isKnown) for (const part of known.parts) this.limits.count(part?.count ?? 0);
    this.source.built.set(key, built);
    const whole = new Block(context, opener, opener?.parent);
    whole.open = gathered.open;
    this.wholes.set(built.frame, whole);
    const apart = new Map<Directive, readonly Part[]>();
    for (const step of gathered.steps) {
      if (step.kind === 'file') this.files.push(step.path);
      else if (step.kind === 'member') whole.directives.push(this.member(built, step.member, from, apart));
      else {
        const { files, found, slot } = step;
        const directive = built.frame.list[slot];
        if (directive) this.includes.push({ directive, files, shipped: found.shipped !== undefined, missing: found.missing });
      }
    }
    built.apart = apart;
    return whole;
  }

  private isSame(
    { frame, members, parts }: BuiltFrame,
    context: NginxContextName,
    opener: Opener | undefined,
    gathered: Gathered,
  ): boolean {
    const before = frame.opener;
    if (frame.context !== context || frame.open !== gathered.open || frame.parent !== opener?.parent) return false;
    if (before?.via !== opener?.via || before?.conditional !== opener?.conditional || before?.file !== opener?.file) return false;
    const own = gathered.members.filter(({ slot }) => slot !== undefined);
    if (own.length !== members.length) return false;
    const isOne = (one: Member, other: Member | undefined) =>
      one.syntax === other?.syntax && one.file === other.file && one.via === other.via && one.conditional === other.conditional;
    return own.every((each, at) => isOne(each, members[at])) && parts.every((part) => !part || isUpToDate(part, this.source));
  }

  private frame(context: NginxContextName, opener: Opener | undefined, { members, open }: Gathered, from: From): BuiltFrame {
    const own: Opener | undefined = opener && { ...opener };
    const frame = new Frame(context, own, opener?.parent, open);
    if (own) own.block = frame;
    const inFrame = members.filter(({ slot }) => slot !== undefined);
    const parts = inFrame.map((member) => {
      const part = this.part(() => this.directive(frame, member.syntax, placeOf(member, frame, from), member.conditional));
      frame.list.push(part.directive);
      return part.directive.block ? part : undefined;
    });
    return { frame, members: inFrame, parts, apart: new Map() };
  }

  private member(built: BuiltFrame, member: Member, from: From, apart: Map<Directive, readonly Part[]>): NginxDirective {
    const { frame, parts } = built;
    const { syntax, slot, conditional } = member;
    if (slot !== undefined) {
      this.add(parts[slot]);
      return frame.list[slot] as NginxDirective;
    }
    const own = opened(frame.context, syntax.name.text);
    if (isFramed(own)) {
      const place = placeOf(member, frame, from);
      const opener = openerOf(frame, syntax, place, conditional);
      opener.block = this.framed(own, syntax, opener, syntax.block?.body ?? [], { ...place, depth: place.depth + 1 });
      return opener;
    }
    const known = this.known(built, member, from);
    if (known) this.limits.count(known.count);
    const part = known ?? this.part(() => this.directive(frame, syntax, placeOf(member, frame, from), conditional));
    const others = apart.get(syntax);
    // What was cut off is not taken over.
    if (this.limits.fits(0)) apart.set(syntax, others ? [...others, part] : [part]);
    this.add(part);
    return part.directive;
  }

  /** The block as it was built before from the same. */
  private known({ frame, apart }: BuiltFrame, { syntax, via, conditional }: Member, from: From): Part | undefined {
    const include = via === undefined ? from.via : frame.list[via];
    for (const part of apart.get(syntax) ?? []) {
      const { directive, count } = part;
      const isSame = directive.via === include && directive.conditional === conditional;
      if (isSame && this.limits.fits(count) && isUpToDate(part, this.source)) return part;
    }
    return undefined;
  }

  /** Makes a directive with its block, and notes what reading it brought. */
  private part(make: () => NginxDirective): Part {
    const { files, includes, resolved } = this;
    const before = this.limits.total;
    this.files = [];
    this.includes = [];
    this.resolved = [];
    const directive = make();
    const part = {
      directive,
      files: this.files,
      includes: this.includes,
      resolved: this.resolved,
      count: this.limits.total - before,
    };
    this.files = files;
    this.includes = includes;
    this.resolved = resolved;
    return part;
  }

  private add(part: Part | undefined): void {
    for (const file of part?.files ?? []) this.files.push(file);
    for (const include of part?.includes ?? []) this.includes.push(include);
  }

  filled(block: Block, body: readonly Statement[], from: From): Block {
    let branches = 0;
    for (const statement of body) {
      if (statement.kind === 'template') {
        const change = branchChange(statement.text);
        if (change === undefined) block.open ??= 'a template puts more here';
        else branches = Math.max(0, branches + change);
        continue;
      }
      if (!this.limits.count()) {
        block.open ??= 'the configuration is too large';
        return block;
      }
      const directive = this.directive(block, statement, from, branches > 0);
      block.directives.push(directive);
      if (directive.name === 'include' && block.context !== 'unknown') this.include(block, directive, from);
    }
    return block;
  }

  private directive(parent: NginxBlock, syntax: Directive, from: From, conditional: boolean): NginxDirective {
    const directive = openerOf(parent, syntax, from, conditional);
    if (!syntax.block || syntax.block.raw) return directive;
    const block = new Block(opened(parent.context, directive.name), directive, parent);
    directive.block = block;
    if (from.depth >= MAX_DEPTH) block.open = 'blocks are nested too deeply';
    else this.filled(block, syntax.block.body, { ...from, depth: from.depth + 1 });
    return directive;
  }

  private include(block: Block, directive: NginxDirective, from: From): void {
    const [pattern] = directive.args;
    if (!pattern || directive.args.length !== 1) return;
    const found = pattern.parts.length > 0 ? { files: [], missing: 'its path is filled in later' } : this.resolve(pattern.text);
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
        this.filled(block, tree.body, { file: path, via: directive, chain: [...from.chain, path], depth: from.depth });
      }
    }
    if (found.shipped) this.filled(block, found.shipped.body, { ...from, file: SHIPPED, via: directive });
    this.includes.push({ directive, files: read, shipped: found.shipped !== undefined, missing });
    if (missing !== undefined && !addsOnlyBlocks(block.context, pattern.text)) block.open ??= `${pattern.text} is not in the workspace`;
  }

  private resolve(pattern: string): ResolvedInclude {
    const found = this.source.resolve(pattern);
    this.resolved.push({ pattern, found, trees: found.files.map((file) => this.source.parse(file)) });
    return found;
  }
}

function openerOf(parent: NginxBlock, syntax: Directive, { file, via }: From, conditional: boolean): Opener {
  return { name: syntax.name.text, args: syntax.args, file, syntax, parent, block: undefined, via, conditional };
}

/** Where a member of a block stands, whose body stands in `from`. */
function placeOf({ file, chain, via }: Member, frame: Frame, from: From): From {
  return { file, chain, via: via === undefined ? from.via : frame.list[via], depth: from.depth };
}
