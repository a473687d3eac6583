import type { Directive, Statement } from '../../syntax/nginx/ast';
import { isUnit } from './block';
import { opened } from './context';
import { addsOnlyBlocks, branchChange, type IncludeSource, type Limits, MAX_INCLUDES, type ResolvedInclude } from './includeSource';
import { type NginxContextName, SHIPPED } from './model';

/** A directive that stands directly in a framed block, wherever it is written. */
export interface Member {
  readonly syntax: Directive;
  readonly file: string;
  /** The files that include each other down to it. */
  readonly chain: readonly string[];
  /** The `include` that brings it, by its number in the frame; undefined for what stands in the same file as the block. */
  readonly via: number | undefined;
  readonly conditional: boolean;
  /** Its number in the frame; undefined for a block that is no part of it. */
  readonly slot: number | undefined;
}

/** What a framed block consists of. */
export interface Gathered {
  readonly members: readonly Member[];
  /** The members, and what `include`s among them brought, in the order in which nginx reads them. */
  readonly steps: readonly Step[];
  readonly open: string | undefined;
}

export type Step =
  | { readonly kind: 'member'; readonly member: Member }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'include'; readonly slot: number; readonly files: readonly string[]; readonly found: ResolvedInclude };

/** Where a body stands. */
type Place = Pick<Member, 'file' | 'chain' | 'via'>;

/** What stands directly in a block, with what its `include`s bring. Blocks in it are not looked into. */
export function gather(context: NginxContextName, body: readonly Statement[], at: Place, source: IncludeSource, limits: Limits): Gathered {
  const members: Member[] = [];
  const steps: Step[] = [];
  let slots = 0;
  let open: string | undefined;

  function take(statements: readonly Statement[], place: Place): void {
    let branches = 0;
    for (const statement of statements) {
      if (statement.kind === 'template') {
        const change = branchChange(statement.text);
        if (change === undefined) open ??= 'a template puts more here';
        else branches = Math.max(0, branches + change);
        continue;
      }
      if (!limits.count()) {
        open ??= 'the configuration is too large';
        return;
      }
      const isApart = isOpened(context, statement);
      const slot = isApart ? undefined : slots++;
      const member: Member = { syntax: statement, ...place, conditional: branches > 0, slot };
      members.push(member);
      steps.push({ kind: 'member', member });
      if (statement.name.text === 'include' && slot !== undefined) include(statement, slot, place);
    }
  }

  function include({ args }: Directive, slot: number, place: Place): void {
    const [pattern] = args;
    if (!pattern || args.length !== 1) return;
    const found: ResolvedInclude =
      pattern.parts.length > 0 ? { files: [], missing: 'its path is filled in later' } : source.resolve(pattern.text);
    let { missing } = found;
    const files: string[] = [];
    for (const path of found.files) {
      const tree = source.parse(path);
      if (place.chain.includes(path)) missing = `${path} includes itself`;
      else if (place.chain.length > MAX_INCLUDES) missing = 'too many files include each other';
      else if (!tree) missing = `${path} cannot be read`;
      else {
        files.push(path);
        steps.push({ kind: 'file', path });
        take(tree.body, { file: path, chain: [...place.chain, path], via: slot });
      }
    }
    if (found.shipped) take(found.shipped.body, { ...place, file: SHIPPED, via: slot });
    steps.push({ kind: 'include', slot, files, found: { ...found, ...(missing !== undefined && { missing }) } });
    if (missing !== undefined && !addsOnlyBlocks(context, pattern.text)) open ??= `${pattern.text} is not in the workspace`;
  }

  take(body, at);
  return { members, steps, open };
}

/** Whether a statement opens a block that is no part of the frame. */
function isOpened(context: NginxContextName, { name, block }: Directive): boolean {
  if (!block || block.raw) return false;
  const own = opened(context, name.text);
  return isUnit(own, context) || own === 'http' || own === 'stream';
}
