import { truth } from '../../evaluate/value';
import { setSetting } from '../edit';
import { doubt, judge } from '../judge';
import { settingsRule } from '../rule';
import { collectedFolder, hasOwnLocation, staticBackend, usesStaticFiles } from '../storages';

export const rule = settingsRule({
  meta: {
    id: 'django/static-root-missing',
    title: 'STATIC_ROOT is not set',
    category: 'static and media',
    severity: 'error',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary: 'collectstatic has no folder to collect into, so that a production server has no static files to serve.',
    settings: ['STATIC_ROOT', 'INSTALLED_APPS', 'STORAGES', 'STATICFILES_STORAGE'],
  },
  messages: {
    missing:
      'STATIC_ROOT is not set, and the project uses static files.\ncollectstatic stops with an error, and with DEBUG off Django serves no static file itself: pages come without style and script.\nName a folder that the web server or WhiteNoise serves.',
  },
  check(context) {
    const root = context.value('STATIC_ROOT');
    const verdict = judge(root, (value) => (value.kind === 'none' ? true : value.kind === 'str' ? value.value === '' : isSet(value)));
    if (verdict === 'never') return;
    const used = usesStaticFiles(context);
    if (used === false) return context.notApplicable('django.contrib.staticfiles is not installed');
    if (used === undefined) return context.unknown(doubt('INSTALLED_APPS', context.value('INSTALLED_APPS')));
    const backend = staticBackend(context);
    if (backend === undefined) return context.unknown('the storage of static files is not known');
    if (!/^(django\.contrib\.staticfiles|whitenoise)\.storage\./.test(backend) || hasOwnLocation(context)) {
      return context.notApplicable(`${backend} does not collect into STATIC_ROOT`);
    }
    if (verdict !== 'always') return context.unknown(doubt('STATIC_ROOT', root));
    const expression = collectedFolder(context);
    context.report({
      message: 'missing',
      place: context.place('STATIC_ROOT'),
      fixes: expression
        ? [
            {
              title: 'Collect static files into the folder "staticfiles"',
              safe: false,
              edit: () => setSetting(context, 'STATIC_ROOT', expression),
            },
          ]
        : [],
    });
  },
});

function isSet(value: Parameters<typeof truth>[0]): boolean | undefined {
  const answer = truth(value);
  return answer === undefined ? undefined : !answer;
}
