import { blocksOf, everyDirective, type NginxBlock, type NginxConfiguration, type NginxDirective } from './model';
import { isUnknown } from './placeholder';

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
  const found: Proxied[] = [];
  for (const directive of everyDirective(configuration.top)) {
    const isHttp = ['location', 'if in location', 'limit_except'].includes(directive.parent.context);
    const target = isHttp ? proxyTargetOf(configuration, directive) : undefined;
    if (target) found.push({ block: directive.parent, target });
  }
  return found;
}

/** Undefined for a directive that hands nothing on. */
export function proxyTargetOf(configuration: NginxConfiguration, directive: NginxDirective): ProxyTarget | undefined {
  const protocol = Object.hasOwn(PASSES, directive.name) ? PASSES[directive.name] : undefined;
  const [word] = directive.args;
  if (!protocol || !word) return undefined;
  const match = /^(?:(https?|grpcs?|uwsgi|suwsgi):\/\/)?(.*)$/is.exec(word.text);
  const [, scheme, rest = ''] = match ?? [];
  const isOpen = word.parts.length > 0 || isUnknown(word);
  const socket = /^unix:([^:]*)(?::(.*))?$/s.exec(rest);
  if (socket) {
    return {
      protocol: protocolOf(protocol, scheme),
      directive,
      host: socket[1] ?? '',
      port: undefined,
      isSocket: true,
      uri: socket[2],
      upstream: undefined,
      isOpen,
    };
  }
  const slash = rest.indexOf('/');
  const authority = slash < 0 ? rest : rest.slice(0, slash);
  const { host, port } = endpointOf(authority);
  return {
    protocol: protocolOf(protocol, scheme),
    directive,
    host: authority.includes('$') ? '' : host,
    port,
    isSocket: false,
    uri: protocol === 'http' && slash >= 0 ? rest.slice(slash) : undefined,
    upstream: port === undefined ? upstreamOf(configuration, host) : undefined,
    isOpen,
  };
}

function protocolOf(protocol: ProxyProtocol, scheme: string | undefined): ProxyProtocol {
  return protocol === 'http' && scheme?.toLowerCase() === 'https' ? 'https' : protocol;
}

/** The `upstream` block of a name. */
function upstreamOf(configuration: NginxConfiguration, name: string): NginxBlock | undefined {
  return configuration.derived(upstreamsByName).get(name);
}

function upstreamsByName({ top }: NginxConfiguration): ReadonlyMap<string, NginxBlock> {
  // Of two with one name nginx refuses the second.
  const blocks = blocksOf(top, 'upstream').toReversed();
  return new Map(blocks.flatMap((block) => (block.opener?.args[0] ? [[block.opener.args[0].text, block] as const] : [])));
}

/** Where a target's requests may arrive in the end. */
export function endpointsOf(target: ProxyTarget): readonly Endpoint[] {
  if (!target.upstream) return target.host === '' ? [] : [{ host: target.host, port: target.port, isSocket: target.isSocket }];
  return target.upstream.all('server').flatMap((server): readonly Endpoint[] => {
    const [word] = server.args;
    if (!word || isUnknown(word)) return [];
    const socket = /^unix:(.*)$/s.exec(word.text);
    return [socket ? { host: socket[1] ?? '', port: undefined, isSocket: true } : { ...endpointOf(word.text), isSocket: false }];
  });
}

function endpointOf(authority: string): { readonly host: string; readonly port: number | undefined } {
  const match = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(authority);
  return match
    ? { host: match[1] ?? '', port: match[2] === undefined ? undefined : Number(match[2]) }
    : { host: authority, port: undefined };
}
