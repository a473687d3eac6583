import { PythonError } from '../interpreter/errors';
import type { Machine } from '../interpreter/machine';
import { atomGuard } from '../runtime/guard';
import { choice } from '../runtime/heap';
import { dict, int, NONE, type R, str, TRUE } from '../runtime/objects';
import { plainLiteral } from './literal';
import { unquote } from './url';
import { intOrText, parseQuery, parseUrl, portValue, quoteUrl, record, textList, type Url, unparseUrl, unquotePlus } from './urlParts';

const POSTGRES = 'django.db.backends.postgresql';
const POSTGIS = 'django.contrib.gis.db.backends.postgis';
const MYSQL = 'django.db.backends.mysql';

const DATABASES: Readonly<Record<string, string>> = {
  postgres: POSTGRES,
  postgresql: POSTGRES,
  psql: POSTGRES,
  pgsql: POSTGRES,
  postgis: POSTGIS,
  prometheus_postgresql: 'django_prometheus.db.backends.postgresql',
  prometheus_postgis: 'django_prometheus.db.backends.postgis',
  cockroachdb: 'django_cockroachdb',
  mysql: MYSQL,
  mysql2: MYSQL,
  'mysql-connector': 'mysql.connector.django',
  mysqlgis: 'django.contrib.gis.db.backends.mysql',
  prometheus_mysql: 'django_prometheus.db.backends.mysql',
  mssql: 'mssql',
  oracle: 'django.db.backends.oracle',
  pyodbc: 'sql_server.pyodbc',
  redshift: 'django_redshift_backend',
  spatialite: 'django.contrib.gis.db.backends.spatialite',
  prometheus_spatialite: 'django_prometheus.db.backends.spatialite',
  sqlite: 'django.db.backends.sqlite3',
  prometheus_sqlite: 'django_prometheus.db.backends.sqlite3',
  ldap: 'ldapdb.backends.ldap',
};
const POSTGRES_FAMILY = new Set(['postgres', 'postgresql', 'psql', 'pgsql', 'postgis', 'prometheus_postgresql', 'prometheus_postgis']);
const DATABASE_OPTIONS = new Set(['CONN_MAX_AGE', 'ATOMIC_REQUESTS', 'AUTOCOMMIT', 'DISABLE_SERVER_SIDE_CURSORS', 'CONN_HEALTH_CHECKS']);

/** django-environ's `db_url_config(url, engine)`. */
export function databaseConfig(machine: Machine, text: string, engine: string | undefined): R {
  if (text === 'sqlite://:memory:') return record({ ENGINE: str('django.db.backends.sqlite3'), NAME: str(':memory:') });
  const url = databaseUrl(text);
  const path = databasePath(url);
  const [host, port] = databaseHost(url);
  const config: Record<string, R> = {
    NAME: str(path),
    USER: str(unquote(url.username ?? '')),
    PASSWORD: str(unquote(url.password ?? '')),
    HOST: str(host),
    PORT: port,
  };
  if (path.startsWith('/') && (POSTGRES_FAMILY.has(url.scheme) || path.includes('cloudsql'))) {
    const slash = path.lastIndexOf('/');
    config.HOST = str(path.slice(0, slash));
    config.NAME = str(path.slice(slash + 1));
  }
  if (url.scheme === 'oracle') finishOracle(config, path);
  if (url.query !== '') {
    const options: Record<string, R> = {};
    for (const [name, [value = '']] of parseQuery(url.query)) {
      if (DATABASE_OPTIONS.has(name.toUpperCase())) config[name.toUpperCase()] = literal(machine, value);
      else options[name] = intOrText(value);
    }
    config.OPTIONS = record(options);
  }
  const backend = engine ? engine : url.scheme;
  if (backend === '') return dict([]);
  config.ENGINE = str(Object.hasOwn(DATABASES, backend) ? (DATABASES[backend] ?? backend) : backend);
  return record(config);
}

/** Characters that no URL has are quoted where the URL cannot be read as it is. */
function databaseUrl(text: string): Url {
  const quoted = (raw: string) => parseUrl(quoteUrl(raw, ':/?&=@'));
  let url: Url;
  try {
    url = parseUrl(text);
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    url = quoted(text);
  }
  return url.path === '' ? quoted(unparseUrl(url)) : url;
}

function databasePath(url: Url): string {
  if (url.scheme === 'ldap') {
    const port = url.port();
    return `ldap://${url.hostname ?? 'None'}${port ? `:${port}` : ''}`;
  }
  const path = unquotePlus(url.path.slice(1).split('?')[0] ?? '');
  return url.scheme === 'sqlite' && path === '' ? ':memory:' : path;
}

/** Host and port; several hosts of a PostgreSQL cluster stay joined by commas. */
function databaseHost(url: Url): readonly [string, R] {
  const hosts = unquote(url.netloc.slice(url.netloc.lastIndexOf('@') + 1));
  if (!POSTGRES_FAMILY.has(url.scheme) || !hosts.includes(',')) return [url.hostname ?? '', portValue(url.port())];
  const parts = hosts.split(',').map((host) => {
    const bracketed = /^(\[[^\]]*\])(?::(.*))?/.exec(host);
    if (bracketed) return bracketed[2] === undefined ? [host, ''] : [bracketed[1] ?? '', bracketed[2]];
    if (host.startsWith('[')) return [host, ''];
    const numbered = /^(.*):([0-9]+)$/.exec(host);
    return numbered ? [numbered[1] ?? '', numbered[2] ?? ''] : [host, ''];
  });
  const port = parts
    .map(([, one = '']) => one)
    .filter((one) => one !== '')
    .join(',');
  return [parts.map(([host = '']) => host).join(','), port === '' ? str('') : intOrText(port)];
}

/** Django's Oracle backend wants the port as a text, or none. */
function finishOracle(config: Record<string, R>, path: string): void {
  if (path === '') {
    config.NAME = config.HOST ?? str('');
    config.HOST = str('');
  }
  const port = config.PORT;
  if (port?.t === 'int') config.PORT = str(String(port.v));
  else delete config.PORT;
}

function literal(machine: Machine, text: string): R {
  const value = plainLiteral(text);
  if (value === 'no literal') return str(text);
  return value ?? machine.unknown('a literal in a URL is not evaluated');
}

const DJANGO_REDIS = 'django.core.cache.backends.redis.RedisCache';
const CACHES: Readonly<Record<string, string>> = {
  dbcache: 'django.core.cache.backends.db.DatabaseCache',
  dummycache: 'django.core.cache.backends.dummy.DummyCache',
  filecache: 'django.core.cache.backends.filebased.FileBasedCache',
  locmemcache: 'django.core.cache.backends.locmem.LocMemCache',
  memcache: 'django.core.cache.backends.memcached.MemcachedCache',
  pymemcache: 'pymemcache',
  pylibmc: 'django.core.cache.backends.memcached.PyLibMCCache',
  rediscache: 'redis',
  redis: 'redis',
  rediss: 'redis',
  valkey: 'redis',
  valkeys: 'redis',
};
const CACHE_OPTIONS = new Set(['TIMEOUT', 'KEY_PREFIX', 'VERSION', 'KEY_FUNCTION', 'BINARY']);

/** django-environ's `cache_url_config(url, backend)`. The backend of some schemes depends on what is installed: then it is a choice. */
export function cacheConfig(machine: Machine, text: string, backend: string | undefined): R {
  const url = parseUrl(text);
  const known = Object.hasOwn(CACHES, url.scheme) ? CACHES[url.scheme] : undefined;
  if (known === undefined) throw new PythonError('ImproperlyConfigured', `Invalid cache schema ${url.scheme}`);
  const drivers =
    known === 'redis'
      ? (['django_redis', 'django_redis.cache.RedisCache', DJANGO_REDIS] as const)
      : (['pymemcache', 'django.core.cache.backends.memcached.PyMemcacheCache', CACHES.pylibmc ?? ''] as const);
  if (backend || (known !== 'redis' && known !== 'pymemcache')) return cacheWith(machine, url, backend || known);
  const [name, installed, otherwise] = drivers;
  const atom = { id: `truth:installed:${name}`, yes: `${name} is installed`, no: `${name} is not installed` };
  return choice([
    { guard: atomGuard(atom), value: cacheWith(machine, url, installed) },
    { guard: atomGuard(atom, false), value: cacheWith(machine, url, otherwise) },
  ]);
}

function cacheWith(machine: Machine, url: Url, backend: string): R {
  const config: Record<string, R> = { BACKEND: str(backend), LOCATION: cacheLocation(url) };
  if (url.query === '') return record(config);
  const options: Record<string, R> = {};
  for (const [name, [value = '']] of parseQuery(url.query)) {
    const key = backend === DJANGO_REDIS ? name.toLowerCase() : name.toUpperCase();
    if (CACHE_OPTIONS.has(name.toUpperCase())) config[key] = literal(machine, value);
    else options[key] = literal(machine, value);
  }
  config.OPTIONS = record(options);
  return record(config);
}

function cacheLocation(url: Url): R {
  const { scheme, netloc, path } = url;
  const one = (texts: readonly string[]): R => (texts.length === 1 ? str(texts[0] ?? '') : textList(texts));
  if (netloc === '' && (scheme === 'memcache' || scheme === 'pymemcache')) return str(`unix:${path}`);
  if (scheme === 'filecache') return str(netloc + path);
  if (!scheme.startsWith('redis')) return one(netloc.split(','));
  const prefix = url.hostname ? scheme.replace('cache', '') : 'unix';
  return one(netloc.split(',').map((host) => `${prefix}://${host}${path}`));
}

const EMAILS: Readonly<Record<string, string>> = {
  smtp: 'smtp',
  smtps: 'smtp',
  'smtp+tls': 'smtp',
  'smtp+ssl': 'smtp',
  consolemail: 'console',
  filemail: 'filebased',
  memorymail: 'locmem',
  dummymail: 'dummy',
};

/** django-environ's `email_url_config(url, backend)`. */
export function emailConfig(text: string, backend: string | undefined): R {
  const url = parseUrl(text);
  const kind = Object.hasOwn(EMAILS, url.scheme) ? EMAILS[url.scheme] : undefined;
  const optional = (value: string | undefined): R => (value === undefined ? NONE : str(unquote(value)));
  const port = url.port();
  const config: Record<string, R> = {
    EMAIL_FILE_PATH: str(unquotePlus(url.path.slice(1).split('?')[0] ?? '')),
    EMAIL_HOST_USER: optional(url.username),
    EMAIL_HOST_PASSWORD: optional(url.password),
    EMAIL_HOST: url.hostname === undefined ? NONE : str(url.hostname),
    EMAIL_PORT: port === undefined ? NONE : int(port),
  };
  if (backend) config.EMAIL_BACKEND = str(backend);
  else if (kind === undefined) throw new PythonError('ImproperlyConfigured', `Invalid email schema ${url.scheme}`);
  else config.EMAIL_BACKEND = str(`django.core.mail.backends.${kind}.EmailBackend`);
  if (url.scheme === 'smtps' || url.scheme === 'smtp+tls') config.EMAIL_USE_TLS = TRUE;
  else if (url.scheme === 'smtp+ssl') config.EMAIL_USE_SSL = TRUE;
  if (url.query === '') return record(config);
  const options: Record<string, R> = {};
  for (const [name, [value = '']] of parseQuery(url.query)) {
    const key = name.toUpperCase();
    (key === 'EMAIL_USE_TLS' || key === 'EMAIL_USE_SSL' ? config : options)[key] = intOrText(value);
  }
  config.OPTIONS = record(options);
  return record(config);
}

const CHANNELS: Readonly<Record<string, string>> = {
  inmemory: 'channels.layers.InMemoryChannelLayer',
  redis: 'channels_redis.core.RedisChannelLayer',
  rediss: 'channels_redis.core.RedisChannelLayer',
  'redis+pubsub': 'channels_redis.pubsub.RedisPubSubChannelLayer',
  'rediss+pubsub': 'channels_redis.pubsub.RedisPubSubChannelLayer',
};

/** django-environ's `channels_url_config(url, backend)`. */
export function channelsConfig(text: string, backend: string | undefined): R {
  const url = parseUrl(text);
  if (backend) return record({ BACKEND: str(backend) });
  const known = Object.hasOwn(CHANNELS, url.scheme) ? CHANNELS[url.scheme] : undefined;
  if (known === undefined) throw new PythonError('ImproperlyConfigured', `Invalid channels schema ${url.scheme}`);
  if (!url.scheme.startsWith('redis')) return record({ BACKEND: str(known) });
  const host = unparseUrl({ ...url, scheme: url.scheme.split('+')[0] ?? '' });
  return record({ BACKEND: str(known), CONFIG: record({ hosts: textList([host]) }) });
}

const SEARCH: Readonly<Record<string, string>> = {
  elasticsearch: 'haystack.backends.elasticsearch_backend.ElasticsearchSearchEngine',
  elasticsearch2: 'haystack.backends.elasticsearch2_backend.Elasticsearch2SearchEngine',
  elasticsearch5: 'haystack.backends.elasticsearch5_backend.Elasticsearch5SearchEngine',
  elasticsearch7: 'haystack.backends.elasticsearch7_backend.Elasticsearch7SearchEngine',
  solr: 'haystack.backends.solr_backend.SolrEngine',
  whoosh: 'haystack.backends.whoosh_backend.WhooshEngine',
  xapian: 'haystack.backends.xapian_backend.XapianEngine',
  simple: 'haystack.backends.simple_backend.SimpleEngine',
};

/** django-environ's `search_url_config(url, engine)` without parameters; with a query only the engine is known. */
export function searchConfig(text: string, engine: string | undefined): R {
  const url = parseUrl(text);
  const secure = url.scheme.startsWith('elasticsearch') && url.scheme.endsWith('s');
  const scheme = secure ? url.scheme.slice(0, -1) : url.scheme;
  const known = Object.hasOwn(SEARCH, scheme) ? SEARCH[scheme] : undefined;
  if (known === undefined) throw new PythonError('ImproperlyConfigured', `Invalid search schema ${url.scheme}`);
  if (url.query !== '') return dict([[str('ENGINE'), str(known)]], 'the parameters of a search URL are not evaluated');
  if (scheme === 'simple') return record({ ENGINE: str(known) });
  const path = unquotePlus(url.path.slice(1).split('?')[0] ?? '').replace(/\/$/, '');
  if (scheme === 'solr') return record({ ENGINE: str(known), URL: str(httpUrl(url, 'http', path)) });
  if (scheme.startsWith('elasticsearch')) {
    const slash = path.lastIndexOf('/');
    const base = slash < 0 ? '' : path.slice(0, slash);
    return record({
      ENGINE: str(known),
      URL: str(httpUrl(url, secure ? 'https' : 'http', base)),
      INDEX_NAME: str(path.slice(slash + 1)),
    });
  }
  return record({ ENGINE: str(engine || known), PATH: str(`/${path}`) });
}

function httpUrl(url: Url, scheme: string, path: string): string {
  return unparseUrl({ scheme, netloc: url.netloc, path, query: '', fragment: '' });
}
