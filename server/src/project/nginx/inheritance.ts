import type { NginxBlock, NginxConfiguration, NginxDirective } from './model';

/** What holds in a block of a directive that inner blocks inherit. */
export type Effective =
  /** `open`: further ones may stand beside them, in words why. */
  | { readonly kind: 'set'; readonly directives: readonly NginxDirective[]; readonly at: NginxBlock; readonly open: string | undefined }
  /** Nothing sets it: nginx's default holds. */
  | { readonly kind: 'unset' }
  | { readonly kind: 'unknown'; readonly reason: string };

/** What the nginx.conf of packages and images sets around `include conf.d/*.conf`: of these a fragment knows nothing. */
const STOCK: ReadonlySet<string> = new Set([
  'user',
  'worker_processes',
  'worker_connections',
  'error_log',
  'access_log',
  'pid',
  'include',
  'default_type',
  'log_format',
  'sendfile',
  'tcp_nopush',
  'tcp_nodelay',
  'keepalive_timeout',
  'types_hash_max_size',
  'gzip',
  'gzip_disable',
  'gzip_vary',
  'gzip_proxied',
  'gzip_comp_level',
  'gzip_buffers',
  'gzip_http_version',
  'gzip_types',
  'ssl_protocols',
  'ssl_prefer_server_ciphers',
  'ssl_ciphers',
  'server_tokens',
  'server_names_hash_bucket_size',
  'multi_accept',
]);

const UNSEEN = 'the nginx.conf that reads this file is not in the workspace';

/**
 * What holds of a directive in a block, with nginx's inheritance: the innermost block that has it counts, whole. Several of one
 * name in a block (`proxy_set_header`) replace all outer ones together; `add_header` adds to them where `add_header_inherit merge` says so.
 */
export function effective(configuration: NginxConfiguration, block: NginxBlock, name: string): Effective {
  let found: { readonly directives: readonly NginxDirective[]; readonly at: NginxBlock; readonly open: string | undefined } | undefined;
  for (let at: NginxBlock | undefined = block; at; at = at.parent) {
    const own = at.all(name);
    if (own.some((each) => each.conditional)) return { kind: 'unknown', reason: `a template decides about ${name}` };
    if (own.length === 0 && at.open !== undefined) return found ? { kind: 'set', ...found, open: at.open } : unknown(at.open);
    if (own.length > 0)
      found = { directives: found ? [...own, ...found.directives] : own, at: found?.at ?? at, open: found?.open ?? at.open };
    const mode = inheritsBy(configuration, at, name);
    if (mode === 'off' || (own.length > 0 && mode === 'on')) return found ? { kind: 'set', ...found } : UNSET;
  }
  if (found) return { kind: 'set', ...found };
  const isHidden = configuration.outer === 'anything' || (configuration.outer === 'stock' && STOCK.has(name));
  return isHidden ? unknown(UNSEEN) : UNSET;
}

const UNSET: Effective = { kind: 'unset' };

function unknown(reason: string): Effective {
  return { kind: 'unknown', reason };
}

/** The one directive that holds; undefined where none is set or that is not known. */
export function effectiveOne(configuration: NginxConfiguration, block: NginxBlock, name: string): NginxDirective | undefined {
  const found = effective(configuration, block, name);
  return found.kind === 'set' ? found.directives.at(-1) : undefined;
}

/** What holds of one header, by `proxy_set_header` and its like. */
export type EffectiveField =
  | { readonly kind: 'set'; readonly directive: NginxDirective }
  | { readonly kind: 'unset' }
  | { readonly kind: 'unknown'; readonly reason: string };

/** The directive that sets a header (or a parameter) in a block, by its first word in any case. */
export function effectiveField(configuration: NginxConfiguration, block: NginxBlock, name: string, field: string): EffectiveField {
  const found = effective(configuration, block, name);
  if (found.kind !== 'set') return found;
  const directive = found.directives.findLast((each) => each.args[0]?.text.toLowerCase() === field.toLowerCase());
  if (directive) return { kind: 'set', directive };
  return found.open === undefined ? { kind: 'unset' } : { kind: 'unknown', reason: found.open };
}

/** Since 1.29.3: https://nginx.org/en/docs/http/ngx_http_headers_module.html#add_header_inherit */
function inheritsBy(configuration: NginxConfiguration, block: NginxBlock, name: string): 'on' | 'off' | 'merge' {
  if (name !== 'add_header' && name !== 'add_trailer') return 'on';
  const mode = effectiveOne(configuration, block, `${name}_inherit`)?.args[0]?.text;
  return mode === 'off' || mode === 'merge' ? mode : 'on';
}
