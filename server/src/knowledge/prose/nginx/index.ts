import { lazy } from '../../../base/lazy';
import type { Prose } from '../prose';
import { ACCESS } from './access';
import { CACHING } from './caching';
import { CLIENTS } from './clients';
import { COMPRESSION } from './compression';
import { CONTENT } from './content';
import { CORE } from './core';
import { familyProse } from './family';
import { GATEWAYS } from './gateways';
import { HEADERS } from './headers';
import { HTTP2 } from './http2';
import { LOCATIONS } from './locations';
import { LOGGING } from './logging';
import { MAIL } from './mail';
import { PROXY } from './proxy';
import { REQUEST_VARIABLES } from './requestVariables';
import { REWRITE } from './rewrite';
import { SERVER } from './server';
import type { NginxProseTable } from './shape';
import { STREAM } from './stream';
import { TLS } from './tls';
import { IN_UPSTREAM, UPSTREAM } from './upstream';
import { STREAM_VARIABLES, VARIABLES } from './variables';

/** Where a directive stands, as far as its meaning depends on it. `core` and `http` share one table: no name differs between them. */
export type NginxProseArea = 'core' | 'http' | 'upstream' | 'stream' | 'stream/upstream' | 'mail';

type Texts = ReadonlyMap<string, string | Prose>;

const WEB = lazy(() =>
  merged([
    CORE,
    SERVER,
    LOCATIONS,
    CLIENTS,
    PROXY,
    CACHING,
    GATEWAYS,
    UPSTREAM,
    HEADERS,
    COMPRESSION,
    TLS,
    HTTP2,
    ACCESS,
    REWRITE,
    LOGGING,
    CONTENT,
  ]),
);
const GROUP = lazy(() => merged([IN_UPSTREAM]));
const CONNECTIONS = lazy(() => merged([STREAM]));
const POST = lazy(() => merged([MAIL]));
const VALUES = lazy(() => merged([REQUEST_VARIABLES, VARIABLES]));
const CONNECTION_VALUES = lazy(() => merged([STREAM_VARIABLES]));

/** The tables that are asked for each area, the nearest first. */
const TABLES: Readonly<Record<NginxProseArea, readonly (() => Texts)[]>> = {
  core: [WEB],
  http: [WEB],
  upstream: [GROUP, WEB],
  stream: [CONNECTIONS, WEB],
  'stream/upstream': [GROUP, CONNECTIONS, WEB],
  mail: [POST, WEB],
};

/**
 * What we say about a directive of nginx, by its name and the area in which it stands. Outside of web sites only what it does is
 * told: the rest speaks of requests and of Django.
 */
export function nginxDirectiveProse(name: string, area: NginxProseArea = 'http'): Prose | undefined {
  if (isWeb(area)) return first(TABLES[area], name) ?? familyProse(name);
  const found = first(TABLES[area], name) ?? familyProse(name, 'server behind');
  return found && { what: found.what };
}

/** The area that decides what a definition of the data means. */
export function nginxProseArea(definition: {
  readonly area: 'core' | 'http' | 'stream' | 'mail';
  readonly contexts: readonly string[];
}): NginxProseArea {
  if (definition.contexts.includes('upstream')) return 'upstream';
  return definition.contexts.includes('stream/upstream') ? 'stream/upstream' : definition.area;
}

/**
 * What we say about a variable, by its name without the `$`; of a family such as `$http_…` also by the family. Case does not
 * count. Undefined for names that a configuration makes itself.
 */
export function nginxVariableProse(name: string, area: 'http' | 'stream' = 'http'): Prose | undefined {
  const tables = area === 'stream' ? [CONNECTION_VALUES, VALUES] : [VALUES];
  const wanted = name.toLowerCase();
  const found = first(tables, wanted) ?? first(tables, PREFIXES.find((prefix) => wanted.startsWith(prefix)) ?? '');
  return area === 'stream' ? found && { what: found.what } : found;
}

/** Beginnings of names whose rest is chosen by the request. */
const PREFIXES = [
  'arg_',
  'cookie_',
  'http_',
  'sent_http_',
  'sent_trailer_',
  'upstream_http_',
  'upstream_cookie_',
  'upstream_trailer_',
  'proxy_protocol_tlv_',
  'jwt_claim_',
  'jwt_header_',
  'oidc_claim_',
];

/** Every text with its name, for tests: those of directives by area, those of variables. */
export function allNginxProse(): readonly (readonly [table: string, name: string, prose: Prose])[] {
  const tables = { http: WEB, upstream: GROUP, stream: CONNECTIONS, mail: POST, $http: VALUES, $stream: CONNECTION_VALUES };
  return Object.entries(tables).flatMap(([table, texts]) => [...texts()].map(([name, text]) => [table, name, asProse(text)] as const));
}

function isWeb(area: NginxProseArea): boolean {
  return area === 'core' || area === 'http' || area === 'upstream';
}

function first(tables: readonly (() => Texts)[], name: string): Prose | undefined {
  for (const table of tables) {
    const text = table().get(name);
    if (text !== undefined) return asProse(text);
  }
  return undefined;
}

function asProse(text: string | Prose): Prose {
  return typeof text === 'string' ? { what: text } : text;
}

function merged(tables: readonly NginxProseTable[]): Texts {
  return new Map(tables.flatMap((table) => Object.entries(table)));
}
