import type { Place } from '../../base/text';
import { headerSeen, placeOfDirective, schemeHeadersOf } from '../../project/stack/headers';
import type { Route } from '../../project/stack/model';
import { trustedHeader } from '../../project/stack/seen';
import type { Site } from './stack';

/** Django believes one header or value, and nginx sends another one. */
export interface SchemeMismatch {
  readonly route: Route;
  readonly what: 'name' | 'value';
  /** The header that Django believes, in lower case, and its value for https. */
  readonly name: string;
  readonly value: string;
  /** The header that nginx sends instead, or the value of the same one. */
  readonly sent: string;
  readonly at: Place | undefined;
}

/** Undefined where both agree, where nginx sends nothing about the scheme, or where that is not known. */
export function schemeMismatch(site: Site, route: Route): SchemeMismatch | undefined {
  const trusted = trustedHeader(site.asked.value);
  if (trusted.kind !== 'header') return undefined;
  const { name, value } = trusted;
  const own = headerSeen(route, name, 'https');
  if (own.kind === 'text') {
    const sent = (own.text.split(',', 1)[0] ?? '').trim();
    // That nginx says http of https is a fault of its own.
    if (sent === value || sent === 'http') return undefined;
    return { route, what: 'value', name, value, sent, at: placeOfDirective(own.directive) };
  }
  if (own.kind !== 'visitor' || own.directive) return undefined;
  for (const other of schemeHeadersOf(route) ?? []) {
    const header = headerSeen(route, other, 'https');
    if (header.kind !== 'text' || !/^(https|on|ssl|1)$/.test(header.text)) continue;
    return { route, what: 'name', name, value, sent: other, at: placeOfDirective(header.directive) };
  }
  return undefined;
}
