import { alternatives, type Value } from '../../evaluate/value';
import { DJANGO_REDIS, hasBackend, REDIS } from '../caches';
import { replaceExpression } from '../edit';
import { type Alias, aliasesWhere, every, inside, keysOf, not, placeAmong } from '../nested';
import { type Fix, type SettingsContext, settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/cache-options-mismatch',
    title: 'Options of another Redis backend',
    category: 'cache and sessions',
    severity: 'error',
    scope: 'any',
    fix: 'safe',
    references: [],
    summary: 'Django’s RedisCache and django-redis take different OPTIONS: one fails on those of the other, the other ignores them.',
    settings: ['CACHES'],
  },
  messages: {
    fails:
      'The cache "{alias}" has {options} in OPTIONS, which only django-redis knows, and uses Django’s own RedisCache.\nDjango hands them to the connection, and the first use of the cache fails with a TypeError.\nUse django_redis.cache.RedisCache, or take them out.',
    ignored:
      'The cache "{alias}" has {options} in OPTIONS, which only Django’s own RedisCache knows, and uses django-redis.\ndjango-redis looks for other names, and ignores them without a word.\nUse django.core.cache.backends.redis.RedisCache, or the names of django-redis.',
  },
  check(context) {
    for (const found of aliasesWhere(context, 'CACHES', (cache) => every(hasBackend(cache, REDIS), hasOption(cache, OF_DJANGO_REDIS)))) {
      report(context, 'fails', found, OF_DJANGO_REDIS);
    }
    for (const found of aliasesWhere(context, 'CACHES', (cache) => every(hasBackend(cache, DJANGO_REDIS), hasOption(cache, OF_DJANGO)))) {
      report(context, 'ignored', found, OF_DJANGO);
    }
  },
});

/** Source: https://github.com/jazzband/django-redis, README; `OPTIONS` of CACHES. */
const OF_DJANGO_REDIS: ReadonlySet<string> = new Set([
  'CLIENT_CLASS',
  'COMPRESSOR',
  'CONNECTION_FACTORY',
  'CONNECTION_POOL_CLASS',
  'CONNECTION_POOL_KWARGS',
  'IGNORE_EXCEPTIONS',
  'PARSER_CLASS',
  'PASSWORD',
  'REDIS_CLIENT_CLASS',
  'REDIS_CLIENT_KWARGS',
  'SERIALIZER',
  'SOCKET_CONNECT_TIMEOUT',
  'SOCKET_TIMEOUT',
]);
/** Source: django/core/cache/backends/redis.py, RedisCacheClient. */
const OF_DJANGO: ReadonlySet<string> = new Set(['pool_class', 'parser_class', 'serializer', 'db', 'password', 'socket_timeout']);

/** One of the keys is there for certain. */
function hasOption(cache: Value, names: ReadonlySet<string>): boolean | undefined {
  const options = inside(cache, 'OPTIONS');
  const answers = alternatives(options).map((one) => {
    if (one.kind === 'unset' || one.kind === 'none') return false;
    if (one.kind !== 'dict') return undefined;
    if (keysOf(one).some((key) => names.has(key))) return true;
    return one.rest === undefined ? false : undefined;
  });
  return answers.every((each) => each === true) ? true : not(every(...answers.map(not)));
}

function report(
  context: SettingsContext<'fails' | 'ignored'>,
  message: 'fails' | 'ignored',
  { alias, value }: Alias,
  names: ReadonlySet<string>,
): void {
  const options = inside(value, 'OPTIONS');
  const found = keysOf(options).filter((key) => names.has(key));
  context.report({
    message,
    data: { alias, options: found.join(', ') },
    place: placeAmong(context, 'CACHES', inside(value, 'BACKEND'), value),
    severity: message === 'fails' ? 'error' : 'warning',
    fixes: message === 'fails' ? useDjangoRedis(context, value) : [],
  });
}

function useDjangoRedis(context: SettingsContext, cache: Value): readonly Fix[] {
  const { at } = inside(cache, 'BACKEND');
  if (!at || !context.settings.files.includes(at.file) || !context.project.requirements?.has('django-redis')) return [];
  return [{ title: 'Use django-redis', safe: true, edit: () => replaceExpression(context, at, `"${DJANGO_REDIS}"`) }];
}
