import { knownItems, text, truth, type Value } from '../../evaluate/value';
import { effective } from '../../project/nginx/inheritance';
import { headOf, type NginxDirective, SHIPPED } from '../../project/nginx/model';
import { isUnknown } from '../../project/nginx/placeholder';
import type { Route } from '../../project/stack/model';
import { seenBy } from '../../project/stack/seen';
import { literal, setSetting, together } from '../edit';
import { insertInto } from '../edit/nginx';
import { FRAME_MIDDLEWARE, presence, SECURITY_MIDDLEWARE } from '../presence';
import { type Fix, subjectRule } from '../rule';
import { type Site, type StackContext, sitesOf } from '../shared/stack';

export const rule = subjectRule('stack', {
  meta: {
    id: 'stack/header-conflict',
    title: 'Django and nginx send one header with two values',
    category: 'https and headers',
    severity: 'warning',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary:
      'nginx adds a security header that Django sends too, with another value: the browser gets both, and takes neither for what was meant.',
    settings: ['X_FRAME_OPTIONS', 'SECURE_REFERRER_POLICY', 'SECURE_CROSS_ORIGIN_OPENER_POLICY', 'SECURE_HSTS_SECONDS', 'MIDDLEWARE'],
  },
  messages: {
    conflict:
      'nginx adds “{header}: {nginx}” to pages on which Django has set “{header}: {django}” ({setting}).\nadd_header replaces nothing: the browser gets both. {effect}\nSet it in one place, or to one value.',
  },
  check(context) {
    for (const site of sitesOf(context)) {
      if (site.routes.length === 0) context.notApplicable('no nginx of the workspace certainly hands requests to it');
      for (const header of HEADERS) reportOne(context, site, header, (conflict) => context.report(conflict));
    }
  },
});

interface Header {
  readonly name: string;
  readonly setting: string;
  readonly middleware: string;
  /** What a browser makes of two. */
  readonly effect: string;
  /** One form for what means the same. */
  normal(value: string): string;
  /** What Django sends of it with every page; undefined where it sends none, or that is not known. */
  sent(site: Site): string | undefined;
  /** What a browser takes of two is what nginx says: nothing is lost where nobody chose Django’s. */
  isNginxTaken?: boolean;
}

const HEADERS: readonly Header[] = [
  {
    name: 'X-Frame-Options',
    setting: 'X_FRAME_OPTIONS',
    middleware: FRAME_MIDDLEWARE,
    // Source: https://html.spec.whatwg.org/multipage/document-lifecycle.html#the-x-frame-options-header
    effect: 'Of two different values it makes a refusal: no page may stand in a frame, also none of your own.',
    normal: (value) => value.trim().toUpperCase(),
    sent: (site) => plainText(site, 'X_FRAME_OPTIONS'),
  },
  {
    name: 'Referrer-Policy',
    setting: 'SECURE_REFERRER_POLICY',
    middleware: SECURITY_MIDDLEWARE,
    // Source: https://www.w3.org/TR/referrer-policy/#parse-referrer-policy-from-header
    effect: 'The last one that it knows counts, and that is the one of nginx.',
    normal: (value) => value.toLowerCase().split(',').at(-1)?.trim() ?? '',
    sent: (site) => plainText(site, 'SECURE_REFERRER_POLICY'),
    isNginxTaken: true,
  },
  {
    name: 'Cross-Origin-Opener-Policy',
    setting: 'SECURE_CROSS_ORIGIN_OPENER_POLICY',
    middleware: SECURITY_MIDDLEWARE,
    // Source: https://html.spec.whatwg.org/multipage/browsers.html#the-headers: a list is no item, and counts as not there.
    effect: 'Two of them count as none.',
    normal: (value) => value.trim().toLowerCase(),
    sent: (site) => plainText(site, 'SECURE_CROSS_ORIGIN_OPENER_POLICY'),
  },
  {
    name: 'Strict-Transport-Security',
    setting: 'SECURE_HSTS_SECONDS',
    middleware: SECURITY_MIDDLEWARE,
    // Source: RFC 6797, 8.1; nginx adds its own behind that of Django.
    effect: 'The first one counts, and that is the one of Django: what nginx says holds for no page of it.',
    normal: (value) =>
      value
        .toLowerCase()
        .split(';')
        .flatMap((part) => part.replace(/["\s]/g, '') || [])
        .toSorted()
        .join(';'),
    sent: transportSecurity,
  },
];

interface Conflict {
  readonly message: 'conflict';
  readonly data: Readonly<Record<string, string>>;
  readonly place: ReturnType<typeof headOf>;
  readonly related: readonly { readonly place: ReturnType<typeof headOf>; readonly message: string }[];
  readonly fixes: readonly Fix[];
}

function reportOne(context: StackContext, site: Site, header: Header, report: (conflict: Conflict) => void): void {
  const django = header.sent(site);
  if (django === undefined || presence(site.asked, header.middleware) !== 'listed') return;
  const found = new Map<NginxDirective, Route[]>();
  for (const route of site.routes) {
    const directive = addedBy(route, header.name);
    // Django sends it with what it takes for https alone.
    const isOfHttps = header.name === 'Strict-Transport-Security';
    if (isOfHttps && seenBy(context.project, route, 'https', site.asked.value).scheme.scheme !== 'https') continue;
    const value = directive?.args[1]?.text;
    if (!directive || value === undefined || header.normal(value) === header.normal(django)) continue;
    found.set(directive, [...(found.get(directive) ?? []), route]);
  }
  const isSet = site.asked.setting(header.setting) !== undefined;
  if (!isSet && header.isNginxTaken) return;
  for (const [directive, routes] of found) {
    const nginx = directive.args[1]?.text ?? '';
    report({
      message: 'conflict',
      data: { header: header.name, nginx, django, setting: isSet ? header.setting : `${header.setting} by default`, effect: header.effect },
      place: headOf(directive),
      related: [{ place: site.asked.place(header.setting), message: `Django takes it from ${header.setting}` }],
      fixes: fixesOf(context, site, header, nginx, routes),
    });
  }
}

function plainText({ asked }: Site, setting: string): string | undefined {
  const value: Value = asked.value(setting);
  const items = knownItems(value)?.map(text);
  if (items) return items.includes(undefined) ? undefined : items.join(',');
  return value.kind === 'str' && value.value !== '' ? value.value : undefined;
}

/** Source: SecurityMiddleware of django/middleware/security.py. */
function transportSecurity({ asked }: Site): string | undefined {
  const seconds = asked.value('SECURE_HSTS_SECONDS');
  const [subdomains, preload] = ['SECURE_HSTS_INCLUDE_SUBDOMAINS', 'SECURE_HSTS_PRELOAD'].map((name) => truth(asked.value(name)));
  if (seconds.kind !== 'int' || seconds.value <= 0n || subdomains === undefined || preload === undefined) return undefined;
  return `max-age=${seconds.value}${subdomains ? '; includeSubDomains' : ''}${preload ? '; preload' : ''}`;
}

/** The `add_header` that comes upon a page of Django; undefined where there is none, or nginx takes Django's own away. */
function addedBy({ configuration, proxied }: Route, name: string): NginxDirective | undefined {
  const added = effective(configuration, proxied.block, 'add_header');
  const hidden = effective(configuration, proxied.block, 'proxy_hide_header');
  if (added.kind !== 'set' || hidden.kind === 'unknown') return undefined;
  if (hidden.kind === 'set' && hidden.directives.some(({ args }) => args[0]?.text.toLowerCase() === name.toLowerCase())) return undefined;
  const found = added.directives.filter(({ args }) => args[0]?.text.toLowerCase() === name.toLowerCase());
  const [directive] = found;
  const value = directive?.args[1];
  if (!directive || found.length > 1 || directive.file === SHIPPED || !value || value.text === '') return undefined;
  return value.parts.length > 0 || isUnknown(value) ? undefined : directive;
}

function fixesOf(context: StackContext, site: Site, { name, setting }: Header, nginx: string, routes: readonly Route[]): readonly Fix[] {
  const isText = setting !== 'SECURE_HSTS_SECONDS';
  const set: Fix = {
    title: `Set ${setting} to what nginx says`,
    safe: false,
    edit: () => setSetting(site.asked, setting, literal(nginx, '"')),
  };
  const isOwn = routes.every(({ configuration, proxied }) => effective(configuration, proxied.block, 'proxy_hide_header').kind === 'unset');
  const hide: Fix = {
    title: `Have nginx take Django’s ${name} away`,
    safe: false,
    edit: () =>
      together(
        ...routes.map(({ proxied }) =>
          insertInto(context.project, proxied.block, [`proxy_hide_header ${name};`], proxied.target.directive),
        ),
      ),
  };
  return [...(isText ? [set] : []), ...(isOwn ? [hide] : [])];
}
