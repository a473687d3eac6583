import { middleware, middlewareRelations } from '../../knowledge/middleware';
import { moveItem } from '../edit';
import { doubt } from '../judge';
import { canonical, className, type Listing, listings, positionOf } from '../middlewareList';
import { SECURITY_MIDDLEWARE } from '../presence';
import { settingsRule } from '../rule';

const WHITENOISE = 'whitenoise.middleware.WhiteNoiseMiddleware';

export const rule = settingsRule({
  meta: {
    id: 'django/whitenoise-order',
    title: 'WhiteNoise is not directly after SecurityMiddleware',
    category: 'middleware and apps',
    severity: 'warning',
    scope: 'any',
    fix: 'safe',
    references: [],
    summary:
      'WhiteNoise belongs directly after SecurityMiddleware: above it static files miss HTTPS and HSTS, below others they pay for all of them.',
    settings: ['MIDDLEWARE'],
  },
  messages: {
    above:
      'WhiteNoise stands above SecurityMiddleware.\nIt answers for static files before the redirect to HTTPS and the security headers are applied to them.\nMove it directly below SecurityMiddleware.',
    below:
      'WhiteNoise stands below {between}.\nEvery static file passes through that first, and it may answer, redirect or set cookies before WhiteNoise is asked.\nMove it directly below {anchor}.',
  },
  check(context) {
    const value = context.value('MIDDLEWARE');
    const orders = listings(value);
    if (!orders) return context.unknown(doubt('MIDDLEWARE', value));
    const faults = orders.map(faultOf);
    const [fault] = faults;
    if (orders.every((order) => positionOf(order, WHITENOISE) === undefined))
      return context.notApplicable('WhiteNoise is not in MIDDLEWARE');
    if (orders.every((order) => positionOf(order, SECURITY_MIDDLEWARE) === undefined)) {
      return context.notApplicable('SecurityMiddleware is not in MIDDLEWARE');
    }
    if (faults.includes('unknown')) return context.unknown('MIDDLEWARE has unknown parts between SecurityMiddleware and WhiteNoise');
    if (!fault || fault === 'unknown' || faults.some((each) => each === undefined)) return;
    const { anchor, between, severity } = fault;
    context.report({
      message: between === undefined ? 'above' : 'below',
      data: { anchor: className(anchor), between: between ?? '' },
      place: fault.at ?? context.place('MIDDLEWARE'),
      severity,
      fixes: [
        {
          title: `Move WhiteNoise directly after ${className(anchor)}`,
          // A class of the project may stand there on purpose, to guard the files.
          safe: severity === 'warning',
          edit: () => moveItem(context, 'MIDDLEWARE', WHITENOISE, { after: anchor }),
        },
      ],
    });
  },
});

interface Fault {
  readonly at: NonNullable<Listing[number]>['at'];
  /** What WhiteNoise is to follow. */
  readonly anchor: string;
  /** The classes that stand between, in words; undefined when WhiteNoise is above SecurityMiddleware. */
  readonly between: string | undefined;
  readonly severity: 'warning' | 'info';
}

function faultOf(order: Listing): Fault | 'unknown' | undefined {
  const security = positionOf(order, SECURITY_MIDDLEWARE);
  const whitenoise = positionOf(order, WHITENOISE);
  if (security === undefined || whitenoise === undefined) return undefined;
  const at = order[whitenoise]?.at;
  let last = security;
  while (order[last + 1] && mayPrecede(order[last + 1]?.path ?? '')) last++;
  const anchor = order[last]?.path ?? SECURITY_MIDDLEWARE;
  if (whitenoise < security) return { at, anchor, between: undefined, severity: 'warning' };
  const between = order.slice(last + 1, whitenoise);
  if (between.includes(undefined)) return 'unknown';
  const blamed = between.flatMap((listed) => (listed && !mayPrecede(listed.path) ? [listed.path] : []));
  if (blamed.length === 0) return undefined;
  const names = blamed.map(className);
  const words = names.length > 2 ? `${names[0]} and ${names.length - 1} more` : names.join(' and ');
  // A class that nobody has documented may well need to see static files; the advice holds, the harm is not certain.
  return { at, anchor, between: words, severity: blamed.some((path) => middleware(path)) ? 'warning' : 'info' };
}

/** Documented to stand above WhiteNoise, or above everything; development tools come and go. */
function mayPrecede(path: string): boolean {
  const known = middleware(path);
  if (known?.beforeAllOthers || known?.developmentOnly) return true;
  return middlewareRelations().some(
    ({ first, second }) => second === WHITENOISE && first === canonical(path) && first !== SECURITY_MIDDLEWARE,
  );
}
