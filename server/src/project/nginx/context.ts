import type { NginxContextName } from './model';

const OPENS: Readonly<Partial<Record<NginxContextName, Readonly<Record<string, NginxContextName>>>>> = {
  main: { events: 'events', http: 'http', stream: 'stream', mail: 'mail' },
  http: { server: 'server', upstream: 'upstream' },
  server: { location: 'location', if: 'if in server' },
  location: { location: 'location', if: 'if in location', limit_except: 'limit_except' },
  'if in location': { limit_except: 'limit_except' },
  stream: { server: 'stream/server', upstream: 'stream/upstream' },
  mail: { server: 'mail/server' },
};

/** Blocks that hold entries and no directives, wherever they stand. */
const ENTRIES: ReadonlySet<string> = new Set(['map', 'geo', 'types', 'split_clients', 'match', 'charset_map', 'geoip2', 'otel_exporter']);

/** What a block directive opens in a context. A block that nginx would not take there is `unknown`. */
export function opened(context: NginxContextName, name: string): NginxContextName {
  if (ENTRIES.has(name)) return 'entries';
  if (context === 'entries') return 'entries';
  return OPENS[context]?.[name] ?? 'unknown';
}

/** Contexts that a fragment's own directives may be judged in, the widest first. */
export const FRAGMENT_CONTEXTS = ['main', 'http', 'server', 'location', 'stream', 'upstream', 'stream/server'] as const;
export type FragmentContext = (typeof FRAGMENT_CONTEXTS)[number];

/** A comment that says it: `# nginx context: server`. */
export function contextIn(comment: string): FragmentContext | undefined {
  const said = /^#*\s*nginx[ -]context\s*[:=]\s*([a-z/]+)\s*$/i.exec(comment)?.[1]?.toLowerCase();
  return FRAGMENT_CONTEXTS.find((context) => context === said);
}
