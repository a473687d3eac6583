import type { MiddlewareRelation } from '../../knowledge/middleware';
import { type ItemPlace, moveItem } from '../edit';
import { doubt } from '../judge';
import { brokenRelations, canonical, className, type Listing, listings, relationsInForce } from '../middlewareList';
import { reasonFor } from '../middlewareReasons';
import { SECURITY_MIDDLEWARE } from '../presence';
import { type Fix, type SettingsContext, settingsRule } from '../rule';

const WHITENOISE = 'whitenoise.middleware.WhiteNoiseMiddleware';

export const rule = settingsRule({
  meta: {
    id: 'django/middleware-order',
    title: 'Middleware in an order that does not work',
    category: 'middleware and apps',
    severity: 'warning',
    scope: 'any',
    fix: 'safe',
    references: ['auth.E013'],
    summary: 'Two middleware stand in an order that the documentation of Django or of their package rules out.',
    settings: ['MIDDLEWARE', 'CSRF_USE_SESSIONS', 'MESSAGE_STORAGE', 'WHITENOISE_ALLOW_ALL_ORIGINS'],
  },
  messages: {
    order: '{second} stands above {first}, and has to stand below it.\n{reason}\nSwap their order in MIDDLEWARE.',
  },
  check(context) {
    const value = context.value('MIDDLEWARE');
    const orders = listings(value);
    if (!orders) return context.unknown(doubt('MIDDLEWARE', value));
    const relations = relationsInForce(context).filter((relation) => !isWhiteNoiseOrder(relation, orders));
    const [broken = [], ...others] = orders.map((order) => brokenRelations(certain(order), relations));
    for (const relation of broken) {
      if (!others.every((other) => other.includes(relation))) continue;
      report(context, relation, orders[0] ?? [], relations);
    }
  },
});

function report(
  context: SettingsContext<'order'>,
  relation: MiddlewareRelation,
  order: Listing,
  relations: readonly MiddlewareRelation[],
): void {
  const first = order.find((listed) => listed && canonical(listed.path) === relation.first);
  const second = order.find((listed) => listed && canonical(listed.path) === relation.second);
  if (!first || !second) return;
  const data = { first: className(first.path), second: className(second.path), reason: reasonFor(relation) };
  context.report({
    message: 'order',
    data,
    place: second.at ?? context.place('MIDDLEWARE'),
    severity: relation.strength === 'must' ? 'warning' : 'info',
    references: relation.second === 'django.contrib.auth.middleware.LoginRequiredMiddleware' ? ['auth.E013'] : [],
    related: first.at ? [{ place: first.at, message: `${data.first} stands here` }] : [],
    fixes: fixesFor(context, relation, certain(order), relations),
  });
}

/**
 * The move that leaves the fewest broken orders behind. Each class goes far enough to mend all that it takes part in: a class
 * that stands below several that it has to precede needs one move, and every finding about it offers that one.
 */
function fixesFor(
  context: SettingsContext,
  { first, second }: MiddlewareRelation,
  paths: readonly string[],
  relations: readonly MiddlewareRelation[],
): readonly Fix[] {
  const broken = brokenRelations(paths, relations);
  const place = (path: string) => paths.findIndex((each) => canonical(each) === path);
  const lowest = Math.max(...broken.filter((each) => each.second === second).map((each) => place(each.first)));
  const highest = Math.min(...broken.filter((each) => each.first === first).map((each) => place(each.second)));
  const moves = [moved(paths, place(second), lowest, 'after'), moved(paths, place(first), highest, 'before')];
  // Of two moves that are as good, the class of a package moves, and Django's own stays; WhiteNoise belongs near the top.
  if (second === WHITENOISE || !first.startsWith('django.')) moves.reverse();
  const judged = moves.flatMap((move) => (move ? [{ ...move, left: brokenRelations(move.result, relations).length }] : []));
  const best = judged.sort((a, b) => a.left - b.left)[0];
  if (!best || best.left >= broken.length) return [];
  const title = `Move ${className(best.item)} ${best.side === 'after' ? 'below' : 'above'} ${className(best.anchor)}`;
  const to: ItemPlace = best.side === 'after' ? { after: best.anchor } : { before: best.anchor };
  return [{ title, safe: true, edit: () => moveItem(context, 'MIDDLEWARE', best.item, to) }];
}

interface Move {
  readonly item: string;
  readonly side: 'after' | 'before';
  readonly anchor: string;
  readonly result: readonly string[];
}

function moved(paths: readonly string[], from: number, to: number, side: Move['side']): Move | undefined {
  const item = paths[from];
  const anchor = paths[to];
  if (item === undefined || anchor === undefined) return undefined;
  const pair = side === 'after' ? [anchor, item] : [item, anchor];
  return { item, side, anchor, result: paths.flatMap((path) => (path === item ? [] : path === anchor ? pair : [path])) };
}

/** The paths that are known and there once; a class listed twice has no one place. */
function certain(order: Listing): readonly string[] {
  const paths = order.flatMap((listed) => (listed ? [listed.path] : []));
  return paths.filter((path) => paths.indexOf(path) === paths.lastIndexOf(path));
}

/** What django/whitenoise-order says better: the place of WhiteNoise in a list with SecurityMiddleware. */
function isWhiteNoiseOrder({ first, second }: MiddlewareRelation, orders: readonly Listing[]): boolean {
  if (first !== WHITENOISE && !(second === WHITENOISE && first === SECURITY_MIDDLEWARE)) return false;
  return orders.some((order) => order.some((listed) => listed?.path === SECURITY_MIDDLEWARE));
}
