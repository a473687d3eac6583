import { describe, expect, it } from 'vitest';
import { fixed, judge, settingsModule, type Workspace } from './support';

async function found(workspace: Workspace, rule: string): Promise<readonly string[]> {
  return (await judge(workspace, rule)).findings.map((finding) => `${finding.severity}: ${finding.message.split('\n')[0]}`);
}

const MANIFEST = 'django.contrib.staticfiles.storage.ManifestStaticFilesStorage';

describe('the storage settings of before', () => {
  const rule = 'django/storage-setting-removed';

  it('are converted in the block where they stand', async () => {
    const text = `DEBUG = False\nif not DEBUG:\n    STATICFILES_STORAGE = "${MANIFEST}"  # hashed\nX = 1\n`;
    expect(fixed(await judge(settingsModule(text), rule))['settings.py']).toBe(`DEBUG = False
if not DEBUG:
    STORAGES = {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
        },
        "staticfiles": {
            "BACKEND": "${MANIFEST}",
        },
    }  # hashed
X = 1
`);
  });

  it('keep the expression that gives the value', async () => {
    const text = `STORAGE = "${MANIFEST}"\nSTATICFILES_STORAGE = STORAGE\n`;
    expect(fixed(await judge(settingsModule(text), rule))['settings.py']).toContain('"BACKEND": STORAGE,');
  });

  it('are converted with Windows line ends where the file has them', async () => {
    const text = `A = 1\r\nSTATICFILES_STORAGE = "${MANIFEST}"\r\n`;
    const result = fixed(await judge(settingsModule(text), rule))['settings.py'] ?? '';
    expect(result).toContain('STORAGES = {\r\n    "default": {\r\n');
    expect(result.replaceAll('\r\n', '')).not.toContain('\n');
  });

  it('are an error with STORAGES before 5.1, deprecated alone, and nothing before 4.2', async () => {
    const old = `STATICFILES_STORAGE = "${MANIFEST}"\n`;
    const both = `${old}STORAGES = {"default": {"BACKEND": "a.B"}, "staticfiles": {"BACKEND": "c.D"}}\n`;
    expect(await found(settingsModule(old, { django: '4.1' }), rule)).toEqual([]);
    expect(await found(settingsModule(old, { django: '5.0' }), rule)).toEqual([
      'warning: STATICFILES_STORAGE is deprecated since Django 4.2, and ignored without a word from 5.1 on.',
    ]);
    expect(await found(settingsModule(both, { django: '5.0' }), rule)).toEqual([
      'error: STATICFILES_STORAGE and STORAGES are both set, and Django refuses to start with both.',
    ]);
    expect(await found(settingsModule(both, { django: '5.1' }), rule)).toEqual([
      'info: STATICFILES_STORAGE has no effect since Django 5.1; STORAGES decides.',
    ]);
  });

  it('are no fault when they stand in the branch of an older Django', async () => {
    const text = `import django\nif django.VERSION >= (4, 2):\n    STORAGES = {"default": {"BACKEND": "a.B"}, "staticfiles": {"BACKEND": "c.D"}}\nelse:\n    STATICFILES_STORAGE = "${MANIFEST}"\n`;
    expect(await found(settingsModule(text), rule)).toEqual([]);
  });
});

describe('STATIC_ROOT', () => {
  const rule = 'django/static-root-missing';
  const apps = 'INSTALLED_APPS = ["django.contrib.staticfiles"]\n';

  it('is missed where it is None or empty', async () => {
    for (const value of ['None', '""']) expect(await found(settingsModule(`${apps}STATIC_ROOT = ${value}\n`), rule)).toHaveLength(1);
  });

  it('is not judged where it, the apps or the storage are not known', async () => {
    const unknown = [
      `import os\n${apps}STATIC_ROOT = os.environ.get("STATIC_ROOT")\n`,
      'from elsewhere import INSTALLED_APPS\n',
      `import os\n${apps}STORAGES = {"default": {"BACKEND": "a.B"}, "staticfiles": {"BACKEND": os.environ["BACKEND"]}}\n`,
      `from elsewhere import *\n${apps}`,
    ];
    for (const text of unknown) {
      const judged = await judge(settingsModule(text), rule);
      expect(judged.findings).toEqual([]);
      expect(judged.judgements.find((judgement) => judgement.rule === rule)?.status).toBe('unknown');
    }
  });

  it('does not matter to a storage with a folder of its own', async () => {
    const storages = `STORAGES = {"default": {"BACKEND": "a.B"}, "staticfiles": {"BACKEND": "${MANIFEST}", "OPTIONS": {"location": "/srv/static"}}}\n`;
    expect(await found(settingsModule(apps + storages), rule)).toEqual([]);
  });

  it('matters where an ignored setting asks for another storage', async () => {
    const old = 'STATICFILES_STORAGE = "storages.backends.s3.S3ManifestStaticStorage"\n';
    expect(await found(settingsModule(apps + old, { django: '5.2' }), rule)).toHaveLength(1);
    expect(await found(settingsModule(apps + old, { django: '4.2' }), rule)).toEqual([]);
  });

  it('gets no fix where the settings know no folder to start from', async () => {
    expect((await judge(settingsModule(apps), rule)).findings[0]?.fixes).toEqual([]);
  });
});
