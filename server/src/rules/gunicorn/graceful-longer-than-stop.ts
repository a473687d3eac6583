import type { Place } from '../../base/text';
import { type GunicornContext, gunicornRule } from '../rule';
import { seconds } from '../shared/duration';
import { servicesOf, unitOf } from '../shared/gunicornHost';
import { nameOf, numberOf, placeOf, setFix } from '../shared/gunicornRun';

export const rule = gunicornRule({
  meta: {
    id: 'gunicorn/graceful-longer-than-stop',
    title: 'gunicorn is killed before its workers are done',
    category: 'application server',
    severity: 'warning',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary: 'graceful_timeout is longer than what stops gunicorn waits: requests under way are cut off at every release.',
    settings: ['graceful_timeout'],
  },
  messages: {
    longer:
      '{name} gives requests {graceful} seconds to end, and {who} kills gunicorn after {stop}.\nAt every release or restart requests that are under way are cut off.\nLet {who} wait longer than graceful_timeout.',
  },
  check(context) {
    const graceful = context.run.setting('graceful_timeout');
    const own = numberOf(graceful);
    const stop = stopOf(context);
    if (!stop) return context.notApplicable('no file shows how long gunicorn may take to stop');
    if (own === undefined || stop.seconds === undefined) return context.unknown('graceful_timeout or the time to stop is not known');
    // Two defaults that do not fit are nobody's decision.
    if ((graceful.origin === 'default' && !stop.place) || own <= stop.seconds) return;
    const shorter = String(Math.max(1, stop.seconds - 1));
    const data = { name: nameOf(graceful), graceful: own, who: stop.who, stop: stop.seconds };
    context.report({
      message: 'longer',
      data,
      place: graceful.place ?? stop.place ?? placeOf(context, graceful),
      related: stop.place ? [{ place: stop.place, message: 'This is how long it waits' }] : [],
      fixes: setFix(context, 'graceful_timeout', { python: shorter, flag: shorter }, `Set graceful_timeout to ${shorter} seconds`, false),
    });
  },
});

interface Stop {
  readonly who: string;
  /** Undefined where it is not told. */
  readonly seconds: number | undefined;
  /** Undefined for a default. */
  readonly place: Place | undefined;
}

/** How long what runs gunicorn waits for it to end: ten seconds for compose, ninety for systemd, where nothing says otherwise. */
function stopOf(context: GunicornContext): Stop | undefined {
  const unit = unitOf(context);
  if (unit) {
    const key = unit.one('Service', 'TimeoutStopSec') ?? unit.one('Service', 'TimeoutSec');
    if (unit.doubt !== undefined) return undefined;
    return { who: 'systemd', seconds: key ? seconds(key.value) : 90, place: key?.place };
  }
  const services = servicesOf(context);
  const [first, ...others] = services.map(({ stopGracePeriod }) => stopGracePeriod);
  if (services.length === 0 || others.some((other) => other?.value !== first?.value)) return undefined;
  if (!first) return { who: 'compose', seconds: 10, place: undefined };
  return { who: 'compose', seconds: first.sure && first.value !== undefined ? seconds(first.value) : undefined, place: first.place };
}
