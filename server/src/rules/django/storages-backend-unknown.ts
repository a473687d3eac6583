import { closest } from '../../base/closest';
import { join } from '../../base/paths';
import { atLeast } from '../../base/version';
import { entry, text, type Value } from '../../evaluate/value';
import { replaceExpression } from '../edit';
import { type SettingsContext, settingsRule } from '../rule';
import { STORAGE_ALIASES } from '../storages';

export const rule = settingsRule({
  meta: {
    id: 'django/storages-backend-unknown',
    title: 'Storage that does not exist',
    category: 'static and media',
    severity: 'error',
    scope: 'any',
    fix: 'safe',
    references: [],
    summary: 'The path of a storage is misspelt, or is not in the Django or the package that the project uses.',
    settings: ['STORAGES', 'DEFAULT_FILE_STORAGE', 'STATICFILES_STORAGE'],
  },
  messages: {
    misspelt:
      '{path} does not exist.\nThe first file that is stored or sent fails with an InvalidStorageError.\nDid you mean {suggestion}?',
    unknown:
      '{path} does not exist.\nThe first file that is stored or sent fails with an InvalidStorageError.\nName a storage that {package} has.',
    removed: '{path} is gone since {package} {version}.\nThe first file that is stored or sent fails with an error.\nUse {suggestion}.',
  },
  check(context) {
    for (const { path, value } of backends(context)) {
      const gone = REMOVED[path];
      const { at } = value;
      const place = at ?? context.place('STORAGES');
      const replace = (now: string) =>
        at && !value.env ? [{ title: `Change to ${now}`, safe: true, edit: () => replaceExpression(context, at, `"${now}"`) }] : [];
      if (gone && isGone(context, gone)) {
        const data = { path, package: gone.package, version: gone.version, suggestion: gone.now };
        context.report({ message: 'removed', data, place, fixes: replace(gone.now) });
      }
      if (gone || KNOWN.has(path) || isOwn(context, path)) continue;
      const suggestion = closest(path, [...KNOWN]);
      const closed = CLOSED.find(({ module }) => path.startsWith(`${module}.`) && !path.slice(module.length + 1).includes('.'));
      if (suggestion !== undefined) context.report({ message: 'misspelt', data: { path, suggestion }, place, fixes: replace(suggestion) });
      else if (closed) context.report({ message: 'unknown', data: { path, package: closed.package }, place });
    }
  },
});

/** The paths of storages that certainly count in this version of Django. */
function backends(context: SettingsContext): readonly { readonly path: string; readonly value: Value }[] {
  const values: Value[] = [];
  for (const { formerly } of STORAGE_ALIASES) {
    const old = atLeast(context.django, '5.1') ? undefined : context.setting(formerly);
    if (old) values.push(old.value);
  }
  const storages = atLeast(context.django, '4.2') ? context.setting('STORAGES')?.value : undefined;
  if (storages?.kind === 'dict') {
    for (const { value } of storages.entries) {
      const backend = entry(value, 'BACKEND');
      if (backend) values.push(backend);
    }
  }
  return values.flatMap((value) => {
    const path = text(value);
    return path === undefined ? [] : [{ path, value }];
  });
}

/** Modules that are known whole: what is not in `KNOWN` is not in them. */
const CLOSED = [
  { module: 'django.contrib.staticfiles.storage', package: 'Django' },
  { module: 'django.core.files.storage', package: 'Django' },
  { module: 'whitenoise.storage', package: 'WhiteNoise' },
] as const;

const KNOWN: ReadonlySet<string> = new Set([
  ...['Storage', 'FileSystemStorage', 'DefaultStorage', 'InMemoryStorage'].map((name) => `django.core.files.storage.${name}`),
  'django.core.files.storage.filesystem.FileSystemStorage',
  'django.core.files.storage.memory.InMemoryStorage',
  'django.core.files.storage.base.Storage',
  ...['StaticFilesStorage', 'ManifestStaticFilesStorage', 'ManifestFilesMixin', 'HashedFilesMixin', 'ConfiguredStorage'].map(
    (name) => `django.contrib.staticfiles.storage.${name}`,
  ),
  ...['CompressedStaticFilesStorage', 'CompressedManifestStaticFilesStorage', 'CompressedStaticFilesMixin', 'HelpfulExceptionMixin'].map(
    (name) => `whitenoise.storage.${name}`,
  ),
  ...['StaticFilesStorage', 'ManifestStaticFilesStorage'].map((name) => `whitenoise.storage.${name}`),
  ...['s3.S3Storage', 's3.S3StaticStorage', 's3.S3ManifestStaticStorage', 's3.S3File'].map((name) => `storages.backends.${name}`),
  ...['S3Boto3Storage', 'S3StaticStorage', 'S3ManifestStaticStorage'].map((name) => `storages.backends.s3boto3.${name}`),
  // Before django-storages 1.10.
  'storages.backends.s3boto.S3BotoStorage',
  'storages.backends.azure_storage.AzureStorage',
  'storages.backends.dropbox.DropboxStorage',
  'storages.backends.dropbox.DropBoxStorage',
  'storages.backends.ftp.FTPStorage',
  'storages.backends.gcloud.GoogleCloudStorage',
  'storages.backends.sftpstorage.SFTPStorage',
  'storages.backends.apache_libcloud.LibCloudStorage',
]);

interface Removed {
  readonly package: string;
  readonly version: string;
  readonly now: string;
  /** The version of Django that no longer works with a package that has it. */
  readonly django: string;
}

const REMOVED: Readonly<Record<string, Removed | undefined>> = {
  'django.contrib.staticfiles.storage.CachedStaticFilesStorage': {
    package: 'Django',
    version: '3.1',
    django: '3.1',
    now: 'django.contrib.staticfiles.storage.ManifestStaticFilesStorage',
  },
  'whitenoise.django.GzipManifestStaticFilesStorage': {
    package: 'WhiteNoise',
    version: '4.0',
    now: 'whitenoise.storage.CompressedManifestStaticFilesStorage',
    django: '3.0',
  },
};

/** WhiteNoise before 4.0 works with no Django that is newer than 2.2. */
function isGone(context: SettingsContext, { django }: Removed): boolean {
  return atLeast(context.django, django);
}

/** The workspace may have a module of that name itself. */
function isOwn({ project, profile }: SettingsContext, path: string): boolean {
  const top = path.split('.')[0] ?? '';
  if (top === 'django') return false;
  const folder = join(profile.pythonPath, top);
  return project.files.kind(folder) !== undefined || project.files.kind(`${folder}.py`) !== undefined;
}
