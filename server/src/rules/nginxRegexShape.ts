import { toRegExp } from '../project/nginx/servers';
import { isAnchor, isNullable, overlap, type Pattern, type Piece, pieces, readPattern, textsOf } from './nginxRegex';

const MOST_ENDS = 50;

/** An expression as a `location` has it. */
export interface Expression {
  readonly source: string;
  readonly ignoreCase: boolean;
}

/**
 * Whether every path that one expression matches is matched by another, certainly. It answers yes only where the texts that the one
 * demands at its ends are few and the other matches them wherever they stand.
 */
export function covers(wider: Shape, narrower: Shape): boolean {
  const { test } = wider;
  if (!test) return false;
  if (wider.source === narrower.source && (wider.ignoreCase || !narrower.ignoreCase)) return true;
  // What `~*` matches in letters of either case is looked at in those that are written.
  if (narrower.ignoreCase && !wider.ignoreCase && /[a-z]/i.test(narrower.source.replace(/\\[a-zA-Z]/g, ''))) return false;
  return narrower.written.every((option) => isCovered(option, test, wider));
}

/** Whether an expression matches every path that begins with a text. */
export function coversPrefix({ options }: Shape, prefix: string): boolean {
  return options.some((option) => opensAny(option, prefix));
}

function opensAny({ hasAnchor, isStart, isEnd, whole }: Option, prefix: string): boolean {
  if (isEnd || hasAnchor) return false;
  return whole?.some((text) => (isStart ? prefix.startsWith(text) : prefix.includes(text))) === true;
}

/** The text that every path which an expression matches begins with; '' where there is none. */
export function literalPrefix({ options, ignoreCase }: Shape): string {
  const [option] = options;
  const isOne = !ignoreCase && options.length === 1 && option?.isStart === true && option.heads.length === 1;
  return isOne ? (option.heads[0] ?? '') : '';
}

/** What can be said of an expression, once. */
export interface Shape extends Expression {
  readonly test: RegExp | undefined;
  /** What matches a text matches every longer one that begins with it. */
  readonly growsRight: boolean;
  /** … and every longer one that ends with it. */
  readonly growsLeft: boolean;
  /** Its alternatives; most have one. */
  readonly options: readonly Option[];
  /** The same with letters only in the case that is written. */
  readonly written: readonly Option[];
}

interface Option {
  readonly isStart: boolean;
  readonly isEnd: boolean;
  /** A condition stands inside, not only at its ends. */
  readonly hasAnchor: boolean;
  /** All that it matches, and what that begins and ends with, as far as these are few. */
  readonly whole: readonly string[] | undefined;
  readonly heads: readonly string[];
  readonly tails: readonly string[];
}

/** Reads an expression; undefined for one that `readPattern` does not. */
export function shapeOf(expression: Expression): Shape | undefined {
  const { source, ignoreCase } = expression;
  const pattern = readPattern(source, ignoreCase);
  const written = ignoreCase ? readPattern(source, false) : pattern;
  if (!pattern || !written) return undefined;
  const all = [...pieces(pattern.root)];
  const looks = all.some(({ kind }) => kind === 'look');
  const options = optionsOf(pattern);
  return {
    ...expression,
    test: toRegExp(source, ignoreCase),
    growsRight: !looks && all.every(({ kind }) => kind !== 'end'),
    growsLeft: !looks && all.every(({ kind }) => kind !== 'start'),
    options,
    written: ignoreCase ? optionsOf(written) : options,
  };
}

function optionsOf({ root }: Pattern): readonly Option[] {
  return (root.kind === 'choice' ? root.options : [root]).map(optionOf);
}

function optionOf(piece: Piece): Option {
  const { items, isStart, isEnd } = sides(piece);
  const whole = textsOf({ kind: 'sequence', items });
  return { isStart, isEnd, hasAnchor: items.some(hasAnchorIn), whole, heads: headsOf(items), tails: tailsOf(items) };
}

/** `.*`, in a group or not. */
function isAnyText(piece: Piece): boolean {
  if (piece.kind === 'group') return isAnyText(piece.body);
  if (piece.kind === 'sequence' && piece.items.length === 1) return piece.items[0] !== undefined && isAnyText(piece.items[0]);
  return (
    piece.kind === 'repeat' &&
    piece.min === 0 &&
    piece.max === Number.POSITIVE_INFINITY &&
    piece.body.kind === 'set' &&
    piece.body.set.size >= 255
  );
}

interface Sides {
  readonly items: readonly Piece[];
  readonly isStart: boolean;
  readonly isEnd: boolean;
}

function sides(option: Piece): Sides {
  let items = option.kind === 'sequence' ? option.items : [option];
  let isStart = items[0]?.kind === 'start';
  if (isStart) items = items.slice(1);
  let isEnd = items.at(-1)?.kind === 'end';
  if (isEnd) items = items.slice(0, -1);
  if (items[0] && isAnyText(items[0])) {
    items = items.slice(1);
    isStart = false;
  }
  const last = items.at(-1);
  if (last && isAnyText(last)) {
    items = items.slice(0, -1);
    isEnd = false;
  }
  return { items, isStart, isEnd };
}

function isCovered({ isStart, isEnd, hasAnchor, whole, heads, tails }: Option, test: RegExp, wider: Shape): boolean {
  if (hasAnchor) return false;
  const fits = (texts: readonly string[]) => texts.length > 0 && texts.every((text) => test.test(text));
  const left = isStart || wider.growsLeft;
  const right = isEnd || wider.growsRight;
  if (whole) return left && right && fits(whole);
  return (wider.growsRight && left && fits(heads)) || (wider.growsLeft && right && fits(tails));
}

function hasAnchorIn(piece: Piece): boolean {
  return [...pieces(piece)].some(isAnchor);
}

/** The texts that pieces begin with, as far as these are few. */
function headsOf(items: readonly Piece[]): readonly string[] {
  let found: readonly string[] = [''];
  for (const item of items) {
    const texts = textsOf(item);
    if (!texts || texts.length * found.length > MOST_ENDS) break;
    found = found.flatMap((head) => texts.map((text) => head + text));
  }
  return found;
}

/** The texts that pieces end with, as far as these are few. */
function tailsOf(items: readonly Piece[]): readonly string[] {
  let found: readonly string[] = [''];
  for (const item of [...items].reverse()) {
    const texts = textsOf(item);
    if (!texts || texts.length * found.length > MOST_ENDS) break;
    found = found.flatMap((tail) => texts.map((text) => text + tail));
  }
  return found;
}

/**
 * Whether a search by this expression takes time that doubles with every further character: a repetition whose content is itself
 * a repetition of the same characters, with something after it that may fail.
 */
export function explodes(source: string, ignoreCase: boolean): boolean {
  const pattern = readPattern(source, ignoreCase);
  return pattern !== undefined && isExplosive(pattern.root, false);
}

/** @param fails whether what follows may not match. */
function isExplosive(piece: Piece, fails: boolean): boolean {
  switch (piece.kind) {
    case 'group':
      return !piece.atomic && isExplosive(piece.body, fails);
    case 'choice':
      return piece.options.some((option) => isExplosive(option, fails));
    case 'sequence':
      return piece.items.some((item, index) => isExplosive(item, fails || piece.items.slice(index + 1).some(mayFail)));
    case 'repeat': {
      const isMany = piece.max === Number.POSITIVE_INFINITY && !piece.possessive;
      return (isMany && fails && isAmbiguous(piece.body)) || isExplosive(piece.body, fails);
    }
    default:
      return false;
  }
}

function mayFail(piece: Piece): boolean {
  return piece.kind === 'end' || piece.kind === 'look' || !isNullable(piece);
}

/** Whether repeating a piece can read the same characters in several ways, of which there are more with every one. */
function isAmbiguous(piece: Piece): boolean {
  const bare = unwrapped(piece);
  if (bare === undefined) return false;
  if (bare.kind === 'repeat') return isRun(bare);
  if (bare.kind === 'sequence') {
    return bare.items.some(
      (item, index) => isRun(unwrapped(item)) && bare.items.every((other, at) => at === index || (isNullable(other) && !isAnchor(other))),
    );
  }
  if (bare.kind !== 'choice') return false;
  const sets = bare.options.map((option) => setOf(unwrapped(option)));
  return sets.some((set, index) => set !== undefined && sets.some((other, at) => at > index && other !== undefined && overlap(set, other)));
}

/** Without the groups and lists of one around it; undefined for an atomic group. */
function unwrapped(piece: Piece): Piece | undefined {
  if (piece.kind === 'group') return piece.atomic ? undefined : unwrapped(piece.body);
  const [only] = piece.kind === 'sequence' ? piece.items : [];
  return piece.kind === 'sequence' && piece.items.length === 1 && only ? unwrapped(only) : piece;
}

/** `a+`, `(?:ab)+`: any number of the same. */
function isRun(piece: Piece | undefined): boolean {
  return (
    piece?.kind === 'repeat' &&
    !piece.possessive &&
    piece.max === Number.POSITIVE_INFINITY &&
    unwrapped(piece.body) !== undefined &&
    !isNothing(piece.body)
  );
}

/** Whether a piece matches only the empty text. */
function isNothing(piece: Piece): boolean {
  return ![...pieces(piece)].some((each) => each.kind === 'set' && each.set.size > 0);
}

function setOf(piece: Piece | undefined) {
  if (piece?.kind === 'set') return piece.set;
  const body = piece?.kind === 'repeat' && isRun(piece) ? unwrapped(piece.body) : undefined;
  return body?.kind === 'set' ? body.set : undefined;
}
