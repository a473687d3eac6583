import { describe, expect, it } from 'vitest';
import { judge, type Workspace } from '../support';

const APP = 'INSTALLED_APPS = ["django.contrib.staticfiles"]\n';

/** The ids of Django's checks that the findings of some rules stand for. */
async function idsOf(text: string, rules: readonly string[], more: Partial<Workspace> = {}): Promise<readonly string[]> {
  const files = { 'settings.py': APP + text, 'assets/site.css': '', ...more.files };
  const found = await Promise.all(rules.map((rule) => judge({ ...more, files }, `django/${rule}`)));
  return found.flatMap(({ findings }) => findings.flatMap(({ references }) => (references.length > 0 ? references : ['fails'])));
}

describe('STATICFILES_DIRS', () => {
  const rules = ['staticfiles-dirs-invalid', 'static-root-in-dirs'];

  // What `manage.py check` of Django 5.2.19 reports; `fails` where it ends with an error of Python's instead.
  it.each([
    ['STATICFILES_DIRS = []', []],
    ['STATICFILES_DIRS = ("/project/assets",)', []],
    ['STATICFILES_DIRS = [("a", "/project/assets")]', []],
    ['STATICFILES_DIRS = {"/project/assets"}', ['staticfiles.E001']],
    ['STATICFILES_DIRS = {"/project/assets": 1}', ['staticfiles.E001']],
    ['STATICFILES_DIRS = ""', ['staticfiles.E001']],
    ['STATICFILES_DIRS = None', ['fails']],
    ['STATICFILES_DIRS = False', ['fails']],
    ['STATICFILES_DIRS = [("/project/assets",)]', ['fails']],
    ['STATICFILES_DIRS = [("/a", "/b", "/c")]', ['fails']],
    ['STATICFILES_DIRS = [("a/", "/project/assets")]', ['staticfiles.E003']],
    ['STATICFILES_DIRS = ["/srv/x/"]\nSTATIC_ROOT = "/srv/x"', ['staticfiles.E002']],
    ['STATICFILES_DIRS = [("a", "/srv/x")]\nSTATIC_ROOT = "/srv/y/../x"', ['staticfiles.E002']],
    ['STATICFILES_DIRS = ["/srv/x/y"]\nSTATIC_ROOT = "/srv/x"', []],
  ])('%s is judged as Django does', async (text, ids) => {
    expect(await idsOf(`${text}\n`, rules)).toEqual(ids);
  });
});

describe('a folder of static files', () => {
  const rules = ['static-dir-missing'];

  it('that is missing is a warning of Django’s from 4.0 on', async () => {
    expect(await idsOf('STATICFILES_DIRS = ["/project/missing"]\n', rules)).toEqual(['staticfiles.W004']);
    expect(await idsOf('STATICFILES_DIRS = ["/project/missing"]\n', rules, { django: '3.2' })).toEqual(['fails']);
    expect(await idsOf('STATICFILES_DIRS = ["/project/assets"]\n', rules)).toEqual([]);
  });

  it.each([
    ['outside of the workspace', 'STATICFILES_DIRS = ["/srv/missing"]\n', {}],
    ['counted from where the process starts', 'STATICFILES_DIRS = ["missing"]\n', {}],
    ['of a build', 'STATICFILES_DIRS = ["/project/frontend/dist"]\n', {}],
    ['that a script makes', 'STATICFILES_DIRS = ["/project/missing"]\n', { 'build.sh': 'cp -r frontend missing\n' }],
    ['that the settings make', 'import os\nSTATICFILES_DIRS = ["/project/missing"]\nos.makedirs("/project/missing")\n', {}],
  ])('%s is not known to be missing', async (_, text, files) => {
    expect(await idsOf(text, rules, { files })).toEqual([]);
  });
});

describe('the URLs', () => {
  it.each([
    ['STATIC_URL = "/static"', ['urls.E006']],
    ['STATIC_URL = "static"\nMEDIA_URL = "/m"', ['urls.E006', 'urls.E006']],
    ['STATIC_URL = "/"\nMEDIA_URL = ""', []],
    ['STATIC_URL = None', []],
  ])('%s are judged as Django does', async (text, ids) => {
    expect(await idsOf(`${text}\n`, ['static-url-no-slash'])).toEqual(ids);
  });
});
