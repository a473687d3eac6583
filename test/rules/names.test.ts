import { describe, expect, it } from 'vitest';
import { fixed, judge, settingsModule, type Workspace } from './support';

async function found(workspace: Workspace, rule: string): Promise<readonly string[]> {
  return (await judge(workspace, rule)).findings.map((finding) => `${finding.severity}: ${finding.message.split('\n')[0]}`);
}

describe('a misspelt setting', () => {
  const rule = 'django/setting-misspelt';

  it.each([
    ['ALLOWED_HOST', 'ALLOWED_HOSTS'],
    ['ALOWED_HOSTS', 'ALLOWED_HOSTS'],
    ['SECURE_SSL_REDIRECTS', 'SECURE_SSL_REDIRECT'],
    ['SESSION_COKIE_SECURE', 'SESSION_COOKIE_SECURE'],
    ['CSRF_TRUSTED_ORIGIN', 'CSRF_TRUSTED_ORIGINS'],
    ['INSTALED_APPS', 'INSTALLED_APPS'],
    ['STATICFILES_DIR', 'STATICFILES_DIRS'],
    ['MIDDLEWARES', 'MIDDLEWARE'],
    ['SECURE_HSTS_INCLUDE_SUBDOMAIN', 'SECURE_HSTS_INCLUDE_SUBDOMAINS'],
  ])('%s is meant for %s', async (name, right) => {
    expect(fixed(await judge(settingsModule(`${name} = []\n`), rule))).toEqual({ 'settings.py': `${right} = []\n` });
  });

  it.each([
    'SITE_NAME',
    'SITE_URL',
    'BASE_URL',
    'ADMIN_URL',
    'CACHE_TTL',
    'DATABASE_URL',
    'EMAIL_HOSTS_FILE',
    'EMAIL_PROVIDER',
    'REDIS_URL',
    'ENVIRONMENT',
    'APPS_DIR',
    'LOCAL_APPS',
    'DJANGO_APPS',
    'THIRD_PARTY_APPS',
    'ROOT_DIR',
    'TEMPLATE_DIR',
    'LOG_LEVEL',
    'LOGIN_EXEMPT_URLS',
    'SESSION_TIMEOUT',
    'MEDIA_DIR',
    'STATIC_DIR',
    'TESTING',
    'CSP_DEFAULT_SRC',
    'CORS_ALLOWED_ORIGINS',
    'REST_FRAMEWORK',
    'ASGI_APPLICATION',
    'WAGTAIL_SITE_NAME',
    'CELERY_TIMEZONE',
    'AWS_S3_REGION_NAME',
    'TIME_ZONES',
    'DEBUG_TOOLBAR_CONFIG',
    'ADMIN',
    'CACHE',
    'TASK',
    'DATABASE',
    'USE_X_FORWARDED_FOR',
    'SECURE_CSP',
    'SESSION_COOKIE_HASH',
    'LANGUAGE',
  ])('%s is a name of its own', async (name) => {
    const silent = ['DATABASE', 'LANGUAGE', 'TIME_ZONES'].includes(name) ? `${name} = 1\nOTHER = ${name}\n` : `${name} = 1\n`;
    expect(await found(settingsModule(silent), rule)).toEqual([]);
  });

  it('is none where the right name is set, where a name is missing, or where any file reads it', async () => {
    expect(await found(settingsModule('ALLOWED_HOSTS = []\nALLOWED_HOST = "x"\n'), rule)).toEqual([]);
    expect(await found(settingsModule('from elsewhere import *\nALLOWED_HOST = "x"\n'), rule)).toEqual([]);
    for (const line of ['x = settings.ALLOWED_HOST', 'x = getattr(settings, "ALLOWED_HOST", None)', 'from settings import ALLOWED_HOST']) {
      expect(await found({ files: { 'settings.py': 'ALLOWED_HOST = "x"\n', 'shop/views.py': `${line}\n` } }, rule)).toEqual([]);
    }
  });

  it('is one where other settings modules only set it too, or a comment names it', async () => {
    const files = {
      'settings.py': 'ALLOWED_HOST = []\n',
      'dev.py': 'ALLOWED_HOST = ["localhost"]\n',
      'shop/a.py': '# ALLOWED_HOST is set in settings\n',
    };
    expect(await found({ files }, rule)).toHaveLength(1);
  });

  it('is not meant for a setting that the version does not have', async () => {
    expect(await found(settingsModule('SECURE_CSPS = {}\nSECURE_CSP_REPORT_ONLYS = {}\n', { django: '5.2' }), rule)).toEqual([]);
  });
});

describe('a removed setting', () => {
  const rule = 'django/setting-removed';

  it('counts from the version on that removed it', async () => {
    expect(await found(settingsModule('USE_L10N = False\n', { django: '4.2' }), rule)).toEqual([]);
    expect(await found(settingsModule('USE_L10N = False\n', { django: '5.0' }), rule)).toEqual([
      'warning: USE_L10N has no effect since Django 5.0 (judged for Django 5.0).',
    ]);
  });

  it('is left alone where something reads it, or a package took it over', async () => {
    expect(await found(settingsModule('TEMPLATE_DIRS = []\nTEMPLATES = [{"DIRS": TEMPLATE_DIRS}]\n'), rule)).toEqual([]);
    expect(await found(settingsModule('COMMENTS_APP = "x"\nLOGOUT_URL = "/out/"\nDATABASE_HOST = "db"\n'), rule)).toEqual([]);
  });

  it('keeps its line where there is a successor, unless a person removes it', async () => {
    const judged = await judge(settingsModule('AUTH_PROFILE_MODULE = "shop.Profile"\n'), rule);
    expect(judged.findings[0]?.fixes.map((fix) => fix.safe)).toEqual([false]);
  });
});

describe('a setting of the wrong type', () => {
  const rule = 'django/setting-type';

  it('is not what the project cannot know', async () => {
    const silent = [
      'import os\nALLOWED_HOSTS = os.environ["H"].split(",")\n',
      'import os\nHOSTS = os.environ.get("H")\nALLOWED_HOSTS = HOSTS.split(",") if HOSTS else []\n',
      'import environ\nenv = environ.Env(ALLOWED_HOSTS=(list, []))\nALLOWED_HOSTS = env("ALLOWED_HOSTS")\n',
      'import environ\nenv = environ.Env()\nALLOWED_HOSTS = env.list("ALLOWED_HOSTS")\nSESSION_COOKIE_AGE = env.int("AGE", default=60)\n',
      'from decouple import config, Csv\nALLOWED_HOSTS = config("H", cast=Csv())\nSESSION_COOKIE_AGE = config("A", cast=int)\n',
      'import os\nSESSION_COOKIE_AGE = int(os.environ.get("A", "60")) * 60\n',
      'SESSION_COOKIE_AGE = None\nFILE_UPLOAD_PERMISSIONS = None\n',
      'SESSION_COOKIE_SAMESITE = "None"\nEMAIL_PORT = "587"\nADMINS = ""\n',
      'import os\nALLOWED_HOSTS = ["*"] if os.environ.get("X") else "example.com"\n',
    ];
    for (const text of silent) expect(await found(settingsModule(text), rule), text).toEqual([]);
  });

  it('is the raw text of the environment once it is set', async () => {
    for (const read of ['os.environ.get("H", [])', 'os.environ["H"]', 'os.getenv("H")']) {
      expect(await found(settingsModule(`import os\nALLOWED_HOSTS = ${read}\n`), rule), read).toEqual([
        'error: ALLOWED_HOSTS is the text of H, not a list.',
      ]);
    }
    expect(await found(settingsModule('import os\nSESSION_COOKIE_AGE = os.environ.get("A", 60)\n'), rule)).toEqual([
      'error: SESSION_COOKIE_AGE is the text of A once that is set, not a number.',
    ]);
  });

  it('is read by the library that the project has, once it is mended', async () => {
    const decouple = 'from decouple import config\nSESSION_COOKIE_AGE = config("A", default=60)\n';
    expect(fixed(await judge(settingsModule(decouple), rule))).toEqual({
      'settings.py': 'from decouple import config\nSESSION_COOKIE_AGE = config("A", default=60, cast=int)\n',
    });
    const environ = 'import environ\nenv = environ.Env()\nALLOWED_HOSTS = env("A")\n';
    expect(fixed(await judge(settingsModule(environ), rule))).toEqual({
      'settings.py': 'import environ\nenv = environ.Env()\nALLOWED_HOSTS = env.list("A")\n',
    });
  });

  it('gets no list where one branch of a condition may be one already', async () => {
    const judged = await judge(settingsModule('ALLOWED_HOSTS = "a.example" if True else []\n'), rule);
    expect(judged.findings.map((finding) => finding.fixes)).toEqual([[]]);
  });

  it('is CONN_MAX_AGE as text too', async () => {
    const databases = (age: string) =>
      `import os\nDATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "CONN_MAX_AGE": ${age}}}\n`;
    expect(await found(settingsModule(databases('os.environ.get("AGE", 60)')), rule)).toEqual([
      'error: CONN_MAX_AGE of the database default is the text of AGE once that is set, not a number.',
    ]);
    expect(fixed(await judge(settingsModule(databases('"60"')), rule))).toEqual({ 'settings.py': databases('60') });
    expect(await found(settingsModule(databases('int(os.environ.get("AGE", 60))')), rule)).toEqual([]);
  });

  it('refuses sets, None and numbers only where Django does', async () => {
    expect(await found(settingsModule('INSTALLED_APPS = {"a"}\nLOCALE_PATHS = None\n'), rule)).toEqual([
      'error: INSTALLED_APPS is a set, and Django takes only a list or a tuple.',
      'error: LOCALE_PATHS is None, and Django takes only a list or a tuple.',
    ]);
    expect(await found(settingsModule('CSRF_TRUSTED_ORIGINS = {"https://a.example"}\n'), rule)).toEqual([]);
  });

  it('adds the comma inside the parentheses, before a comment on the next line or none', async () => {
    expect(fixed(await judge(settingsModule("LOCALE_PATHS = ( 'locale' )  # one\n"), rule))).toEqual({
      'settings.py': "LOCALE_PATHS = ( 'locale', )  # one\n",
    });
    expect(fixed(await judge(settingsModule("LOCALE_PATHS = ('a' + 'b')\n"), rule))).toEqual({
      'settings.py': "LOCALE_PATHS = ('a' + 'b',)\n",
    });
    expect(fixed(await judge(settingsModule("LOCALE_PATHS = ('a') + ('b')\n"), rule))).toEqual({
      'settings.py': "LOCALE_PATHS = [('a') + ('b')]\n",
    });
  });
});
