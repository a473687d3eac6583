import type { Place } from '../../base/text';
import { atLeast } from '../../base/version';
import { entry, type Value } from '../../evaluate/value';
import type { NginxConfiguration } from '../../project/nginx/model';
import type { Project } from '../../project/project';
import { replaceExpression, setSetting } from '../edit';
import { certainTexts } from '../judge';
import { staticBlocks } from '../nginxStatic';
import { type Fix, type SettingsContext, settingsRule } from '../rule';
import { FILE_SYSTEM_STORAGE, STATIC_FILES_STORAGE, staticBackend, usesStaticFiles } from '../storages';
import { servedByWhiteNoise, WHITENOISE_MIDDLEWARE } from '../whiteNoise';

const HASHED = 'whitenoise.storage.CompressedManifestStaticFilesStorage';

export const rule = settingsRule({
  meta: {
    id: 'django/static-not-hashed',
    title: 'Static files keep their names when they change',
    category: 'static and media',
    severity: 'info',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary: 'WhiteNoise sends files without a hash in their names, so that browsers ask for them again and again, or keep an old one.',
    settings: ['STORAGES', 'STATICFILES_STORAGE', 'WHITENOISE_MAX_AGE', 'WHITENOISE_IMMUTABLE_FILE_TEST', 'MIDDLEWARE', 'INSTALLED_APPS'],
  },
  messages: {
    short:
      'Static files have no hash in their names ({backend}), so that WhiteNoise lets browsers keep them for {seconds} seconds.\nEach page asks for its style and scripts again, from the workers that answer for pages too.\nUse a storage with a manifest: its files may be kept for ever.',
    stale:
      'Static files have no hash in their names ({backend}), and WHITENOISE_MAX_AGE lets browsers keep them for {seconds} seconds.\nAfter a deployment they work with the old style and scripts for as long.\nUse a storage with a manifest: a file that changes gets another name.',
  },
  check(context) {
    if (usesStaticFiles(context) !== true) return context.notApplicable('django.contrib.staticfiles is not known to be installed');
    if (!servedByWhiteNoise(context)) return;
    if (context.setting('WHITENOISE_IMMUTABLE_FILE_TEST')) return context.notApplicable('the project says itself which files never change');
    if (context.setting('STATICFILES_STORAGE') && atLeast(context.django, '5.1')) {
      return context.notApplicable('STATICFILES_STORAGE is not read any more, which is another matter');
    }
    const backend = staticBackend(context);
    if (backend === undefined) return context.unknown('the storage of static files is not known');
    if (!UNHASHED.has(backend)) return;
    const front = context.project.derived(staticFront);
    if (front) return context.notApplicable(`${front.file} has nginx send the static files`);
    const age = context.setting('WHITENOISE_MAX_AGE')?.value ?? ONE_MINUTE;
    if (age.kind !== 'int') return context.unknown('WHITENOISE_MAX_AGE is not known');
    context.report({
      message: age.value >= ONE_DAY ? 'stale' : 'short',
      data: { backend, seconds: String(age.value) },
      place: placeOf(context),
      fixes: fixesFor(context),
    });
  },
});

const UNHASHED: ReadonlySet<string> = new Set([STATIC_FILES_STORAGE, 'whitenoise.storage.CompressedStaticFilesStorage']);
/** WhiteNoise's own where DEBUG is off. */
const ONE_MINUTE: Value = { kind: 'int', value: 60n };
const ONE_DAY = 86_400n;

/** A configuration of nginx that sends the static files. */
function staticFront(project: Project): NginxConfiguration | undefined {
  const silent = () => undefined;
  return project.nginxConfigurations.find(
    (configuration) => staticBlocks({ project, configuration, unknown: silent, notApplicable: silent }).length > 0,
  );
}

/** The storage where one is written, else WhiteNoise. */
function placeOf(context: SettingsContext): Place {
  const name = ['STATICFILES_STORAGE', 'STORAGES'].find((each) => context.setting(each));
  const item = certainTexts(context, 'MIDDLEWARE').find(({ text }) => text === WHITENOISE_MIDDLEWARE);
  return name === undefined && item ? item.place : context.place(name ?? 'STORAGES');
}

function fixesFor(context: SettingsContext): readonly Fix[] {
  const fix = (edit: Fix['edit']): readonly Fix[] => [{ title: 'Put hashes into the names of static files', safe: false, edit }];
  const old = context.setting('STATICFILES_STORAGE')?.value;
  const storages = context.setting('STORAGES');
  const storage = storages && entry(storages.value, 'staticfiles');
  const written = (old ?? (storage && entry(storage, 'BACKEND')))?.at;
  if (written) return fix(() => replaceExpression(context, written, `"${HASHED}"`));
  if (old || storages) return [];
  if (!atLeast(context.django, '4.2')) return fix(() => setSetting(context, 'STATICFILES_STORAGE', `"${HASHED}"`));
  const lines = [`    "default": {"BACKEND": "${FILE_SYSTEM_STORAGE}"},`, `    "staticfiles": {"BACKEND": "${HASHED}"},`];
  return fix(() => setSetting(context, 'STORAGES', ['{', ...lines, '}'].join('\n')));
}
