/** A change as `diff -u` writes it, with three lines around; `before` is undefined for a new file. '' when nothing changed. */
export function unifiedDiff(path: string, before: readonly string[] | undefined, after: readonly string[]): string {
  const hunks = hunksOf(edits(before ?? [], after));
  if (hunks.length === 0) return '';
  return [`--- ${before ? `a/${path}` : '/dev/null'}`, `+++ b/${path}`, ...hunks.flatMap(hunkLines), ''].join('\n');
}

interface Line {
  readonly mark: ' ' | '-' | '+';
  readonly text: string;
  /** Zero-based line in the old and the new text. */
  readonly old: number;
  readonly now: number;
}

const AROUND = 3;

/** A longest common subsequence between what the equal beginning and end leave: fixes change little. */
function edits(before: readonly string[], after: readonly string[]): readonly Line[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < before.length - head && tail < after.length - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const out: Line[] = [];
  let [old, now] = [0, 0];
  const push = (mark: Line['mark'], text: string) => {
    out.push({ mark, text, old, now });
    if (mark !== '+') old++;
    if (mark !== '-') now++;
  };
  for (let at = 0; at < head; at++) push(' ', before[at] ?? '');
  for (const { mark, text } of middle(before.slice(head, before.length - tail), after.slice(head, after.length - tail))) push(mark, text);
  for (let at = before.length - tail; at < before.length; at++) push(' ', before[at] ?? '');
  return out;
}

function middle(a: readonly string[], b: readonly string[]): readonly Pick<Line, 'mark' | 'text'>[] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  const at = (i: number, j: number) => lengths[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    const row = lengths[i];
    for (let j = b.length - 1; row && j >= 0; j--) row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  }
  const out: Pick<Line, 'mark' | 'text'>[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      out.push({ mark: ' ', text: a[i++] ?? '' });
      j++;
    } else if (i < a.length && (j === b.length || at(i + 1, j) >= at(i, j + 1))) out.push({ mark: '-', text: a[i++] ?? '' });
    else out.push({ mark: '+', text: b[j++] ?? '' });
  }
  return out;
}

function hunksOf(lines: readonly Line[]): readonly (readonly Line[])[] {
  const hunks: Line[][] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const [index, line] of lines.entries()) {
    if (line.mark === ' ') continue;
    if (index - last > 2 * AROUND) hunks.push(lines.slice(Math.max(0, index - AROUND), index));
    else hunks.at(-1)?.push(...lines.slice(last + 1, index));
    hunks.at(-1)?.push(line);
    last = index;
    const next = lines.findIndex((other, at) => at > index && other.mark !== ' ');
    if (next === -1 || next - index > 2 * AROUND) hunks.at(-1)?.push(...lines.slice(index + 1, index + 1 + AROUND));
  }
  return hunks;
}

function hunkLines(hunk: readonly Line[]): readonly string[] {
  const [first] = hunk;
  const count = (mark: Line['mark']) => hunk.filter((line) => line.mark !== mark).length;
  const start = (line: number, length: number) => (length === 0 ? line : line + 1);
  const [old, now] = [count('+'), count('-')];
  return [
    `@@ -${start(first?.old ?? 0, old)},${old} +${start(first?.now ?? 0, now)},${now} @@`,
    ...hunk.map((line) => line.mark + line.text),
  ];
}
