import { atLeast } from '../base/version';
import { entry, text, truth, type Value } from '../evaluate/value';
import type { NewExpression } from './edit';
import { hasItem, judge } from './judge';
import type { SettingsContext } from './rule';

export const FILE_SYSTEM_STORAGE = 'django.core.files.storage.FileSystemStorage';
export const STATIC_FILES_STORAGE = 'django.contrib.staticfiles.storage.StaticFilesStorage';

/** The two storages that Django itself asks for, with the setting that each had before STORAGES. */
export const STORAGE_ALIASES = [
  { alias: 'default', formerly: 'DEFAULT_FILE_STORAGE', backend: FILE_SYSTEM_STORAGE },
  { alias: 'staticfiles', formerly: 'STATICFILES_STORAGE', backend: STATIC_FILES_STORAGE },
] as const;

/** Whether django.contrib.staticfiles is installed; undefined when the files do not tell. */
export function usesStaticFiles(context: SettingsContext): boolean | undefined {
  const apps = context.value('INSTALLED_APPS');
  const verdicts = ['django.contrib.staticfiles', 'django.contrib.staticfiles.apps.StaticFilesConfig'].map((app) =>
    judge(apps, hasItem(app)),
  );
  if (verdicts.includes('always')) return true;
  return verdicts.every((verdict) => verdict === 'never') ? false : undefined;
}

/** The backend of the storage for static files as this version of Django picks it; undefined when the files do not tell. */
export function staticBackend(context: SettingsContext): string | undefined {
  const { setting } = context;
  if (context.django.major < 5 || (context.django.major === 5 && context.django.minor < 1)) {
    const old = setting('STATICFILES_STORAGE');
    if (old) return text(old.value);
  }
  const storages = setting('STORAGES');
  if (!storages) return context.settings.incomplete === undefined ? STATIC_FILES_STORAGE : undefined;
  const storage = entry(storages.value, 'staticfiles');
  return storage && text(entry(storage, 'BACKEND'));
}

/** The backend of the storage for uploads as this version of Django picks it; undefined when the files do not tell. */
export function uploadBackend(context: SettingsContext): string | undefined {
  const { setting } = context;
  const old = atLeast(context.django, '5.1') ? undefined : setting('DEFAULT_FILE_STORAGE');
  if (old) return text(old.value);
  const storages = atLeast(context.django, '4.2') ? setting('STORAGES') : undefined;
  if (!storages) return context.settings.incomplete === undefined ? FILE_SYSTEM_STORAGE : undefined;
  const storage = entry(storages.value, 'default');
  return storage && text(entry(storage, 'BACKEND'));
}

/** The storage for static files is told its own folder, so that STATIC_ROOT does not matter to it. */
export function hasOwnLocation(context: SettingsContext): boolean {
  const options = optionsOf(context.setting('STORAGES')?.value);
  const location = options && entry(options, 'location');
  return location !== undefined && truth(location) !== false;
}

function optionsOf(storages: Value | undefined): Value | undefined {
  const storage = storages && entry(storages, 'staticfiles');
  return storage && entry(storage, 'OPTIONS');
}

/** The folder "staticfiles" beside the project's others, in the way in which the settings write paths. */
export function collectedFolder(context: SettingsContext): NewExpression | undefined {
  const base = context.setting('BASE_DIR');
  if (base?.value.kind === 'path') return 'BASE_DIR / "staticfiles"';
  if (text(base?.value) === undefined) return undefined;
  return (file) => {
    const imported = context.project
      .python(file)
      ?.tree.body.some((each) => each.kind === 'Import' && each.names.some(({ name }) => name === 'os'));
    return imported ? { text: 'os.path.join(BASE_DIR, "staticfiles")', imports: [] } : undefined;
  };
}
