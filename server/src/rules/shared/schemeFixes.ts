import { type HeaderSeen, headerSeen } from '../../project/stack/headers';
import type { Route } from '../../project/stack/model';
import { trustedHeader, writtenHeader } from '../../project/stack/seen';
import { type Edits, setSetting, together } from '../edit';
import { replaceWord } from '../edit/nginx';
import { addHeaders, onePerPlace } from '../nginxHeaders';
import type { Fix } from '../rule';
import type { Site, StackContext } from './stack';

const PROTO = 'x-forwarded-proto';

/**
 * What makes Django see that a request came by https: nginx sends the header that Django believes; else Django believes the one that nginx
 * sends; else both. The first is the safer one.
 */
export function schemeFixes(context: StackContext, site: Site, routes: readonly Route[]): readonly Fix[] {
  if (routes.some(({ proxied }) => proxied.target.protocol !== 'http')) return [];
  const trusted = trustedHeader(site.asked.value);
  if (trusted.kind === 'header') return trusted.value === 'https' ? [sendFix(context, routes, trusted.name)] : [];
  if (trusted.kind === 'unknown') return [];
  const trust = () => setSetting(site.asked, 'SECURE_PROXY_SSL_HEADER', `("HTTP_X_FORWARDED_PROTO", "https")`);
  const isSent = site.routes.every((route) => tellsHttps(headerSeen(route, PROTO, 'https')));
  if (isSent) return [{ title: 'Let Django believe the X-Forwarded-Proto that nginx sends', safe: false, edit: trust }];
  const silent = site.routes.filter((route) => !tellsHttps(headerSeen(route, PROTO, 'https')));
  const title = 'Have nginx send X-Forwarded-Proto, and let Django believe it';
  return [{ title, safe: false, edit: () => together(send(context, silent, PROTO), trust()) }];
}

/** Has nginx send the scheme that it knows. */
export function sendFix(context: StackContext, routes: readonly Route[], name: string): Fix {
  return { title: `Have nginx send ${writtenHeader(name)}`, safe: true, edit: () => send(context, routes, name) };
}

function tellsHttps(header: HeaderSeen): boolean {
  return header.kind === 'text' && header.text === 'https';
}

function send(context: StackContext, routes: readonly Route[], name: string): Edits {
  const edits: Edits[] = [];
  const changed = new Set<unknown>();
  const adding: Route[] = [];
  for (const route of routes) {
    const header = headerSeen(route, name, 'https');
    if (header.kind === 'unknown') return undefined;
    const { directive } = header;
    const word = directive?.args[1];
    if (!directive || !word) adding.push(route);
    else if (!changed.has(directive)) {
      changed.add(directive);
      edits.push(replaceWord(context.project, directive, word, '$scheme'));
    }
  }
  const line = `proxy_set_header ${writtenHeader(name)} $scheme;`;
  for (const configuration of new Set(adding.map((route) => route.configuration))) {
    const blocks = adding.filter((route) => route.configuration === configuration).map(({ proxied }) => proxied);
    const asked = { ...context, configuration };
    for (const proxied of onePerPlace(configuration, blocks)) edits.push(addHeaders(asked, proxied, [line]));
  }
  return edits.length > 0 ? together(...edits) : undefined;
}
