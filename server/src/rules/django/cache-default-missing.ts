import { doubt, judge } from '../judge';
import { inside, isPresent } from '../nested';
import { settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/cache-default-missing',
    title: 'CACHES has no default cache',
    category: 'cache and sessions',
    severity: 'error',
    scope: 'any',
    fix: 'none',
    references: ['caches.E001'],
    summary: 'CACHES replaces Django’s own value as a whole, and everything that does not name a cache uses the one called default.',
    settings: ['CACHES'],
  },
  messages: {
    missing:
      'CACHES has no "default" cache.\nThe commands of manage.py stop, and whatever does not name a cache fails: sessions, cache_page, throttling.\nAdd an entry "default".',
  },
  check(context) {
    const value = context.value('CACHES');
    const verdict = judge(value, (caches) => {
      const present = caches.kind === 'dict' ? isPresent(inside(caches, 'default')) : undefined;
      return present === undefined ? undefined : !present;
    });
    if (verdict === 'always') context.report({ message: 'missing', place: context.place('CACHES') });
    else if (verdict !== 'never') context.unknown(doubt('CACHES', value));
  },
});
