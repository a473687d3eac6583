import { toInt } from '../builtins/conversions';
import { PythonError } from '../interpreter/errors';
import type { Machine } from '../interpreter/machine';
import { type R, str } from '../runtime/objects';
import { urlModule } from './emailUrl';
import type { LibraryFactory } from './library';
import { parseQuery, parseUrl, record, type Url } from './urlParts';

const REDIS_LIBRARY = 'redis-cache';
const DJANGO_REDIS = 'django.core.cache.backends.redis.RedisCache';
const BACKENDS: Readonly<Record<string, string>> = {
  db: 'django.core.cache.backends.db.DatabaseCache',
  dummy: 'django.core.cache.backends.dummy.DummyCache',
  elasticache: 'django_elasticache.memcached.ElastiCache',
  file: 'django.core.cache.backends.filebased.FileBasedCache',
  locmem: 'django.core.cache.backends.locmem.LocMemCache',
  uwsgicache: 'uwsgicache.UWSGICache',
  memcached: 'django.core.cache.backends.memcached.PyLibMCCache',
  djangopylibmc: 'django_pylibmc.memcached.PyLibMCCache',
  pymemcached: 'django.core.cache.backends.memcached.MemcachedCache',
  pymemcache: 'django.core.cache.backends.memcached.PyMemcacheCache',
  [REDIS_LIBRARY]: 'redis_cache.RedisCache',
  redis: DJANGO_REDIS,
  rediss: DJANGO_REDIS,
  hiredis: DJANGO_REDIS,
};
const SOCKETS = new Set(['memcached', 'pymemcached', 'pymemcache', 'djangopylibmc']);
const REDIS = new Set(['redis', 'rediss', 'hiredis']);

/** `django_cache_url.parse(url)`. */
export function parseCacheUrl(machine: Machine, text: string): R {
  const url = parseUrl(text);
  const args = new Map<string, string>();
  for (const [name, values] of parseQuery(url.query)) args.set(name.toUpperCase(), values.join(';'));
  const own = Object.hasOwn(BACKENDS, url.scheme) ? BACKENDS[url.scheme] : undefined;
  if (own === undefined) throw new PythonError('Exception', `Unknown backend: "${url.scheme}"`);
  const library = args.get('LIB');
  const chosen = url.scheme.includes('redis') && library !== undefined && Object.hasOwn(BACKENDS, library) ? BACKENDS[library] : undefined;
  const backend = chosen ?? own;
  const options: Record<string, R> = url.scheme === 'hiredis' ? { PARSER_CLASS: str('redis.connection.HiredisParser') } : {};
  const location = url.netloc === '' ? fileLocation(url) : networkLocation(machine, url, { backend, library, args, options });
  const limits: Record<string, R> = {};
  for (const name of ['MAX_ENTRIES', 'CULL_FREQUENCY']) {
    const value = args.get(name);
    args.delete(name);
    if (value !== undefined) limits[name] = toInt(machine, str(value), undefined);
  }
  const all = { ...options, ...limits };
  return record({
    BACKEND: str(backend),
    LOCATION: str(url.scheme === 'uwsgicache' ? location || 'default' : location),
    ...(Object.keys(all).length === 0 ? {} : { OPTIONS: record(all) }),
    ...Object.fromEntries([...args].map(([name, value]) => [name, str(value)] as const)),
  });
}

function fileLocation(url: Url): string {
  if (SOCKETS.has(url.scheme)) return `unix://${url.path}`;
  if (url.scheme !== 'redis' && url.scheme !== 'hiredis') return url.path;
  const database = /^.+?(\d+)/.exec(url.path)?.[1];
  const path = database === undefined ? url.path : url.path.slice(0, url.path.lastIndexOf('/'));
  return `unix://${path}?db=${database ?? '0'}`;
}

interface RedisArguments {
  readonly backend: string;
  readonly library: string | undefined;
  readonly args: ReadonlyMap<string, string>;
  readonly options: Record<string, R>;
}

function networkLocation(machine: Machine, url: Url, { backend, library, args, options }: RedisArguments): string {
  if (!REDIS.has(url.scheme)) return url.netloc.split(',').join(';');
  const embedded = library === REDIS_LIBRARY || backend === DJANGO_REDIS;
  if (url.password && !embedded) options.PASSWORD = str(url.password);
  if (library === REDIS_LIBRARY) addPool(machine, args, options);
  const scheme = url.scheme === 'rediss' ? 'rediss' : 'redis';
  const user = url.password && embedded ? `:${url.password}@` : '';
  return `${scheme}://${user}${url.hostname ?? 'None'}:${url.port() || 6379}/${url.path.slice(1) || '0'}`;
}

/** Options of django-redis-cache's connection pool. */
function addPool(machine: Machine, args: ReadonlyMap<string, string>, options: Record<string, R>): void {
  for (const name of ['PARSER_CLASS', 'CONNECTION_POOL_CLASS']) {
    const value = args.get(name);
    if (value !== undefined) options[name] = str(value);
  }
  const pool: Record<string, R> = {};
  for (const [name, key] of [['MAX_CONNECTIONS', 'max_connections'] as const, ['TIMEOUT', 'timeout'] as const]) {
    const value = args.get(name);
    if (value !== undefined) pool[key] = toInt(machine, str(value), undefined);
  }
  if (Object.keys(pool).length > 0) options.CONNECTION_POOL_CLASS_KWARGS = record(pool);
}

export const cacheUrlModule: LibraryFactory = urlModule('django-cache-url', 'CACHE_URL', str('locmem://'), parseCacheUrl);
