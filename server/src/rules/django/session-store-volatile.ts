import { alternatives, text } from '../../evaluate/value';
import { DUMMY, hasBackend, LOCAL_MEMORY } from '../caches';
import { doubt, holds, isText, judge } from '../judge';
import { inside } from '../nested';
import { setTo } from '../remedy';
import { settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/session-store-volatile',
    title: 'Sessions are kept where they get lost',
    category: 'cache and sessions',
    severity: 'error',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary: 'Sessions are in a cache that is the memory of one process, or that keeps nothing.',
    settings: ['SESSION_ENGINE', 'SESSION_CACHE_ALIAS', 'CACHES'],
  },
  messages: {
    memory:
      'Sessions are kept in the cache "{alias}", which is the memory of one process.\nEvery restart signs everybody out, and with several workers a visitor is signed in at one and a stranger to the next.\nKeep sessions in the database, or in Redis.',
    dummy:
      'Sessions are kept in the cache "{alias}", which keeps nothing.\nNobody can sign in: the session is gone with the next request.\nKeep sessions in the database, or in Redis.',
  },
  check(context) {
    if (!holds(context, 'SESSION_ENGINE', isText('django.contrib.sessions.backends.cache'))) return;
    const name = context.value('SESSION_CACHE_ALIAS');
    const [alias, ...others] = alternatives(name).map(text);
    if (alias === undefined || others.length > 0) return context.unknown(doubt('SESSION_CACHE_ALIAS', name));
    const caches = context.value('CACHES');
    const cache = inside(caches, alias);
    for (const [message, backend] of [
      ['memory', LOCAL_MEMORY],
      ['dummy', DUMMY],
    ] as const) {
      const verdict = judge(cache, (one) => hasBackend(one, backend));
      if (verdict === 'never') continue;
      if (verdict !== 'always') return context.unknown(doubt('CACHES', caches));
      context.report({
        message,
        data: { alias },
        place: context.place('SESSION_ENGINE'),
        fixes: [setTo(context, 'SESSION_ENGINE', '"django.contrib.sessions.backends.db"', false)],
      });
    }
  },
});
