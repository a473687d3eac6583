import { describe, expect, it } from 'vitest';
import { judge } from '../support';

const WHITENOISE = 'INSTALLED_APPS = []\nMIDDLEWARE = ["whitenoise.middleware.WhiteNoiseMiddleware"]\n';

async function asked(files: Readonly<Record<string, string>>, settings = WHITENOISE): Promise<readonly string[]> {
  const { findings } = await judge({ files: { 'settings.py': settings, ...files }, file: 'settings.py' }, 'stack/requirement-missing');
  return findings.map(({ message }) => /(?:needs|ask for) ([\w[\]-]+)[,.]/.exec(message)?.[1] ?? message);
}

const DJANGO = { 'requirements.txt': 'Django==5.2\n' };

describe('a package that settings use', () => {
  it('is missed where the requirements tell all that is installed', async () => {
    expect(await asked(DJANGO)).toEqual(['whitenoise']);
    expect(await asked({ 'requirements.txt': 'Django==5.2\nwhitenoise[brotli]>=6\n' })).toEqual([]);
    expect(await asked({ 'requirements/base.txt': 'Django\n', 'requirements/production.txt': '-r base.txt\nWhiteNoise\n' })).toEqual([]);
    expect(await asked({})).toEqual([]);
  });

  it('is not missed where something else may install it', async () => {
    const ways: Readonly<Record<string, string>>[] = [
      { 'requirements.txt': 'Django\n-r private.txt\n' },
      { 'requirements.txt': 'Django\n--extra-index-url https://pypi.shop.org/\nshop-base\n' },
      { 'requirements.txt': 'Django\ngit+https://git.shop.org/base.git#egg=shop-base\n' },
      { ...DJANGO, 'environment.yml': 'dependencies: [python]\n' },
      { ...DJANGO, Dockerfile: 'FROM shop/python:3\nCOPY . .\n' },
      { ...DJANGO, Dockerfile: 'FROM python:3.13\nRUN pip install -r deps/all.txt\n' },
      { ...DJANGO, Dockerfile: 'FROM python:3.13\nRUN pip install \\\n    gunicorn \\\n    whitenoise\n' },
      { ...DJANGO, 'deploy.yml': '- pip:\n    name:\n      - whitenoise\n' },
      { ...DJANGO, 'README.md': 'Run `pip install whitenoise` first.\n' },
      { ...DJANGO, 'whitenoise/__init__.py': '' },
      { 'requirements.txt': 'Django\ndjango-heroku\n' },
    ];
    for (const files of ways) expect(await asked(files), JSON.stringify(files)).toEqual([]);
  });

  it('may come from a fork, or along with another distribution, unless a lock file says that it does not', async () => {
    const cors = 'INSTALLED_APPS = ["corsheaders"]\n';
    expect(await asked(DJANGO, cors)).toEqual(['django-cors-headers']);
    expect(await asked({ 'requirements.txt': 'Django\ndjango-cors-middleware\n' }, cors)).toEqual([]);
    const rest = 'INSTALLED_APPS = ["rest_framework"]\n';
    expect(await asked({ 'requirements.txt': 'Django\ndjoser\n' }, rest)).toEqual([]);
  });

  it('counts only where every start uses it', async () => {
    expect(await asked(DJANGO, 'try:\n    import sentry_sdk\nexcept ImportError:\n    pass\n')).toEqual([]);
    expect(
      await asked(DJANGO, 'import os\nif os.environ.get("X"):\n    INSTALLED_APPS = ["corsheaders"]\nelse:\n    INSTALLED_APPS = []\n'),
    ).toEqual([]);
    expect(await asked({ ...DJANGO, 'dev.py': 'import environ\n' }, 'import os\nif os.environ.get("X"):\n    from dev import *\n')).toEqual(
      [],
    );
    expect(await asked(DJANGO, 'import environ\n')).toEqual(['django-environ']);
  });
});

describe('the driver of a database or cache', () => {
  it('is one of several', async () => {
    const postgres = 'DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql"}}\n';
    expect(await asked(DJANGO, postgres)).toEqual(['psycopg2-binary']);
    for (const name of ['psycopg2', 'psycopg2-binary', 'psycopg[binary]', 'psycopg2cffi'])
      expect(await asked({ 'requirements.txt': `Django\n${name}\n` }, postgres), name).toEqual([]);
    const mysql = 'DATABASES = {"default": {"ENGINE": "django.db.backends.mysql"}}\n';
    expect(await asked(DJANGO, mysql)).toEqual(['mysqlclient']);
    expect(await asked({ 'requirements.txt': 'Django\nPyMySQL\n' }, mysql)).toEqual([]);
    const redis = 'CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache"}}\n';
    expect(await asked(DJANGO, redis)).toEqual(['redis']);
    expect(await asked({ 'requirements.txt': 'Django\ncelery[redis]\n' }, redis)).toEqual([]);
  });
});

describe('the server that a command starts', () => {
  const none = 'INSTALLED_APPS = []\n';
  const wsgi = { 'wsgi.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")\n' };

  it('is asked for where the workspace says what is installed', async () => {
    expect(await asked({ ...DJANGO, ...wsgi, Procfile: 'web: gunicorn wsgi\n' }, none)).toEqual(['gunicorn']);
    const uvicorn = 'web: gunicorn wsgi -k uvicorn.workers.UvicornWorker\n';
    expect(await asked({ 'requirements.txt': 'Django\ngunicorn\n', ...wsgi, Procfile: uvicorn }, none)).toEqual(['uvicorn']);
  });

  it('may be a program of the machine', async () => {
    const unit = '[Service]\nWorkingDirectory=/srv/shop\nExecStart=/usr/bin/gunicorn wsgi\n';
    expect(await asked({ ...DJANGO, ...wsgi, 'shop.service': unit }, none)).toEqual([]);
  });
});
