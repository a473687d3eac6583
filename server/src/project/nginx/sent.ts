import type { Word } from '../../syntax/nginx/ast';
import { type EffectiveField, effective, effectiveField } from './inheritance';
import { enclosing, type NginxBlock, type NginxConfiguration, type NginxDirective } from './model';
import { isUnknown } from './placeholder';
import type { ProxyTarget } from './upstreams';

/** The `proxy_set_header` that gives a header in a block. */
export function sentHeader(configuration: NginxConfiguration, block: NginxBlock, name: string): EffectiveField {
  const all = effective(configuration, block, 'proxy_set_header');
  const hidden = all.kind === 'set' && all.directives.some(({ args: [field] }) => field && isUnknown(field));
  if (hidden) return { kind: 'unknown', reason: 'a template names a header' };
  return effectiveField(configuration, block, 'proxy_set_header', name);
}

/** Every header that nginx sets in a block, with its value; undefined where not all of them are known. */
export function sentHeaders(configuration: NginxConfiguration, block: NginxBlock): readonly SentHeader[] | undefined {
  return rememberedBy(configuration.derived(noSent), block, () => readSent(configuration, block));
}

/** Every rule asks for the same blocks. */
export function rememberedBy<T>(known: Map<NginxBlock, T>, block: NginxBlock, compute: () => T): T {
  const found = known.has(block) ? (known.get(block) as T) : compute();
  known.set(block, found);
  return found;
}

function noSent(): Map<NginxBlock, readonly SentHeader[] | undefined> {
  return new Map();
}

function readSent(configuration: NginxConfiguration, block: NginxBlock): readonly SentHeader[] | undefined {
  const all = effective(configuration, block, 'proxy_set_header');
  if (all.kind === 'unset') return [];
  if (all.kind === 'unknown' || all.open !== undefined) return undefined;
  const found = all.directives.flatMap((directive): readonly SentHeader[] => {
    const [field, value] = directive.args;
    return field && value ? [{ name: field.text.toLowerCase(), value, directive }] : [];
  });
  return found.some(({ directive: { args } }) => args[0] && isUnknown(args[0])) ? undefined : found;
}

export interface SentHeader {
  /** In lower case. */
  readonly name: string;
  readonly value: Word;
  readonly directive: NginxDirective;
}

/** A header by which Django, an app server or a middleware may learn the scheme of the request. */
export function tellsScheme({ name }: Pick<SentHeader, 'name'>): boolean {
  return /proto|scheme|ssl|https/.test(name) || name === 'forwarded';
}

/** The one variable that a word consists of, in lower case. */
export function onlyVariable({ text, parts }: Word): string | undefined {
  const [part, more] = parts;
  if (part?.kind !== 'variable' || more) return undefined;
  return text === `$${part.name}` || text === `\${${part.name}}` ? part.name.toLowerCase() : undefined;
}

/** The Host that nginx sends where nothing sets one: `$proxy_host`; undefined where that is not known. */
export function defaultHost({ directive, host, port, isSocket, protocol }: ProxyTarget): string | undefined {
  // Source: ngx_http_proxy_set_vars, which names a socket `localhost`.
  if (isSocket) return 'localhost';
  if (host === '' || /[${}<>%]/.test(host) || directive.args.some(isUnknown)) return undefined;
  const usual = protocol === 'https' ? 443 : 80;
  return port === undefined || port === usual ? host : `${host}:${port}`;
}

/**
 * Whether a location may be for WebSockets alone: it hands Upgrade on, and is for a path of its own. Neither the name of the host nor
 * the scheme of the request matters to them: Channels looks at the header Origin.
 */
export function isForWebSockets(configuration: NginxConfiguration, block: NginxBlock): boolean {
  const upgrade = sentHeader(configuration, block, 'Upgrade');
  const value = upgrade.kind === 'set' ? upgrade.directive.args[1] : undefined;
  const path = enclosing(block, 'location')?.opener?.args.at(-1)?.text ?? '/';
  return value !== undefined && onlyVariable(value) === 'http_upgrade' && path !== '/' && !path.startsWith('@');
}
