import { normalize } from '../../base/paths';
import { atLeast } from '../../base/version';
import { knownItems, type Value } from '../../evaluate/value';
import { FILE_BASED, hasBackend } from '../caches';
import { doubt } from '../judge';
import { type Alias, aliasesWhere, inside, placeAmong } from '../nested';
import { type SettingsContext, settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/cache-file-unsafe',
    title: 'File cache in a place where it does harm',
    category: 'cache and sessions',
    severity: 'warning',
    scope: 'any',
    fix: 'none',
    references: ['caches.W002', 'caches.W003'],
    summary: 'The folder of a file cache is served to visitors, or is not a certain place.',
    settings: ['CACHES', 'MEDIA_ROOT', 'STATIC_ROOT', 'STATICFILES_DIRS'],
  },
  messages: {
    served:
      'The folder of the cache "{alias}" {relation} {name}.\nWhoever can put a file there, or read it, has the cache: its files are pickles, which run code when they are loaded.\nKeep the cache in a folder of its own.',
    relative:
      'The LOCATION of the cache "{alias}" is a relative path.\nWhere it is depends on the folder from which a process starts: a worker and a command have two caches.\nWrite an absolute path.',
  },
  check(context) {
    if (!atLeast(context.django, '3.2')) return context.notApplicable('the checks came with Django 3.2');
    for (const found of aliasesWhere(context, 'CACHES', (cache) => hasBackend(cache, FILE_BASED))) judgeCache(context, found);
  },
});

type Context = SettingsContext<'served' | 'relative'>;

function judgeCache(context: Context, { alias, value }: Alias): void {
  const location = inside(value, 'LOCATION');
  const folder = folderOf(location);
  if (folder === undefined) {
    if (location.kind !== 'unset') context.unknown(doubt(`LOCATION of the cache "${alias}"`, location));
    return;
  }
  const place = placeAmong(context, 'CACHES', location, value);
  if (!folder.startsWith('/')) context.report({ message: 'relative', data: { alias }, place, references: ['caches.W003'] });
  for (const name of ['MEDIA_ROOT', 'STATIC_ROOT', 'STATICFILES_DIRS']) {
    const relation = servedFolders(context, name).flatMap((served) => relationOf(folder, served) ?? [])[0];
    if (relation !== undefined) context.report({ message: 'served', data: { alias, name, relation }, place, references: ['caches.W002'] });
  }
}

/** The text of a path for a POSIX machine; undefined for what is not known, or was written for Windows. */
function folderOf(value: Value): string | undefined {
  if ((value.kind !== 'str' && value.kind !== 'path') || value.value === '' || /^[A-Za-z]:|\\/.test(value.value)) return undefined;
  return normalize(value.value).replace(/(?<=.)\/$/, '');
}

function servedFolders(context: Context, name: string): readonly string[] {
  const value = context.value(name);
  const items = name === 'STATICFILES_DIRS' ? (knownItems(value) ?? []) : [value];
  return items.flatMap((item) => {
    // A pair of a prefix and a folder.
    const folder = item.kind === 'tuple' || item.kind === 'list' ? knownItems(item)?.[1] : item;
    return (folder && folderOf(folder)) ?? [];
  });
}

/** As Django's check puts it. Of two relative paths both start from the same unknown folder; of one nothing can be said. */
function relationOf(cache: string, served: string): string | undefined {
  if (cache.startsWith('/') !== served.startsWith('/') || cache.startsWith('..') || served.startsWith('..')) return undefined;
  if (cache === served) return 'is the same as';
  if (cache.startsWith(`${served}/`) || served === '.') return 'is inside';
  return served.startsWith(`${cache}/`) || cache === '.' ? 'contains' : undefined;
}
