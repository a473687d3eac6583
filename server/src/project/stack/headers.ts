import type { Place } from '../../base/text';
import type { Word } from '../../syntax/nginx/ast';
import { effective, effectiveField } from '../nginx/inheritance';
import { headOf, type NginxDirective, SHIPPED } from '../nginx/model';
import { isUnknown } from '../nginx/placeholder';
import { onlyVariable, sentHeaders } from '../nginx/sent';
import type { Route } from './model';

/** How a visitor reaches nginx. */
export type Scheme = 'https' | 'http';

/** What arrives of one header behind a route. */
export type HeaderSeen =
  | { readonly kind: 'text'; readonly text: string; readonly directive: NginxDirective }
  /** As the visitor wrote it; a browser writes none of `X-Forwarded-*`. `directive`: what hands it on, where one does so in words. */
  | { readonly kind: 'visitor'; readonly directive: NginxDirective | undefined }
  /** nginx takes it away. */
  | { readonly kind: 'absent'; readonly directive: NginxDirective }
  | { readonly kind: 'unknown'; readonly reason: string };

/**
 * What the app server gets of a header in a request that a visitor makes by a scheme.
 * @param name of the header, in any case.
 */
export function headerSeen(route: Route, name: string, scheme: Scheme): HeaderSeen {
  const found = directiveFor(route, name.toLowerCase());
  if (found.kind !== 'set') return found.kind === 'unset' ? { kind: 'visitor', directive: undefined } : found;
  const { directive } = found;
  const word = directive.args[1];
  if (!word) return { kind: 'unknown', reason: 'a header has no value' };
  const value = sentValue(word, name.toLowerCase(), scheme);
  if (value === undefined) return { kind: 'unknown', reason: `what ${word.text} stands for is not known` };
  if (value === VISITORS) return { kind: 'visitor', directive };
  return value === '' ? { kind: 'absent', directive } : { kind: 'text', text: value, directive };
}

/** Every header that may tell the scheme and that nginx sets on a route, in lower case; undefined where not all of them are known. */
export function schemeHeadersOf(route: Route): readonly string[] | undefined {
  const { configuration, proxied } = route;
  const names =
    proxied.target.protocol === 'uwsgi' ? paramNames(route) : sentHeaders(configuration, proxied.block)?.map(({ name }) => name);
  return names?.filter((name) => /proto|scheme|ssl|https/.test(name) || name === 'forwarded');
}

const VISITORS = Symbol('as the visitor wrote it');

function sentValue(word: Word, name: string, scheme: Scheme): string | typeof VISITORS | undefined {
  if (isUnknown(word)) return undefined;
  if (word.parts.length === 0) return word.text;
  const variable = onlyVariable(word);
  if (variable === 'scheme') return scheme;
  if (variable === 'https') return scheme === 'https' ? 'on' : '';
  if (
    variable === `http_${name.replaceAll('-', '_')}` ||
    (variable !== undefined && /^http_(x_|cf_|cloudfront_|front_end_)/.test(variable))
  )
    return VISITORS;
  return undefined;
}

type Found =
  | { readonly kind: 'set'; readonly directive: NginxDirective }
  | { readonly kind: 'unset' }
  | { readonly kind: 'unknown'; readonly reason: string };

function directiveFor(route: Route, name: string): Found {
  const { configuration, proxied } = route;
  if (proxied.target.protocol === 'uwsgi') return effectiveField(configuration, proxied.block, 'uwsgi_param', parameterOf(name));
  const sent = sentHeaders(configuration, proxied.block);
  if (!sent) return { kind: 'unknown', reason: 'not all headers that nginx sends are known' };
  const [first, ...others] = sent.filter((each) => each.name === name);
  if (!first) return { kind: 'unset' };
  const isAlike = others.every(({ value }) => value.text === first.value.text);
  return isAlike ? { kind: 'set', directive: first.directive } : { kind: 'unknown', reason: `nginx sends ${name} twice` };
}

/** What stands for a header among the parameters of uwsgi. */
function parameterOf(header: string): string {
  return `HTTP_${header.toUpperCase().replaceAll('-', '_')}`;
}

function paramNames({ configuration, proxied }: Route): readonly string[] | undefined {
  const all = effective(configuration, proxied.block, 'uwsgi_param');
  if (all.kind === 'unset') return [];
  if (all.kind === 'unknown' || all.open !== undefined) return undefined;
  return all.directives.flatMap(({ args: [name] }) => {
    const header = /^HTTP_(\w+)$/i.exec(name?.text ?? '')?.[1];
    return header === undefined ? [] : [header.toLowerCase().replaceAll('_', '-')];
  });
}

/** Where to show a directive that may have come with nginx itself; undefined where nothing of the workspace brought it. */
export function placeOfDirective(directive: NginxDirective): Place | undefined {
  const shown = directive.file === SHIPPED ? directive.via : directive;
  return shown && headOf(shown);
}
