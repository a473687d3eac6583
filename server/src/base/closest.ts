/**
 * The candidate that a misspelt name most likely means; undefined when none is near, when two are equally near, or when the
 * name is itself a candidate. Near: one slip (a letter missing, added, changed, or two swapped) in a name shorter than eight
 * characters, two in a longer one. Case does not count. A name that differs only in a whole word (`SESSION_COOKIE_PATH`,
 * `SESSION_COOKIE_HASH`) is a different word and no slip.
 */
export function closest(name: string, candidates: Iterable<string>): string | undefined {
  return closestAmong(candidates)(name);
}

/** `closest` for many names against the same candidates: what can be told without comparing letter by letter is prepared. */
export function closestAmong(candidates: Iterable<string>): (name: string) => string | undefined {
  const names = new Set<string>();
  const byLength: Candidate[][] = [];
  for (const name of candidates) {
    names.add(name);
    const lower = name.toLowerCase();
    const candidate = { name, lower, letters: lettersOf(lower) };
    const same = byLength[lower.length];
    if (same) same.push(candidate);
    else byLength[lower.length] = [candidate];
  }
  return (name) => (names.has(name) ? undefined : nearest(name, byLength));
}

interface Candidate {
  readonly name: string;
  readonly lower: string;
  /** See `lettersOf`. */
  readonly letters: number;
}

function nearest(name: string, byLength: readonly (readonly Candidate[] | undefined)[]): string | undefined {
  const wanted = name.toLowerCase();
  const letters = lettersOf(wanted);
  const limit = name.length < 8 ? 1 : 2;
  let best: string | undefined;
  let bestDistance = limit + 1;
  let tied = false;
  for (let length = Math.max(0, wanted.length - limit); length <= wanted.length + limit; length++) {
    for (const candidate of byLength[length] ?? []) {
      // A slip changes at most one letter into another: two bits.
      if (bitsIn(candidate.letters ^ letters) > 2 * limit) continue;
      const distance = damerauLevenshtein(wanted, candidate.lower, limit);
      if (distance > bestDistance || distance > limit || isOtherWord(wanted, candidate.lower, distance)) continue;
      tied = distance === bestDistance;
      best = candidate.name;
      bestDistance = distance;
    }
  }
  return tied ? undefined : best;
}

/** Which characters a text has, as a set of 32 bits that several characters may share. */
function lettersOf(text: string): number {
  let letters = 0;
  for (let at = 0; at < text.length; at++) letters |= 1 << (text.charCodeAt(at) & 31);
  return letters;
}

function bitsIn(set: number): number {
  const pairs = set - ((set >>> 1) & 0x55555555);
  const nibbles = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((nibbles + (nibbles >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/**
 * How many insertions, deletions, substitutions and swaps of neighbours make one text the other (each place edited once).
 * Stops early and answers `limit + 1` when it is more than `limit`.
 */
export function damerauLevenshtein(a: string, b: string, limit = Number.POSITIVE_INFINITY): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min((current[column - 1] ?? 0) + 1, (previous[column] ?? 0) + 1, (previous[column - 1] ?? 0) + (same ? 0 : 1));
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) cost = Math.min(cost, (before[column - 2] ?? 0) + 1);
      current.push(cost);
    }
    if (Math.min(...current) > limit) return limit + 1;
    before = previous;
    previous = current;
  }
  return previous[b.length] ?? 0;
}

/** Two slips inside one short word make another word (`HOST`, `PORT`), not a misspelling; so do endings like PLURAL numbers. */
function isOtherWord(a: string, b: string, distance: number): boolean {
  const left = a.split(/[_.]/);
  const right = b.split(/[_.]/);
  if (left.length !== right.length) return false;
  const different = left.flatMap((word, at) => (word === right[at] ? [] : [{ word, other: right[at] ?? '' }]));
  const [only, second] = different;
  if (!only || second) return false;
  if (/^\d+$/.test(only.word) && /^\d+$/.test(only.other)) return true;
  return distance === 2 && Math.min(only.word.length, only.other.length) <= 4;
}
