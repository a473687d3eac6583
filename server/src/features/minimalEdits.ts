import type { TextEdit } from '../base/text';

/** Above this many pairs of lines the middle is replaced as one piece. */
const MAX_PAIRS = 4_000_000;

/** Edits of whole lines that turn one text into the other and leave equal lines alone, so that cursors and folds stay. */
export function minimalEdits(before: string, after: string): readonly TextEdit[] {
  const old = linesOf(before);
  const now = linesOf(after);
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < old.length - head && tail < now.length - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  const offset = lengthOf(old.slice(0, head));
  return hunks(old.slice(head, old.length - tail), now.slice(head, now.length - tail), offset);
}

function hunks(old: readonly string[], now: readonly string[], start: number): readonly TextEdit[] {
  if (old.length === 0 && now.length === 0) return [];
  if (old.length * now.length > MAX_PAIRS) return [{ span: { start, end: start + lengthOf(old) }, newText: now.join('') }];
  const common = commonLengths(old, now);
  const edits: TextEdit[] = [];
  let [i, j, offset] = [0, 0, start];
  while (i < old.length || j < now.length) {
    const from = offset;
    const added: string[] = [];
    while ((i < old.length || j < now.length) && !(i < old.length && j < now.length && old[i] === now[j])) {
      const dropOld = j >= now.length || (i < old.length && (common[i + 1]?.[j] ?? 0) >= (common[i]?.[j + 1] ?? 0));
      if (dropOld) offset += old[i++]?.length ?? 0;
      else added.push(now[j++] ?? '');
    }
    if (offset > from || added.length > 0) edits.push({ span: { start: from, end: offset }, newText: added.join('') });
    while (i < old.length && j < now.length && old[i] === now[j]) {
      offset += old[i++]?.length ?? 0;
      j++;
    }
  }
  return edits;
}

/** `[i][j]`: length of the longest common subsequence of `old` from i and `now` from j. */
function commonLengths(old: readonly string[], now: readonly string[]): readonly Uint32Array[] {
  const table = Array.from({ length: old.length + 1 }, () => new Uint32Array(now.length + 1));
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      const row = table[i];
      if (!row) continue;
      row[j] = old[i] === now[j] ? (table[i + 1]?.[j + 1] ?? 0) + 1 : Math.max(table[i + 1]?.[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return table;
}

/** Lines with their breaks; their concatenation is the text. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length, 0);
}
