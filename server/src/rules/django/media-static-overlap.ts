import { text, truth, type Value } from '../../evaluate/value';
import { folderOf, isInside } from '../folders';
import { doubt } from '../judge';
import { type SettingsContext, settingsRule } from '../rule';
import { FILE_SYSTEM_STORAGE, hasOwnLocation, staticBackend, uploadBackend, usesStaticFiles } from '../storages';

export const rule = settingsRule({
  meta: {
    id: 'django/media-static-overlap',
    title: 'Uploads and static files share a place',
    category: 'static and media',
    severity: 'error',
    scope: 'any',
    fix: 'none',
    references: [],
    summary: 'MEDIA_ROOT is STATIC_ROOT, or lies in it, or both have one URL.',
    settings: ['MEDIA_ROOT', 'STATIC_ROOT', 'MEDIA_URL', 'STATIC_URL', 'STORAGES', 'DEFAULT_FILE_STORAGE', 'STATICFILES_STORAGE'],
  },
  messages: {
    refused:
      'MEDIA_ROOT is the folder of STATIC_ROOT.\nDjango refuses that: every page with a static file fails, and collectstatic too.\nGive uploads a folder of their own.',
    same: 'MEDIA_ROOT is the folder of STATIC_ROOT, written in another way.\ncollectstatic --clear deletes what visitors uploaded, and an upload may come to lie among the site’s own files.\nGive uploads a folder of their own.',
    inside:
      'MEDIA_ROOT lies in STATIC_ROOT.\ncollectstatic --clear deletes what visitors uploaded, and it is sent as if it were part of the site, cached for as long.\nGive uploads a folder outside of it.',
    url: 'MEDIA_URL and STATIC_URL are the same.\nDjango refuses that: every page with a static file fails.\nGive uploads a URL of their own.',
  },
  check(context) {
    if (usesStaticFiles(context) !== true) return context.notApplicable('django.contrib.staticfiles is not known to be installed');
    const [uploads, collected] = [uploadBackend(context), staticBackend(context)];
    if (uploads === undefined || collected === undefined) return context.unknown('which storages the project has is not known');
    const isCollected = /^(django\.contrib\.staticfiles|whitenoise)\.storage\./.test(collected) && !hasOwnLocation(context);
    if (!isCollected) return context.notApplicable(`${collected} does not collect into STATIC_ROOT`);
    checkUrls(context);
    if (uploads !== FILE_SYSTEM_STORAGE) return context.notApplicable(`${uploads} does not keep uploads in MEDIA_ROOT`);
    const [media, root] = [context.value('MEDIA_ROOT'), context.value('STATIC_ROOT')];
    if (truth(media) === false || truth(root) === false) return;
    const [above, below] = [certainFolder(media), certainFolder(root)];
    if (above === undefined) return context.unknown(doubt('MEDIA_ROOT', media));
    if (below === undefined) return context.unknown(doubt('STATIC_ROOT', root));
    const same = isEqual(media, root) ? 'refused' : 'same';
    const fault = above === below ? same : isInside(above, below) ? 'inside' : undefined;
    if (fault === undefined) return;
    context.report({
      message: fault,
      place: context.place('MEDIA_ROOT'),
      ...(fault === 'inside' && { severity: 'warning' }),
      related: [{ place: context.place('STATIC_ROOT'), message: 'Static files are collected here' }],
    });
  },
});

/** As Python compares them: a path is never equal to a text. Source: django/contrib/staticfiles/utils.py, check_settings. */
function isEqual(a: Value, b: Value): boolean {
  return (a.kind === 'str' || a.kind === 'path') && a.kind === b.kind && a.value === b.value;
}

function certainFolder(value: Value): string | undefined {
  const folder = folderOf(value);
  return folder?.startsWith('/') ? folder : undefined;
}

/** Source: django/contrib/staticfiles/utils.py, check_settings. */
function checkUrls(context: SettingsContext<'refused' | 'same' | 'inside' | 'url'>): void {
  const [media, collected] = [text(context.value('MEDIA_URL')), text(context.value('STATIC_URL'))];
  if (!media || !collected || absolute(media) !== absolute(collected)) return;
  context.report({ message: 'url', place: context.place('MEDIA_URL') });
}

/** As Django gives it: a relative URL begins with the prefix of the site. */
function absolute(url: string): string {
  return /^(\/|https?:\/\/)/.test(url) ? url : `/${url}`;
}
