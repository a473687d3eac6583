import { changeable, type Objects, standingFor, together } from './aliases';
import { Growing } from './growing';
import { type DictContent, keyOf, type R } from './objects';

/** The content of a dict that holds these pairs, later ones over earlier ones; `rest`: why there may be more. */
export function dictContent(pairs: Iterable<readonly [R, R]>, rest: string | undefined): DictContent {
  const entries = new Map<string, { key: R; value: R }>();
  let open = rest;
  let moved = false;
  const hidden: R[] = [];
  for (const [key, value] of pairs) {
    const id = keyOf(key);
    if (id === undefined) {
      open ??= 'a key is not known';
      hidden.push(value);
      for (const [earlier, entry] of entries) {
        hidden.push(entry.value);
        entries.set(earlier, { key: entry.key, value: hiding('a key is not known', [entry.value, value]) });
      }
    } else {
      moved ||= moves(entries, id);
      entries.set(id, { key: entries.get(id)?.key ?? key, value });
    }
  }
  return { entries, rest: open, ...(moved ? UNORDERED : {}), ...(hidden.length > 0 ? { among: changeable(hidden) } : {}) };
}

const hiding = (reason: string, values: readonly R[], more?: Objects): R =>
  standingFor({ t: 'unknown', reason }, () => together(changeable(values), more));

const UNORDERED = { unordered: true } as const;

/** Whether setting a key puts it elsewhere on some way: it may not be there yet, and others stand behind it. */
function moves(entries: ReadonlyMap<string, { readonly value: R }>, id: string): boolean {
  const there = entries.get(id);
  if (!there || !isSometimes(there.value)) return false;
  let last: string | undefined;
  for (last of entries.keys());
  return last !== id;
}

/** Whether an entry with this value is there only sometimes. */
export function isSometimes(value: R): boolean {
  return value.t === 'choice' && value.options.some((option) => option.value.t === 'unbound');
}

/** The content with one entry set. */
export function withEntry(content: DictContent, id: string, key: R, value: R): DictContent {
  const entries = Growing.of(content.entries).with(id, { key: content.entries.get(id)?.key ?? key, value });
  return { ...content, entries, ...(moves(content.entries, id) ? UNORDERED : {}) };
}

/** The content without an entry. */
export function withoutEntry(content: DictContent, id: string): DictContent {
  const entries = new Map(content.entries);
  entries.delete(id);
  return { ...content, entries };
}

/** Why it is not known in which order the entries stand, or which ones there are; undefined where it is. */
export function disorder(content: DictContent): string | undefined {
  return content.rest ?? (content.unordered ? 'the order of the keys depends on a condition' : undefined);
}

/** What is known of entries when any of them may have got another value, one of `more` if they are given. */
export function weakened(content: DictContent, reason: string, more?: Objects): DictContent {
  const entries = new Map<string, { key: R; value: R }>();
  for (const [id, { key, value }] of content.entries) {
    if (!isSometimes(value)) entries.set(id, { key, value: hiding(reason, [value], more) });
  }
  const among = together(changeable([...content.entries.values()].map((entry) => entry.value)), content.among, more);
  return { entries, rest: content.rest ?? reason, ...(among ? { among } : {}) };
}
