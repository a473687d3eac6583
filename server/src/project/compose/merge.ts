import type { Span } from '../../base/text';
import { entriesOf, get, itemsOf, type PlacedEntry, type PlacedTree, scalarOf } from './tree';

/**
 * What a later file makes of an earlier one, or a service of the one that it extends: maps are joined, lists appended, and anything else
 * replaced, with the exceptions that compose makes by the path of a value.
 *
 * @param path keys from the top, with `*` for a name: `services.*.ports`.
 * Source: https://github.com/compose-spec/compose-spec/blob/main/13-merge.md, and package `override` of compose-go.
 */
export function merged(base: PlacedTree, over: PlacedTree, path: string): PlacedTree {
  if (over.tag === '!override' || over.tag === '!reset' || REPLACED.has(path)) return over;
  if (over.kind === 'scalar' && over.type === 'null' && base.kind !== 'scalar') return base;
  const [low, high] = [normal(base, path), normal(over, path)];
  if (low.kind === 'map' && high.kind === 'map') {
    if (path === 'services.*.logging' && differentDriver(low, high)) return high;
    return { ...high, entries: joinedEntries(low.entries, high.entries, path) };
  }
  if (low.kind === 'list' && high.kind === 'list') {
    const key = KEYED[path];
    return { ...high, items: key ? joinedItems(low.items, high.items, key) : [...low.items, ...high.items] };
  }
  return high;
}

/** Takes out what `!reset` empties. Undefined for a tree that is emptied itself. */
export function withoutResets(tree: PlacedTree): PlacedTree | undefined {
  if (tree.tag === '!reset') return undefined;
  if (tree.kind === 'scalar') return tree;
  if (tree.kind === 'list') return { ...tree, items: tree.items.flatMap((item) => withoutResets(item) ?? []) };
  const entries = tree.entries.flatMap((entry) => {
    const value = withoutResets(entry.value);
    return value ? [{ ...entry, value }] : [];
  });
  return { ...tree, entries };
}

/** What is replaced as a whole. */
const REPLACED: ReadonlySet<string> = new Set([
  'services.*.command',
  'services.*.entrypoint',
  'services.*.healthcheck.test',
  'services.*.extends',
  'services.*.provider',
]);

/** Lists that stand for maps: `NAME=value`, and names alone. */
const MAPS: Readonly<Record<string, 'pairs' | 'names'>> = {
  'services.*.environment': 'pairs',
  'services.*.labels': 'pairs',
  'services.*.annotations': 'pairs',
  'services.*.sysctls': 'pairs',
  'services.*.build.args': 'pairs',
  'services.*.build.labels': 'pairs',
  'services.*.deploy.labels': 'pairs',
  'services.*.depends_on': 'names',
  'services.*.networks': 'names',
};

/** Texts that stand for a list of one. */
const LISTS: ReadonlySet<string> = new Set(['services.*.env_file', 'services.*.tmpfs', 'services.*.dns', 'services.*.dns_search']);

/** Lists whose items replace earlier ones with the same key. */
const KEYED: Readonly<Record<string, (item: PlacedTree) => string | undefined>> = {
  'services.*.volumes': mountKey,
  'services.*.ports': portKey,
  'services.*.secrets': secretKey,
  'services.*.configs': secretKey,
  'services.*.expose': (item) => scalarOf(item)?.text,
};

/** The form of a value that the others of its path can be joined with. */
export function normal(tree: PlacedTree, path: string): PlacedTree {
  const shape = MAPS[path];
  if (shape && tree.kind === 'list') {
    const entries = tree.items.flatMap((item) => entryOf(item, shape) ?? []);
    return { kind: 'map', entries, span: tree.span, origin: tree.origin };
  }
  const scalar = scalarOf(tree);
  if (scalar && LISTS.has(path)) return { kind: 'list', items: [scalar], span: scalar.span, origin: scalar.origin };
  if (scalar && path === 'services.*.build') {
    const entry: PlacedEntry = { key: 'context', keySpan: scalar.span, origin: scalar.origin, value: scalar };
    return { kind: 'map', entries: [entry], span: scalar.span, origin: scalar.origin };
  }
  return tree;
}

function entryOf(item: PlacedTree, shape: 'pairs' | 'names'): PlacedEntry | undefined {
  const scalar = scalarOf(item);
  if (!scalar) return undefined;
  const at = shape === 'pairs' ? scalar.text.indexOf('=') : -1;
  const { span, origin } = scalar;
  const nothing = { kind: 'scalar', text: '', type: 'null', span, origin } as const;
  if (at < 0) return { key: scalar.text, keySpan: span, origin, value: nothing };
  return { key: scalar.text.slice(0, at), keySpan: span, origin, value: { ...scalar, type: 'text', text: scalar.text.slice(at + 1) } };
}

function joinedEntries(base: readonly PlacedEntry[], over: readonly PlacedEntry[], path: string): readonly PlacedEntry[] {
  const later = new Map(over.map((entry) => [entry.key, entry]));
  const earlier = new Set(base.map(({ key }) => key));
  const joined = base.map((entry): PlacedEntry => {
    const other = later.get(entry.key);
    if (!other) return entry;
    return { ...other, value: merged(entry.value, other.value, below(path, entry.key)) };
  });
  return [...joined, ...over.filter(({ key }) => !earlier.has(key))];
}

const NAMED: ReadonlySet<string> = new Set(['services', 'volumes', 'networks', 'secrets', 'configs']);

function below(path: string, key: string): string {
  if (path === '') return key;
  return NAMED.has(path) ? `${path}.*` : `${path}.${key}`;
}

function joinedItems(
  base: readonly PlacedTree[],
  over: readonly PlacedTree[],
  key: (item: PlacedTree) => string | undefined,
): readonly PlacedTree[] {
  const later = new Set(over.flatMap((item) => key(item) ?? []));
  return [...base.filter((item) => !later.has(key(item) ?? '\0')), ...over];
}

/** Undefined where the target is behind a variable that may hold a colon. */
function mountKey(item: PlacedTree): string | undefined {
  const text = scalarOf(item)?.text;
  if (text === undefined) return scalarOf(get(item, 'target'))?.text;
  const parts = colonParts(text).map(({ text: part }) => part);
  return parts.length === 1 ? parts[0] : parts[1];
}

function portKey(item: PlacedTree): string | undefined {
  const text = scalarOf(item)?.text;
  if (text !== undefined) return text.includes('/') ? text : `${text}/tcp`;
  const part = (key: string) => scalarOf(get(item, key))?.text;
  const address = part('host_ip');
  return `${address === undefined ? '' : `${address}:`}${part('published') ?? ''}:${part('target') ?? ''}/${part('protocol') ?? 'tcp'}`;
}

function secretKey(item: PlacedTree): string | undefined {
  return scalarOf(item)?.text ?? scalarOf(get(item, 'target'))?.text ?? scalarOf(get(item, 'source'))?.text;
}

function differentDriver(base: PlacedTree, over: PlacedTree): boolean {
  const driver = scalarOf(get(over, 'driver'))?.text;
  return driver !== undefined && driver !== scalarOf(get(base, 'driver'))?.text;
}

/** A text cut at its colons, those within `${…}` and `[…]` left alone; spans count from the start of the text. */
export function colonParts(text: string): readonly { readonly text: string; readonly span: Span }[] {
  const parts: { text: string; span: Span }[] = [];
  let from = 0;
  let depth = 0;
  for (let at = 0; at <= text.length; at++) {
    const char = text[at];
    if ((char === '{' && text[at - 1] === '$') || char === '[') depth++;
    else if ((char === '}' || char === ']') && depth > 0) depth--;
    if (at < text.length && (char !== ':' || depth > 0)) continue;
    parts.push({ text: text.slice(from, at), span: { start: from, end: at } });
    from = at + 1;
  }
  return parts;
}

/** Entries of a value that may be a map or a list, by the rules of its path. */
export function normalEntries(tree: PlacedTree | undefined, path: string): readonly PlacedEntry[] {
  return tree ? entriesOf(normal(tree, path)) : [];
}

/** Items of a value that may be a list or one text. */
export function normalItems(tree: PlacedTree | undefined, path: string): readonly PlacedTree[] {
  return tree ? itemsOf(normal(tree, path)) : [];
}
