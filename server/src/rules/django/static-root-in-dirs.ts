import { setSetting } from '../edit';
import { folderOf, staticFolders } from '../folders';
import { judge } from '../judge';
import { settingsRule } from '../rule';
import { searchesFolders } from '../staticFinder';
import { collectedFolder } from '../storages';

export const rule = settingsRule({
  meta: {
    id: 'django/static-root-in-dirs',
    title: 'Static files are collected into the folder that they come from',
    category: 'static and media',
    severity: 'error',
    scope: 'any',
    fix: 'quick',
    references: ['staticfiles.E002'],
    summary: 'STATIC_ROOT is also one of STATICFILES_DIRS: Django’s check refuses it, and collectstatic --clear would delete the sources.',
    settings: ['STATIC_ROOT', 'STATICFILES_DIRS', 'STATICFILES_FINDERS', 'INSTALLED_APPS'],
  },
  messages: {
    same: 'STATIC_ROOT is one of STATICFILES_DIRS.\nDjango’s check refuses that, and migrate and runserver with it; collectstatic --clear would delete the files that you wrote.\nCollect into a folder of its own.',
  },
  check(context) {
    if (!context.setting('STATIC_ROOT') || !context.setting('STATICFILES_DIRS') || !searchesFolders(context)) return;
    const root = context.value('STATIC_ROOT');
    const folders = staticFolders(context);
    for (const { path, place } of folders) {
      const verdict = judge(root, (value) => {
        const folder = folderOf(value);
        if (folder === undefined) return value.kind === 'none' || value.kind === 'str' ? false : undefined;
        return folder.startsWith('/') === path.startsWith('/') ? folder === path : undefined;
      });
      if (verdict === 'unknown' || verdict === 'sometimes') context.unknown('whether STATIC_ROOT is one of STATICFILES_DIRS is not known');
      if (verdict !== 'always') continue;
      const expression = folders.some((other) => other.path.endsWith('/staticfiles')) ? undefined : collectedFolder(context);
      const edit = () => (expression ? setSetting(context, 'STATIC_ROOT', expression) : undefined);
      context.report({
        message: 'same',
        place,
        related: [{ place: context.place('STATIC_ROOT'), message: 'Static files are collected here' }],
        fixes: expression ? [{ title: 'Collect static files into the folder "staticfiles"', safe: false, edit }] : [],
      });
    }
  },
});
