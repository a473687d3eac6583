import { type Case, MAIN } from './cases';
import { tokensOf } from './tokens';

/** A case with one thing deleted, swapped or duplicated. */
export interface Mutation {
  /** `mutation 17: swap line in routing/returns of every kind`. */
  readonly id: string;
  readonly files: ReadonlyMap<string, string>;
}

type Change = (text: string, random: Random) => string;
type Random = (below: number) => number;

const CHANGES: Readonly<Record<string, Change>> = {
  'delete token': (text, random) => onToken(text, random, () => ''),
  'duplicate token': (text, random) => onToken(text, random, (token) => `${token} ${token}`),
  'swap tokens': swapTokens,
  'delete line': (text, random) => onLine(text, random, () => []),
  'duplicate line': (text, random) => onLine(text, random, (line) => [line, line]),
  'swap lines': swapLines,
};

/** So many different mutations of cases that nginx accepts; the same seed gives the same ones. */
export function mutations(cases: readonly Case[], seed: number, count: number): readonly Mutation[] {
  const random = randomFrom(seed);
  const names = Object.keys(CHANGES);
  const seen = new Set<string>(cases.map((one) => key(one.files)));
  const made: Mutation[] = [];
  while (made.length < count) {
    const one = cases[random(cases.length)];
    const name = names[random(names.length)];
    const change = CHANGES[name ?? ''];
    if (!one || !change) throw new Error('there is nothing to mutate');
    const paths = [...one.files.keys()];
    const path = paths[random(paths.length)] ?? MAIN;
    const files = new Map(one.files).set(path, change(one.files.get(path) ?? '', random));
    if (seen.has(key(files))) continue;
    seen.add(key(files));
    made.push({ id: `mutation ${made.length + 1}: ${name} in ${one.id}`, files });
  }
  return made;
}

const key = (files: ReadonlyMap<string, string>) => JSON.stringify([...files]);

function onToken(text: string, random: Random, change: (token: string) => string): string {
  const tokens = tokensOf(text);
  const token = tokens[random(tokens.length)];
  return token ? text.slice(0, token.start) + change(text.slice(token.start, token.end)) + text.slice(token.end) : text;
}

function swapTokens(text: string, random: Random): string {
  const tokens = tokensOf(text);
  const index = random(tokens.length - 1);
  const [left, right] = [tokens[index], tokens[index + 1]];
  if (!left || !right) return text;
  const between = text.slice(left.end, right.start);
  return (
    text.slice(0, left.start) + text.slice(right.start, right.end) + between + text.slice(left.start, left.end) + text.slice(right.end)
  );
}

function onLine(text: string, random: Random, change: (line: string) => readonly string[]): string {
  const lines = text.split('\n');
  const index = random(lines.length);
  return lines.toSpliced(index, 1, ...change(lines[index] ?? '')).join('\n');
}

function swapLines(text: string, random: Random): string {
  const lines = text.split('\n');
  const index = random(lines.length - 1);
  const [left, right] = [lines[index], lines[index + 1]];
  return left === undefined || right === undefined ? text : lines.toSpliced(index, 2, right, left).join('\n');
}

/** Mulberry32: small, and the same everywhere. */
function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return below < 1 ? 0 : Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below);
  };
}
