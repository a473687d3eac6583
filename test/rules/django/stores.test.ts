import { describe, expect, it } from 'vitest';
import { judge, settingsModule } from '../support';

async function found(rule: string, text: string, files: Readonly<Record<string, string>> = {}, django = '5.2') {
  const workspace = settingsModule(text, { django });
  const { findings } = await judge({ ...workspace, files: { ...workspace.files, ...files } }, `django/${rule}`);
  return findings.map(({ severity, message }) => `${severity}: ${message.split('\n')[0]}`);
}

async function open(rule: string, text: string, files: Readonly<Record<string, string>> = {}) {
  const workspace = settingsModule(text);
  const { findings, judgements } = await judge({ ...workspace, files: { ...workspace.files, ...files } }, `django/${rule}`);
  expect(findings).toEqual([]);
  return judgements.find((judgement) => judgement.rule === `django/${rule}`)?.status;
}

describe('databases', () => {
  it('are judged alike on every way on which they are set', async () => {
    const text = (last: string) => `
import os
if os.environ.get("REPLICA"):
    DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "a"}}
else:
    DATABASES = {"default": {"ENGINE": "${last}", "NAME": "b"}}
`;
    expect(await found('sqlite-in-production', text('django.db.backends.sqlite3'))).toEqual(['warning: The default database is SQLite.']);
    expect(await open('sqlite-in-production', text('django.db.backends.postgresql'))).toBe('unknown');
  });

  it('are not judged by what a URL of the environment may say', async () => {
    const text = 'import dj_database_url\nDATABASES = {"default": dj_database_url.config(conn_max_age=600)}\n';
    for (const rule of ['sqlite-in-production', 'connection-reuse-off', 'database-unencrypted'])
      expect(await open(rule, text)).toBe('unknown');
  });

  it('refuse a pool with connections that are kept for ever', async () => {
    const text = 'DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "CONN_MAX_AGE": None, "OPTIONS": {"pool": True}}}\n';
    expect(await found('connection-pool-conflict', text)).toEqual(['error: The database "default" has a pool, and CONN_MAX_AGE is not 0.']);
    expect(await found('connection-pool-conflict', text, {}, '5.0')).toEqual([]);
  });

  it('have a pool of Oracle from Django 5.2 on', async () => {
    const text = 'DATABASES = {"default": {"ENGINE": "django.db.backends.oracle", "CONN_MAX_AGE": 5, "OPTIONS": {"pool": True}}}\n';
    expect(await found('connection-pool-conflict', text, {}, '5.1')).toEqual([]);
    expect(await found('connection-pool-conflict', text, {}, '5.2')).toHaveLength(1);
  });

  it.each([
    'db',
    'localhost',
    '127.0.0.1',
    '10.1.2.3',
    '172.20.0.4',
    '192.168.1.9',
    '/run/postgresql',
    'db.internal',
    'pg.prod.svc.cluster.local',
    'db.example.com',
  ])('at %s are neighbours', async (host) => {
    const text = `DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "HOST": "${host}"}}\n`;
    expect(await found('database-unencrypted', text)).toEqual([]);
  });

  it.each(['172.40.0.4', '198.51.100.4', 'db.shop.net', 'shop.postgres.database.azure.com'])('at %s are elsewhere', async (host) => {
    const text = `DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "HOST": "${host}"}}\n`;
    expect(await found('database-unencrypted', text)).toHaveLength(1);
  });
});

describe('caches', () => {
  it('of files are compared with folders that are served as Django compares them', async () => {
    const text = (location: string) => `
STATIC_ROOT = "/srv/static"
STATICFILES_DIRS = [("docs", "/srv/docs")]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": "${location}"}}
`;
    const relation = async (location: string) =>
      (await found('cache-file-unsafe', text(location))).map((one) => one.slice(one.indexOf('default" ') + 9));
    expect(await relation('/srv/docs')).toEqual(['is the same as STATICFILES_DIRS.']);
    expect(await relation('/srv/docs/../docs/cache')).toEqual(['is inside STATICFILES_DIRS.']);
    expect(await relation('/srv')).toEqual(['contains STATIC_ROOT.', 'contains STATICFILES_DIRS.']);
    expect(await relation('/srv/docs-cache')).toEqual([]);
    expect(await relation('c:/cache')).toEqual([]);
  });

  it('of sessions are looked up under their alias', async () => {
    const text = `
import os
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
SESSION_ENGINE = "django.contrib.sessions.backends.cache"
SESSION_CACHE_ALIAS = os.environ["ALIAS"]
`;
    expect(await open('session-store-volatile', text)).toBe('unknown');
  });

  it('in memory are no matter where one process runs, and unknown where nobody says', async () => {
    const text = 'CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}\n';
    expect(await open('cache-per-process', text)).toBe('unknown');
    expect(await found('cache-per-process', text, { Procfile: 'web: gunicorn shop.wsgi -w 2\n' })).toHaveLength(1);
  });

  it('are a part of something else where dynaconf merges them', async () => {
    expect(await open('cache-default-missing', 'CACHES = {"dynaconf_merge": True, "pages": {}}\n')).toBe('unknown');
  });
});
