/**
 * The part of the snippet syntax that our snippets use, read strictly: a tab stop `$1` or `${1}`, one with a default `${1:text}`,
 * one with a choice `${1|a,b|}`, and a backslash before `$`, `}` or a backslash. Defaults hold text alone. What else the syntax
 * has (variables, transforms, stops within stops) is an error here, so that a dollar sign that nobody escaped cannot pass.
 * https://code.visualstudio.com/docs/editing/userdefinedsnippets#_snippet-syntax
 */

/** A piece of text as it is inserted, or a place where the cursor stops. */
export type Piece = string | Stop;

/** `default` is undefined where this occurrence repeats what another one of the number holds, or starts empty. */
export interface Stop {
  readonly number: number;
  readonly default: string | undefined;
  /** Empty where there is nothing to choose from. */
  readonly choices: readonly string[];
}

/** What the editor inserts, and what was chosen for it in words: `default`, or `1=value` where another choice was taken. */
export interface Expansion {
  readonly chosen: string;
  readonly text: string;
}

/** The pieces of a body in their order. Throws an Error that names the place where the body is not of the form above. */
export function piecesOf(body: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let text = '';
  let at = 0;
  while (at < body.length) {
    const rest = body.slice(at);
    const escaped = /^\\([$}\\])/.exec(rest);
    if (escaped) {
      text += escaped[1];
      at += 2;
    } else if (rest.startsWith('$')) {
      const stop = stopAt(rest);
      if (!stop) throw new Error(`a dollar sign that starts no tab stop: ${rest.split('\n')[0]}`);
      if (text !== '') pieces.push(text);
      text = '';
      pieces.push(stop.stop);
      at += stop.length;
    } else {
      text += rest[0];
      at++;
    }
  }
  return text === '' ? pieces : [...pieces, text];
}

/** The stops of a body in their order. */
export function stopsOf(body: string): readonly Stop[] {
  return piecesOf(body).filter((piece) => typeof piece !== 'string');
}

/** What a body can become when every default stays: with the first choices, and with each other choice in turn. */
export function expansionsOf(body: string): readonly Expansion[] {
  const pieces = piecesOf(body);
  const stops = pieces.filter((piece) => typeof piece !== 'string');
  const others = stops.flatMap(({ number, choices }) => choices.slice(1).map((value) => ({ number, value })));
  return [
    { chosen: 'default', text: inserted(pieces, new Map()) },
    ...others.map(({ number, value }) => ({ chosen: `${number}=${value}`, text: inserted(pieces, new Map([[number, value]])) })),
  ];
}

/** The text with the given values, by number of the stop; a number without one has the first default of it in the body. */
function inserted(pieces: readonly Piece[], values: ReadonlyMap<number, string>): string {
  const first = (number: number) =>
    pieces.find((piece) => typeof piece !== 'string' && piece.number === number && piece.default !== undefined);
  return pieces
    .map((piece) => {
      if (typeof piece === 'string') return piece;
      const defined = first(piece.number);
      return values.get(piece.number) ?? piece.default ?? (typeof defined === 'object' ? defined.default : undefined) ?? '';
    })
    .join('');
}

function stopAt(text: string): { readonly stop: Stop; readonly length: number } | undefined {
  const bare = /^\$(?:(\d+)|\{(\d+)\})/.exec(text);
  if (bare) return { stop: { number: Number(bare[1] ?? bare[2]), default: undefined, choices: [] }, length: bare[0].length };
  const choice = /^\$\{(\d+)\|([^|\\$}]+)\|\}/.exec(text);
  if (choice) {
    const choices = (choice[2] ?? '').split(',');
    return { stop: { number: Number(choice[1]), default: choices[0], choices }, length: choice[0].length };
  }
  const named = /^\$\{(\d+):([^$}\\]*)\}/.exec(text);
  return named ? { stop: { number: Number(named[1]), default: named[2], choices: [] }, length: named[0].length } : undefined;
}
