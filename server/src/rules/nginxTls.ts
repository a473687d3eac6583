import { effective } from '../project/nginx/inheritance';
import type { NginxBlock, NginxConfiguration, NginxDirective } from '../project/nginx/model';
import { endsTls, serversOf } from '../project/nginx/servers';

/**
 * What intermediate clients need and nothing else, for TLS 1.2: those of 1.3 need no configuration.
 * Source: Mozilla's guidelines for TLS, version 6.0, intermediate (mozilla/ssl-config-generator, src/static/guidelines/6.0.json).
 */
export const INTERMEDIATE_CIPHERS: readonly string[] = [
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
];

/** The http servers that speak TLS themselves, by a `listen … ssl` that is written out. */
export function tlsServers(configuration: NginxConfiguration): readonly NginxBlock[] {
  return configuration.derived(findTlsServers);
}

function findTlsServers(configuration: NginxConfiguration): readonly NginxBlock[] {
  return serversOf(configuration).filter((server) => server.derived(endsTls));
}

/**
 * The directives of a name that hold in servers with TLS, each once; in a fragment without servers, its own.
 * @param unknown told where it cannot be seen what holds.
 */
export function heldByTls(configuration: NginxConfiguration, name: string, unknown: (reason: string) => void): readonly NginxDirective[] {
  const found = new Set<NginxDirective>();
  for (const server of tlsServers(configuration)) {
    const held = effective(configuration, server, name);
    if (held.kind === 'unknown') unknown(held.reason);
    const last = held.kind === 'set' ? held.directives.at(-1) : undefined;
    if (last) found.add(last);
  }
  // A file of TLS settings that servers elsewhere include: it holds in each of them.
  const isShared = configuration.outer !== 'own' && serversOf(configuration).length === 0;
  const shared = isShared ? configuration.top.all(name).at(-1) : undefined;
  return shared && !shared.conditional ? [shared] : [...found];
}

/** Whether nginx may read servers that cannot be seen: beside a fragment, or from a folder that is not in the workspace. */
export function mayHoldMore({ outer, includes }: NginxConfiguration): boolean {
  return outer !== 'own' || includes.some(({ missing, directive }) => missing !== undefined && directive.parent.context === 'http');
}
