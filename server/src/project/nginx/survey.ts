import { Frame, isFramed } from './block';
import type { NginxBlock, NginxConfiguration, NginxDirective } from './model';

/**
 * Looks through a configuration piece by piece: a piece is a block that stands in main, http or stream, with all that stands in it, or one
 * directive that stands there. What a block gives is remembered with it, from edit to edit.
 * @param look a pure function of some directives, of what stands in and around them: it may not ask the configuration.
 * @returns what each piece gives, in order.
 */
export function inPieces<T>(look: (directives: readonly NginxDirective[]) => T): (configuration: NginxConfiguration) => readonly T[] {
  const below = (block: NginxBlock) => look(block.opener ? [block.opener, ...block.everything] : block.everything);
  const all = (configuration: NginxConfiguration) =>
    configuration.derived(piecesOf).every.map(({ directive, block }) => (block ? block.derived(below) : look([directive])));
  return (configuration) => configuration.derived(all);
}

/** Looks for something in every directive of a configuration; in order. See `inPieces`. */
export function inEveryDirective<T>(
  find: (directive: NginxDirective) => readonly T[],
): (configuration: NginxConfiguration) => readonly T[] {
  const below = (block: NginxBlock) => [...(block.opener ? find(block.opener) : []), ...block.everything.flatMap(find)];
  const isEmpty = (frame: NginxBlock) =>
    frame instanceof Frame && frame.list.every((each) => find(each).length === 0 && (each.block?.derived(below).length ?? 0) === 0);
  const all = (configuration: NginxConfiguration): readonly T[] => {
    const { every, apart, frames } = configuration.derived(piecesOf);
    const found: T[] = [];
    // Most things are looked for that stand in servers, and of what stands around them there may be much.
    for (const { directive, block } of frames.every((frame) => frame.derived(isEmpty)) ? apart : every)
      for (const each of block ? block.derived(below) : find(directive)) found.push(each);
    return found;
  };
  return (configuration) => configuration.derived(all);
}

/** Looks for something in the directives of some names; in order within each name. See `inPieces`. */
export function inNamed<T>(
  names: readonly string[],
  find: (directive: NginxDirective) => readonly T[],
): (configuration: NginxConfiguration) => readonly T[] {
  const wanted = new Set(names);
  const found = inEveryDirective((directive) =>
    wanted.has(directive.name) ? find(directive).map((each) => ({ name: directive.name, each })) : [],
  );
  const all = (configuration: NginxConfiguration) => {
    const inOrder = found(configuration);
    const sorted: T[] = [];
    for (const name of names) for (const one of inOrder) if (one.name === name) sorted.push(one.each);
    return sorted;
  };
  return (configuration) => configuration.derived(all);
}

interface Piece {
  readonly directive: NginxDirective;
  /** Undefined for a directive without one, and for main, http and stream, whose own pieces follow. */
  readonly block: NginxBlock | undefined;
}

interface Pieces {
  readonly every: readonly Piece[];
  /** Those that the frames do not hold. */
  readonly apart: readonly Piece[];
  readonly frames: readonly NginxBlock[];
}

function piecesOf({ top }: NginxConfiguration): Pieces {
  const every: Piece[] = [];
  const apart: Piece[] = [];
  const frames = new Set<NginxBlock>();
  const visit = (block: NginxBlock): void => {
    for (const directive of block.directives) {
      const isWide = directive.block !== undefined && isFramed(directive.block.context);
      const piece = { directive, block: isWide ? undefined : directive.block };
      const frame = directive.parent instanceof Frame ? directive.parent : undefined;
      if (frame) frames.add(frame);
      every.push(piece);
      if (!frame?.has(directive)) apart.push(piece);
      if (directive.block && isWide) visit(directive.block);
    }
  };
  visit(top);
  return { every, apart, frames: [...frames] };
}
