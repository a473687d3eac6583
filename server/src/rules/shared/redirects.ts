import { headOf } from '../../project/nginx/model';
import type { Gate, Route } from '../../project/stack/model';
import { type SchemeSeen, schemeThroughGate, seenBy } from '../../project/stack/seen';
import { setSetting } from '../edit';
import { ownMiddleware } from '../foreignMiddleware';
import { certainTexts, doubt, isTruthy, judge } from '../judge';
import { presence, SECURITY_MIDDLEWARE } from '../presence';
import type { Fix, Related } from '../rule';
import { schemeFixes } from './schemeFixes';
import { schemeMismatch } from './schemeMismatch';
import { type OpenRoute, openRoutes, type Site, type StackContext } from './stack';

/** A way on which a browser's https is plain HTTP to Django. */
export interface Downgraded {
  readonly by: string;
  readonly file: string;
  readonly scheme: SchemeSeen;
  /** Where visitors arrive by https, and what then decides. */
  readonly steps: readonly Related[];
  readonly way: { readonly route: Route } | { readonly gate: Gate };
}

/**
 * The ways on which visitors arrive by https and Django certainly sees http. The checklist hears of those where that is not known. Two
 * spellings of one header are a fault of their own: see stack/proxy-header-mismatch.
 */
export function downgraded(context: StackContext, site: Site): readonly Downgraded[] {
  const other = changesScheme(site);
  if (other !== undefined) context.unknown(`${other} may tell Django the scheme`);
  if (other !== undefined) return [];
  const routes = site.routes.length > 0 || site.gates.length === 0 ? openRoutes(context, site) : [];
  return [
    ...routes.flatMap((open) => throughRoute(context, site, open)),
    ...site.gates.flatMap((gate) => throughGate(context, site, gate)),
  ];
}

/** A middleware, or the entry point of the project, that may give requests another scheme; undefined where none does by what it is called and says. */
function changesScheme({ asked, profile }: Site): string | undefined {
  const { project } = asked;
  const speaks = (file: string) => /url_scheme|\bscheme\b|ProxyFix|ProxyHeaders|FORWARDED_PROTO/.test(project.source(file)?.text ?? '');
  const own = ownMiddleware(asked).find(({ file }) => speaks(file));
  if (own) return own.path;
  const foreign = certainTexts(asked, 'MIDDLEWARE').find(
    ({ text }) => !text.startsWith('django.') && /ssl|https|proxy|scheme|forward|xff/i.test(text),
  );
  return foreign?.text ?? profile.entry.find(speaks);
}

function throughRoute(context: StackContext, site: Site, { route, entrance }: OpenRoute): readonly Downgraded[] {
  if (entrance.tls.length === 0 || schemeMismatch(site, route)) return [];
  const { scheme } = seenBy(context.project, route, 'https', site.asked.value);
  if (scheme.scheme === 'unknown') context.unknown(scheme.because);
  if (scheme.scheme !== 'http') return [];
  const doors = entrance.tls.flatMap(({ listen }) =>
    listen.directive ? [{ place: headOf(listen.directive), message: 'Visitors arrive here by HTTPS' }] : [],
  );
  return [{ by: 'nginx', file: route.configuration.file, scheme, steps: [...doors, ...scheme.steps], way: { route } }];
}

function throughGate(context: StackContext, site: Site, gate: Gate): readonly Downgraded[] {
  if (!gate.tls) return [];
  const scheme = schemeThroughGate(context.project, gate, site.asked.value);
  if (scheme.scheme === 'unknown') context.unknown(scheme.because);
  if (scheme.scheme !== 'http') return [];
  const door = { place: gate.place, message: `Visitors arrive by HTTPS, which ${gate.by} ends` };
  return [
    {
      by: gate.by,
      file: gate.file,
      scheme,
      steps: [door, ...scheme.steps.filter(({ place }) => place.span.start !== gate.place.span.start)],
      way: { gate },
    },
  ];
}

/** What makes Django see https on those ways; all of them by one proxy. */
export function downgradeFixes(context: StackContext, site: Site, found: readonly Downgraded[]): readonly Fix[] {
  const routes = found.flatMap(({ way }) => ('route' in way ? [way.route] : []));
  if (routes.length === found.length) return schemeFixes(context, site, routes);
  const gates = found.flatMap(({ way }) => ('gate' in way ? [way.gate] : []));
  const tellsHttps = ({ header }: Gate) => {
    const proto = header('x-forwarded-proto');
    return proto.kind === 'text' && proto.text === 'https';
  };
  if (routes.length > 0 || site.routes.length > 0 || !gates.every(tellsHttps)) return [];
  const edit = () => setSetting(site.asked, 'SECURE_PROXY_SSL_HEADER', '("HTTP_X_FORWARDED_PROTO", "https")');
  return [{ title: `Let Django believe the X-Forwarded-Proto that ${gates[0]?.by} sends`, safe: false, edit }];
}

/** What to do, in a sentence. */
export function remedyOf(fixes: readonly Fix[]): string {
  return `${fixes[0]?.title ?? 'Have the proxy send the scheme, and let Django believe it'}.`;
}

/** Whether Django answers every plain request with a redirect to https; undefined where that is not known. */
export function redirectsToHttps(site: Site, unknown: (reason: string) => void): boolean | undefined {
  const value = site.asked.value('SECURE_SSL_REDIRECT');
  const verdict = judge(value, isTruthy);
  const listed = presence(site.asked, SECURITY_MIDDLEWARE);
  if (verdict === 'never' || listed === 'absent') return false;
  if (verdict === 'always' && listed === 'listed') return true;
  unknown(verdict === 'always' ? 'whether SecurityMiddleware runs is not known' : doubt('SECURE_SSL_REDIRECT', value));
  return undefined;
}
