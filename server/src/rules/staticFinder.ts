import { doubt, hasItem, judge } from './judge';
import type { SettingsContext } from './rule';
import { usesStaticFiles } from './storages';

/** Whether Django looks for static files in STATICFILES_DIRS; the checklist hears why it does not, or why that is not known. */
export function searchesFolders(context: SettingsContext): boolean {
  const used = usesStaticFiles(context);
  if (used === undefined) context.unknown(doubt('INSTALLED_APPS', context.value('INSTALLED_APPS')));
  if (used === false) context.notApplicable('django.contrib.staticfiles is not installed');
  if (!used) return false;
  const finders = context.value('STATICFILES_FINDERS');
  const verdict = judge(finders, hasItem('django.contrib.staticfiles.finders.FileSystemFinder'));
  if (verdict === 'never') context.notApplicable('no finder looks into STATICFILES_DIRS');
  else if (verdict !== 'always') context.unknown(doubt('STATICFILES_FINDERS', finders));
  return verdict === 'always';
}
