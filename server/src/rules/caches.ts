import type { Value } from '../evaluate/value';
import { setSetting } from './edit';
import { answer, inside, isOneOf, keysOf } from './nested';
import { fromEnv, isOneAssignment } from './remedy';
import type { Fix, SettingsContext } from './rule';

export const LOCAL_MEMORY = 'django.core.cache.backends.locmem.LocMemCache';
export const DUMMY = 'django.core.cache.backends.dummy.DummyCache';
export const FILE_BASED = 'django.core.cache.backends.filebased.FileBasedCache';
export const REDIS = 'django.core.cache.backends.redis.RedisCache';
export const DJANGO_REDIS = 'django_redis.cache.RedisCache';

/** Whether a cache has one of the backends, by their paths. */
export function hasBackend(cache: Value, ...paths: readonly string[]): boolean | undefined {
  return answer(inside(cache, 'BACKEND'), isOneOf(...paths), false);
}

/** Puts Redis in the place of a cache that stands alone; nothing where other caches would be lost. */
export function useRedis(context: SettingsContext): readonly Fix[] {
  const setting = context.setting('CACHES');
  if (setting && (!isOneAssignment(context, 'CACHES') || keysOf(setting.value).length > 1)) return [];
  const backend = context.project.requirements?.has('django-redis') ? DJANGO_REDIS : REDIS;
  const edit = () =>
    setSetting(context, 'CACHES', (file, offset) => {
      const read = fromEnv(context, 'REDIS_URL', { variable: 'REDIS_URL', parse: 'str' });
      const location = typeof read === 'string' ? undefined : read(file, offset);
      const lines = ['{', '    "default": {', `        "BACKEND": "${backend}",`, `        "LOCATION": ${location?.text},`, '    }', '}'];
      return location && { ...location, text: lines.join('\n') };
    });
  return [{ title: 'Use Redis at the address in REDIS_URL', safe: false, edit }];
}
