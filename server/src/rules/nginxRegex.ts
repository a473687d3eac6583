/**
 * The regular expressions of a configuration, as far as they can be read: enough to say what a group may hold, what an expression
 * certainly matches, and where its search explodes. What PCRE has beyond that (back references, conditions, recursion) is not read.
 * Source: https://www.pcre.org/current/doc/html/pcre2pattern.html
 */
export type Piece =
  /** One character of a set. */
  | { readonly kind: 'set'; readonly set: Chars }
  | {
      readonly kind: 'group';
      readonly capture: number | undefined;
      readonly name: string | undefined;
      readonly atomic: boolean;
      readonly body: Piece;
    }
  | { readonly kind: 'sequence'; readonly items: readonly Piece[] }
  | { readonly kind: 'choice'; readonly options: readonly Piece[] }
  | { readonly kind: 'repeat'; readonly body: Piece; readonly min: number; readonly max: number; readonly possessive: boolean }
  | { readonly kind: 'start' }
  | { readonly kind: 'end' }
  /** A condition on what stands around: `\b`, `(?=…)`. */
  | { readonly kind: 'look' };

/** Characters by their code, up to 255. */
export type Chars = ReadonlySet<number>;

export interface Pattern {
  readonly root: Piece;
  /** How many groups capture; the first is 1. */
  readonly captures: number;
}

const ALL: readonly number[] = Array.from({ length: 256 }, (_, code) => code);
const NEWLINE = 10;
const DIGITS = range('0', '9');
const WORD = new Set([...DIGITS, ...range('a', 'z'), ...range('A', 'Z'), ...codes('_')]);
const SPACE = codes(' \t\n\r\f\v');
const ESCAPES: Readonly<Record<string, Chars>> = {
  d: DIGITS,
  D: complement(DIGITS),
  w: WORD,
  W: complement(WORD),
  s: SPACE,
  S: complement(SPACE),
  n: codes('\n'),
  r: codes('\r'),
  t: codes('\t'),
  f: codes('\f'),
  N: complement(codes('\n')),
};
/** Any character at all, and what `.` stands for. */
export const ANYTHING: Chars = new Set(ALL);
export const DOT: Chars = complement(codes('\n'));

/** The characters of a text. */
export function codes(text: string): Chars {
  return new Set([...text].map((char) => char.charCodeAt(0)));
}

export function complement(set: Chars): Chars {
  return new Set(ALL.filter((code) => !set.has(code)));
}

function range(from: string, to: string): Chars {
  return new Set(ALL.slice(from.charCodeAt(0), to.charCodeAt(0) + 1));
}

/** Reads an expression of PCRE; undefined for one that this does not understand. */
export function readPattern(source: string, ignoreCase: boolean): Pattern | undefined {
  const flag = source.startsWith('(?i)');
  if (!/^[\x00-\x7f]*$/.test(source)) return undefined;
  const reader = new Reader(flag ? source.slice(4) : source, flag || ignoreCase);
  const root = reader.choice();
  return root && reader.atEnd() ? { root, captures: reader.captures } : undefined;
}

class Reader {
  captures = 0;
  private at = 0;

  constructor(
    private readonly source: string,
    private readonly ignoreCase: boolean,
  ) {}

  atEnd(): boolean {
    return this.at >= this.source.length;
  }

  choice(): Piece | undefined {
    const options: Piece[] = [];
    do {
      const option = this.sequence();
      if (!option) return undefined;
      options.push(option);
    } while (this.take('|'));
    return options.length === 1 ? options[0] : { kind: 'choice', options };
  }

  private sequence(): Piece | undefined {
    const items: Piece[] = [];
    while (!this.atEnd() && this.source[this.at] !== '|' && this.source[this.at] !== ')') {
      const atom = this.atom();
      const item = atom && this.repeated(atom);
      if (!item) return undefined;
      items.push(item);
    }
    return { kind: 'sequence', items };
  }

  private repeated(atom: Piece): Piece | undefined {
    const rest = this.source.slice(this.at);
    const match = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})/.exec(rest);
    if (!match) return atom;
    this.at += match[0].length;
    const [sign, low, comma, high] = match;
    const min = low === undefined ? (sign === '+' ? 1 : 0) : Number(low);
    const max =
      low === undefined
        ? sign === '?'
          ? 1
          : Number.POSITIVE_INFINITY
        : comma === ''
          ? min
          : high === ''
            ? Number.POSITIVE_INFINITY
            : Number(high);
    const possessive = this.take('+');
    if (!possessive) this.take('?');
    return /^[*+?]/.test(this.source.slice(this.at)) ? undefined : { kind: 'repeat', body: atom, min, max, possessive };
  }

  private atom(): Piece | undefined {
    const char = this.source[this.at++] ?? '';
    if (char === '^') return { kind: 'start' };
    if (char === '$') return { kind: 'end' };
    if (char === '.') return { kind: 'set', set: DOT };
    if (char === '(') return this.group();
    if (char === '[') return this.bracket();
    if (char === '\\') return this.escape();
    if (char === '*' || char === '+' || char === '?') return undefined;
    return this.literal(char);
  }

  private literal(char: string): Piece {
    return { kind: 'set', set: this.ignoreCase ? codes(char.toLowerCase() + char.toUpperCase()) : codes(char) };
  }

  private group(): Piece | undefined {
    const opening = /^\?(?:(:)|(>)|P?<([A-Za-z_]\w*)>|'([A-Za-z_]\w*)'|(=|!|<=|<!))/.exec(this.source.slice(this.at));
    if (this.source[this.at] === '*' || (this.source[this.at] === '?' && !opening)) return undefined;
    this.at += opening?.[0].length ?? 0;
    const [, plain, atomic, angled, quoted, look] = opening ?? [];
    const captures = opening === null || angled !== undefined || quoted !== undefined;
    const capture = captures && plain === undefined ? ++this.captures : undefined;
    const body = this.choice();
    if (!body || !this.take(')')) return undefined;
    if (look !== undefined) return { kind: 'look' };
    return { kind: 'group', capture, name: angled ?? quoted, atomic: atomic !== undefined, body };
  }

  private escape(): Piece | undefined {
    const char = this.source[this.at++];
    if (char === undefined) return undefined;
    if (char === 'b' || char === 'B') return { kind: 'look' };
    if (char === 'A') return { kind: 'start' };
    if (char === 'z' || char === 'Z') return { kind: 'end' };
    const set = this.escapedSet(char);
    return set && { kind: 'set', set };
  }

  private escapedSet(char: string): Chars | undefined {
    const known = Object.hasOwn(ESCAPES, char) ? ESCAPES[char] : undefined;
    if (known) return known;
    if (char !== 'x') return /[A-Za-z0-9]/.test(char) ? undefined : codes(char);
    const hex = /^[0-9a-fA-F]{2}/.exec(this.source.slice(this.at))?.[0];
    if (hex === undefined) return undefined;
    this.at += 2;
    return new Set([Number.parseInt(hex, 16)]);
  }

  private bracket(): Piece | undefined {
    const negated = this.take('^');
    const set = new Set<number>();
    for (let isFirst = true; isFirst || this.source[this.at] !== ']'; isFirst = false) {
      const from = this.bracketed();
      if (!from) return undefined;
      const [low] = from;
      if (from.size === 1 && low !== undefined && /^-[^\]]/.test(this.source.slice(this.at))) {
        this.at++;
        const to = this.bracketed();
        const [high] = to ?? [];
        if (to?.size !== 1 || high === undefined) return undefined;
        for (let code = low; code <= high; code++) set.add(code);
      } else for (const code of from) set.add(code);
    }
    this.at++;
    const cased = this.ignoreCase ? new Set([...set].flatMap((code) => [...codes(bothCases(code)), code])) : set;
    return { kind: 'set', set: negated ? complement(cased) : cased };
  }

  private bracketed(): Chars | undefined {
    const char = this.source[this.at++];
    if (char === undefined || (char === '[' && /^[:.=]/.test(this.source.slice(this.at)))) return undefined;
    return char === '\\' ? this.escapedSet(this.source[this.at++] ?? '') : codes(char);
  }

  private take(char: string): boolean {
    if (this.source[this.at] !== char) return false;
    this.at++;
    return true;
  }
}

function bothCases(code: number): string {
  const char = String.fromCharCode(code);
  return char.toLowerCase() + char.toUpperCase();
}

/** A piece and all that stand in it. */
export function* pieces(piece: Piece): Generator<Piece> {
  yield piece;
  if (piece.kind === 'group' || piece.kind === 'repeat') yield* pieces(piece.body);
  else if (piece.kind === 'sequence') for (const item of piece.items) yield* pieces(item);
  else if (piece.kind === 'choice') for (const option of piece.options) yield* pieces(option);
}

/** What a group captures, by its number or name; undefined where the expression has no such group. */
export function captured(pattern: Pattern, group: number | string): Piece | undefined {
  for (const piece of pieces(pattern.root)) {
    if (piece.kind === 'group' && (typeof group === 'number' ? piece.capture === group : piece.name === group)) return piece.body;
  }
  return undefined;
}

/** Whether what a piece matches may hold some of these characters. */
export function mayContain(piece: Piece, chars: Chars): boolean {
  for (const each of pieces(piece)) if (each.kind === 'set' && overlap(each.set, chars)) return true;
  return false;
}

/** Whether what a piece matches begins with one of these characters, always. */
export function beginsWith(piece: Piece, chars: Chars): boolean {
  switch (piece.kind) {
    case 'set':
      return piece.set.size > 0 && [...piece.set].every((code) => chars.has(code));
    case 'group':
      return beginsWith(piece.body, chars);
    case 'repeat':
      return piece.min > 0 && beginsWith(piece.body, chars);
    case 'choice':
      return piece.options.every((option) => beginsWith(option, chars));
    case 'sequence': {
      const first = piece.items.find((item) => !isAnchor(item));
      return first !== undefined && beginsWith(first, chars);
    }
    default:
      return false;
  }
}

/** Whether a piece matches texts of any length. */
export function isEndless(piece: Piece): boolean {
  for (const each of pieces(piece)) if (each.kind === 'repeat' && each.max === Number.POSITIVE_INFINITY) return true;
  return false;
}

/** Whether a piece matches the empty text, too. */
export function isNullable(piece: Piece): boolean {
  switch (piece.kind) {
    case 'set':
      return false;
    case 'group':
      return isNullable(piece.body);
    case 'repeat':
      return piece.min === 0 || isNullable(piece.body);
    case 'choice':
      return piece.options.some(isNullable);
    case 'sequence':
      return piece.items.every(isNullable);
    default:
      return true;
  }
}

export function isAnchor(piece: Piece): boolean {
  return piece.kind === 'start' || piece.kind === 'end' || piece.kind === 'look';
}

export function overlap(left: Chars, right: Chars): boolean {
  for (const code of left) if (right.has(code)) return true;
  return false;
}

/** The same piece with only some of the characters: what it matches in a text that holds no others. */
export function restricted(piece: Piece, chars: Chars): Piece {
  switch (piece.kind) {
    case 'set':
      return { kind: 'set', set: new Set([...piece.set].filter((code) => chars.has(code))) };
    case 'group':
    case 'repeat':
      return { ...piece, body: restricted(piece.body, chars) };
    case 'sequence':
      return { ...piece, items: piece.items.map((item) => restricted(item, chars)) };
    case 'choice':
      return { ...piece, options: piece.options.map((option) => restricted(option, chars)) };
    default:
      return piece;
  }
}

const MOST = 200;

/** Every text that a piece matches, where these are few; undefined otherwise, and where it looks around. Anchors count as nothing. */
export function textsOf(piece: Piece): readonly string[] | undefined {
  switch (piece.kind) {
    case 'set':
      return piece.set.size > 4 ? undefined : [...piece.set].map((code) => String.fromCharCode(code));
    case 'group':
      return textsOf(piece.body);
    case 'choice': {
      const all = piece.options.map(textsOf);
      return all.includes(undefined) ? undefined : few(all.flatMap((texts) => texts ?? []));
    }
    case 'sequence':
      return joined(piece.items);
    case 'repeat': {
      if (piece.max > 4) return undefined;
      const counts = Array.from({ length: piece.max - piece.min + 1 }, (_, extra) => joined(Array(piece.min + extra).fill(piece.body)));
      return counts.includes(undefined) ? undefined : few(counts.flatMap((texts) => texts ?? []));
    }
    case 'look':
      return undefined;
    default:
      return [''];
  }
}

function joined(items: readonly Piece[]): readonly string[] | undefined {
  let found: readonly string[] | undefined = [''];
  for (const item of items) {
    const texts = textsOf(item);
    if (!texts || !found) return undefined;
    found = few(found.flatMap((head) => texts.map((tail) => head + tail)));
  }
  return found;
}

function few(texts: readonly string[]): readonly string[] | undefined {
  return texts.length > MOST ? undefined : texts;
}

/** Whether `.` or a negated class lets a line end through. */
export function mayHoldLineEnd(piece: Piece): boolean {
  return mayContain(piece, new Set([NEWLINE]));
}
