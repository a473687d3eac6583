import type { NginxBlock, NginxConfiguration, NginxDirective } from './model';
import { isUnknown } from './placeholder';
import { inEveryDirective } from './survey';

export type ProxyProtocol = 'http' | 'https' | 'uwsgi' | 'fastcgi' | 'scgi' | 'grpc' | 'memcached';

/** Where a block hands requests to. */
export interface ProxyTarget {
  readonly protocol: ProxyProtocol;
  readonly directive: NginxDirective;
  /** Host name, address or upstream name; the path for a socket; '' where variables say it. */
  readonly host: string;
  readonly port: number | undefined;
  readonly isSocket: boolean;
  /** The part after host and port of `proxy_pass`, which replaces what the location matched; undefined where there is none. */
  readonly uri: string | undefined;
  /** The `upstream` block of that name. */
  readonly upstream: NginxBlock | undefined;
  /** A variable or a template has a say in the address. */
  readonly isOpen: boolean;
  /** In one text where it leads: the same for two that lead to the same. */
  readonly place: string;
}

/** One server of an upstream, or the target itself. */
export interface Endpoint {
  readonly host: string;
  readonly port: number | undefined;
  readonly isSocket: boolean;
}

const PASSES: Readonly<Record<string, ProxyProtocol>> = {
  proxy_pass: 'http',
  uwsgi_pass: 'uwsgi',
  fastcgi_pass: 'fastcgi',
  scgi_pass: 'scgi',
  grpc_pass: 'grpc',
  memcached_pass: 'memcached',
};

/** A block and what it hands requests to. */
export interface Proxied {
  readonly block: NginxBlock;
  readonly target: ProxyTarget;
}

/** Every http block that hands requests on, in the order of the text. */
export function proxiedBlocks(configuration: NginxConfiguration): readonly Proxied[] {
  return configuration.derived(findProxied);
}

function findProxied(configuration: NginxConfiguration): readonly Proxied[] {
  return httpTargets(configuration).map((each) => {
    const upstream = upstreamNamed(configuration, each.target.name);
    // The upstream may be another one after an edit, and is the same after most.
    if (each.proxied?.target.upstream !== upstream) each.proxied = undefined;
    each.proxied ??= { block: each.target.directive.parent, target: { ...each.target, upstream } };
    return each.proxied;
  });
}

interface HttpTarget {
  readonly target: Target;
  /** As it was last asked for. */
  proxied: Proxied | undefined;
}

const HTTP: ReadonlySet<string> = new Set(['location', 'if in location', 'limit_except']);

const httpTargets = inEveryDirective((directive): readonly HttpTarget[] => {
  const target = Object.hasOwn(PASSES, directive.name) && HTTP.has(directive.parent.context) ? targetOf(directive) : undefined;
  return target ? [{ target, proxied: undefined }] : [];
});

/** Undefined for a directive that hands nothing on. */
export function proxyTargetOf(configuration: NginxConfiguration, directive: NginxDirective): ProxyTarget | undefined {
  const target = targetOf(directive);
  return target && { ...target, upstream: upstreamNamed(configuration, target.name) };
}

function upstreamNamed(configuration: NginxConfiguration, name: string | undefined): NginxBlock | undefined {
  return name === undefined ? undefined : configuration.derived(upstreamsByName).get(name);
}

/** A target as it is written. */
interface Target extends Omit<ProxyTarget, 'upstream'> {
  /** What may be the name of an `upstream`. */
  readonly name: string | undefined;
}

function targetOf(directive: NginxDirective): Target | undefined {
  const protocol = Object.hasOwn(PASSES, directive.name) ? PASSES[directive.name] : undefined;
  const [word] = directive.args;
  if (!protocol || !word) return undefined;
  const match = /^(?:(https?|grpcs?|uwsgi|suwsgi):\/\/)?(.*)$/is.exec(word.text);
  const [, scheme, rest = ''] = match ?? [];
  const isOpen = word.parts.length > 0 || isUnknown(word);
  const socket = /^unix:([^:]*)(?::(.*))?$/s.exec(rest);
  if (socket) {
    return withPlace({
      protocol: protocolOf(protocol, scheme),
      directive,
      host: socket[1] ?? '',
      port: undefined,
      isSocket: true,
      uri: socket[2],
      name: undefined,
      isOpen,
    });
  }
  const slash = rest.indexOf('/');
  const authority = slash < 0 ? rest : rest.slice(0, slash);
  const { host, port } = endpointOf(authority);
  return withPlace({
    protocol: protocolOf(protocol, scheme),
    directive,
    host: authority.includes('$') ? '' : host,
    port,
    isSocket: false,
    uri: protocol === 'http' && slash >= 0 ? rest.slice(slash) : undefined,
    name: port === undefined ? host : undefined,
    isOpen,
  });
}

function withPlace(target: Omit<Target, 'place'>): Target {
  const { protocol, isOpen, host, port } = target;
  return { ...target, place: `${protocol} ${isOpen} ${host} ${port ?? ''}` };
}

function protocolOf(protocol: ProxyProtocol, scheme: string | undefined): ProxyProtocol {
  return protocol === 'http' && scheme?.toLowerCase() === 'https' ? 'https' : protocol;
}

function upstreamsByName(configuration: NginxConfiguration): ReadonlyMap<string, NginxBlock> {
  const found = new Map<string, NginxBlock>();
  for (const block of upstreamsOf(configuration)) {
    const name = block.opener?.args[0]?.text;
    // Of two with one name nginx refuses the second.
    if (name !== undefined && !found.has(name)) found.set(name, block);
  }
  return found;
}

/** The `upstream` blocks of http, in order. */
export const upstreamsOf = inEveryDirective(({ block }) => (block?.context === 'upstream' ? [block] : []));

/** Where a target's requests may arrive in the end. */
export function endpointsOf(target: ProxyTarget): readonly Endpoint[] {
  if (!target.upstream) return target.host === '' ? [] : [{ host: target.host, port: target.port, isSocket: target.isSocket }];
  return target.upstream.derived(serversIn);
}

function serversIn(upstream: NginxBlock): readonly Endpoint[] {
  return upstream.all('server').flatMap((server) => endpointOfServer(server) ?? []);
}

/** Where a `server` of an upstream is; undefined where that is filled in later. */
export function endpointOfServer({ args: [word] }: NginxDirective): Endpoint | undefined {
  if (!word || isUnknown(word)) return undefined;
  const socket = /^unix:(.*)$/s.exec(word.text);
  return socket ? { host: socket[1] ?? '', port: undefined, isSocket: true } : { ...endpointOf(word.text), isSocket: false };
}

function endpointOf(authority: string): { readonly host: string; readonly port: number | undefined } {
  const match = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(authority);
  return match
    ? { host: match[1] ?? '', port: match[2] === undefined ? undefined : Number(match[2]) }
    : { host: authority, port: undefined };
}
