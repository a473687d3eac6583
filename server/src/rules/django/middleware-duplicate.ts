import { removeItem } from '../edit';
import { doubt } from '../judge';
import { className, type Listed, type Listing, listings } from '../middlewareList';
import { settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/middleware-duplicate',
    title: 'Middleware listed twice',
    category: 'middleware and apps',
    severity: 'warning',
    scope: 'any',
    fix: 'safe',
    references: [],
    summary: 'The same middleware stands in MIDDLEWARE more than once, and does its work twice for every request.',
    settings: ['MIDDLEWARE'],
  },
  messages: {
    twice:
      '{name} is in MIDDLEWARE {count} times.\nEach copy runs for every request: work is done twice, and a response may be changed twice.\nRemove all but one.',
  },
  check(context) {
    const value = context.value('MIDDLEWARE');
    const orders = listings(value);
    if (!orders) return context.unknown(doubt('MIDDLEWARE', value));
    const [order = [], ...others] = orders;
    for (const [path, copies] of repeated(order)) {
      if (!others.every((other) => repeated(other).has(path))) continue;
      const [first, second] = copies;
      context.report({
        message: 'twice',
        data: { name: className(path), count: copies.length },
        place: second?.at ?? context.place('MIDDLEWARE'),
        related: first?.at ? [{ place: first.at, message: 'It stands here first' }] : [],
        fixes: [{ title: `Remove the second ${className(path)}`, safe: true, edit: () => removeItem(context, 'MIDDLEWARE', path, 1) }],
      });
    }
  },
});

/** The paths that are there more than once, with all their copies. */
function repeated(order: Listing): ReadonlyMap<string, readonly Listed[]> {
  const copies = new Map<string, readonly Listed[]>();
  for (const listed of order) if (listed) copies.set(listed.path, [...(copies.get(listed.path) ?? []), listed]);
  return new Map([...copies].filter(([, all]) => all.length > 1));
}
