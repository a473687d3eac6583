import { hasBackend, LOCAL_MEMORY, useRedis } from '../caches';
import { aliasesWhere, inside, placeAmong } from '../nested';
import { settingsRule } from '../rule';
import { severalProcesses } from '../serverStarts';
import { usesCache } from '../workspaceUses';

export const rule = settingsRule({
  meta: {
    id: 'django/cache-per-process',
    title: 'Every process has a cache of its own',
    category: 'cache and sessions',
    severity: 'warning',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary: 'Local memory is not shared: several worker processes each keep, count and forget on their own.',
    settings: ['CACHES'],
  },
  messages: {
    several:
      'The default cache is the memory of one process, and the site runs in several.\nWhat one worker deletes lives on in the others, and a limit of 5 attempts is 5 for each of them.\nUse a cache that all of them share: Redis or Memcached.',
  },
  check(context) {
    const [found] = aliasesWhere(context, 'CACHES', (cache) => hasBackend(cache, LOCAL_MEMORY), 'default');
    if (!found) return;
    const several = severalProcesses(context.project);
    if (!several)
      return context.unknown('the default cache is the memory of one process, and no file says how many processes run the site');
    if (!context.setting('CACHES') && !usesCache(context)) {
      return context.notApplicable('nothing sets up a cache, and no file of the workspace uses one');
    }
    context.report({
      message: 'several',
      place: placeAmong(context, 'CACHES', inside(found.value, 'BACKEND'), found.value),
      related: [several],
      fixes: useRedis(context),
    });
  },
});
