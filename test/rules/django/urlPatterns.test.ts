import { describe, expect, it } from 'vitest';
import { judge } from '../support';

/** Whether the admin is seen at its usual path in a `urls.py`. */
async function seesAdmin(urls: string): Promise<boolean> {
  const files = { 'settings.py': 'ROOT_URLCONF = "urls"\n', 'urls.py': urls };
  return (await judge({ files }, 'django/admin-default-path')).findings.length > 0;
}

const IMPORTS = 'from django.contrib import admin\nfrom django.urls import include, path, re_path\n';

describe('the patterns of ROOT_URLCONF', () => {
  it.each([
    ['in a list', `${IMPORTS}urlpatterns = [path("admin/", admin.site.urls)]\n`],
    ['in a list that is added', `${IMPORTS}urlpatterns = []\nurlpatterns += [path("admin/", admin.site.urls)]\n`],
    ['in a sum of lists', `${IMPORTS}urlpatterns = [path("", include("shop.urls"))] + [path("admin/", admin.site.urls)]\n`],
    ['as an expression', `${IMPORTS}urlpatterns = (re_path(r"^admin/", admin.site.urls),)\n`],
    [
      'under other names',
      'import django.urls as u\nfrom django.contrib import admin as a\nurlpatterns = [u.path("admin/", a.site.urls)]\n',
    ],
    [
      'as it was written once',
      'from django.conf.urls import include, url\nfrom django.contrib import admin\nurlpatterns = [url(r"^admin/", include(admin.site.urls))]\n',
    ],
  ])('are read %s', async (_, urls) => {
    expect(await seesAdmin(urls)).toBe(true);
  });

  it.each([
    ['that a later assignment replaces', `${IMPORTS}urlpatterns = [path("admin/", admin.site.urls)]\nurlpatterns = []\n`],
    ['below a prefix', `${IMPORTS}inner = [path("admin/", admin.site.urls)]\nurlpatterns = [path("back/", include(inner))]\n`],
    ['under a condition', `${IMPORTS}urlpatterns = []\nif SOMETHING:\n    urlpatterns += [path("admin/", admin.site.urls)]\n`],
    ['of another path', `${IMPORTS}from paths import path\nurlpatterns = [path("admin/", admin.site.urls)]\n`],
    [
      'for each language',
      `${IMPORTS}from django.conf.urls.i18n import i18n_patterns\nurlpatterns = i18n_patterns(path("admin/", admin.site.urls))\n`,
    ],
  ])('do not count %s', async (_, urls) => {
    expect(await seesAdmin(urls)).toBe(false);
  });
});
