import { DUMMY, hasBackend, useRedis } from '../caches';
import { aliasesWhere, inside, placeAmong } from '../nested';
import { settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/cache-dummy',
    title: 'Cache that keeps nothing',
    category: 'cache and sessions',
    severity: 'warning',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary: 'DummyCache takes everything and keeps nothing: it is made for development.',
    settings: ['CACHES'],
  },
  messages: {
    dummy:
      'The default cache is DummyCache, which keeps nothing.\nEvery page is made anew, and what counts or locks in the cache does not work: throttling, limits on failed logins, one-time values.\nUse Redis or Memcached.',
  },
  check(context) {
    const [found] = aliasesWhere(context, 'CACHES', (cache) => hasBackend(cache, DUMMY), 'default');
    if (!found) return;
    context.report({
      message: 'dummy',
      place: placeAmong(context, 'CACHES', inside(found.value, 'BACKEND'), found.value),
      fixes: useRedis(context),
    });
  },
});
