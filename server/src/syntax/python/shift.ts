import type { Span } from '../../base/text';

/** The same parts of a tree, with all spans in them `by` code units further. Gives the parts themselves when that is nothing. */
export function shifted<T extends object>(parts: readonly T[], by: number): readonly T[] {
  return by === 0 ? parts : parts.map((part) => moved(part, by) as T);
}

/** No tree is deeper than MAX_DEPTH, so that recursion is safe. */
function moved(part: object, by: number): object {
  if (isSpan(part)) return { start: part.start + by, end: part.end + by };
  if (Array.isArray(part)) return part.length === 0 ? part : part.map((item: unknown) => (isObject(item) ? moved(item, by) : item));
  const copy: Record<string, unknown> = { ...part };
  for (const key in copy) {
    const value = copy[key];
    if (isObject(value)) copy[key] = moved(value, by);
  }
  return copy;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** Nothing else in a tree has a start. */
function isSpan(value: object): value is Span {
  return 'start' in value;
}
