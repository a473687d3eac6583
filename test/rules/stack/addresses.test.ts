/** The rules about names, ports and paths: where each is silent. */
import { describe, expect, it } from 'vitest';
import { judge } from '../support';
import { compose, found, HEADER, HOST, MIDDLEWARE, nginx, PROTO, unit } from './support';

const PASS = 'http://127.0.0.1:8000';
const WEB = { 'nginx.conf': nginx('http://web:8000', HOST + PROTO) };

describe('stack/app-server-reachable', () => {
  it.each([
    ['0.0.0.0 in a container whose port nobody publishes', compose()],
    ['a port of the machine itself', compose('    ports: ["127.0.0.1:8000:8000"]\n')],
    ['expose, which publishes nothing', compose('    expose: ["8000"]\n')],
    ['a port of something else in the container', compose('    ports: ["5555:5555"]\n')],
    ['an address that a variable says', compose('    ports: ["${BIND}:8000:8000"]\n')],
  ])('is silent about %s', async (_, text) => {
    expect(await found('app-server-reachable', HEADER, { 'compose.yml': text, ...WEB })).toEqual([]);
  });

  it('names a published port, also for a header about the host', async () => {
    const files = { 'compose.yml': compose('    ports: ["8000:8000"]\n'), ...WEB };
    expect(await found('app-server-reachable', HEADER, files)).toEqual(['compose.yml']);
    expect(await found('app-server-reachable', 'USE_X_FORWARDED_HOST = True\n', files)).toEqual(['compose.yml']);
    expect(await found('app-server-reachable', '', files)).toEqual([]);
  });

  it('is silent where no proxy stands before it', async () => {
    const alone = compose('    ports: ["8000:8000"]\n').replace(/ {2}proxy:[\s\S]*/, '');
    expect(await found('app-server-reachable', HEADER, { 'compose.yml': alone })).toEqual([]);
  });

  it('is silent about a platform, whose router is the only way', async () => {
    const files = { Procfile: 'web: DJANGO_SETTINGS_MODULE=settings gunicorn --bind 0.0.0.0:8000 shop.wsgi\n' };
    expect(await found('app-server-reachable', HEADER, files)).toEqual([]);
  });
});

describe('stack/host-not-allowed', () => {
  it.each([
    ['a name that stands for another', nginx(PASS).replace('shop.de', 'example.com your-domain.com _ localhost')],
    ['an expression', nginx(PASS).replace('shop.de', '~^www\\d+\\.other\\.de$')],
    ['a template', nginx(PASS).replace('shop.de', '${DOMAIN} {{ name }}')],
    [
      'a name that a condition sends elsewhere',
      nginx(PASS, HOST, 'if ($host = "shop.de") { return 301 https://www.shop.org$request_uri; }'),
    ],
    ['a server that only redirects', nginx(PASS).replace('location / {', 'return 301 https://www.shop.de$request_uri;\n location / {')],
    ['a sub-domain that the list covers', nginx(PASS).replace('shop.de', 'a.b.shop.org')],
  ])('is silent about %s', async (_, site) => {
    expect(await found('host-not-allowed', 'ALLOWED_HOSTS = [".shop.org"]\n', { 'nginx.conf': site })).toEqual([]);
  });

  it.each([
    ['a star', 'ALLOWED_HOSTS = ["*"]\n'],
    ['an empty list, which another rule names', 'ALLOWED_HOSTS = []\n'],
    ['a list that the environment adds to', 'import os\nALLOWED_HOSTS = ["a.de", os.environ["HOST"]]\n'],
    ['a middleware that decides itself', 'ALLOWED_HOSTS = ["a.de"]\nMIDDLEWARE = ["allow_cidr.middleware.AllowCIDRMiddleware"]\n'],
  ])('is silent about %s', async (_, settings) => {
    expect(await found('host-not-allowed', settings, { 'nginx.conf': nginx(PASS) })).toEqual([]);
  });

  it('says each list of names once, and where nginx has them', async () => {
    const files = {
      'settings.py': 'DEBUG = False\nALLOWED_HOSTS = ["shop.de"]\n',
      'nginx.conf': nginx(PASS).replace('shop.de', 'shop.de a.de b.de'),
    };
    const { findings } = await judge({ files }, 'stack/host-not-allowed');
    expect(findings.map(({ message, related }) => `${message.split('\n')[0]} ${related.length}`)).toEqual([
      'nginx answers for a.de, b.de (nginx.conf) and hands the name on, and ALLOWED_HOSTS does not list it. 2',
    ]);
  });
});

describe('stack/header-conflict', () => {
  it.each([
    ['one value in other letters', MIDDLEWARE, 'add_header X-Frame-Options deny always;'],
    ['what Django does not send', MIDDLEWARE, 'add_header Permissions-Policy "camera=()";'],
    ['a policy that nobody chose for Django: that of nginx counts', MIDDLEWARE, 'add_header Referrer-Policy no-referrer;'],
    ['a value that a variable says', MIDDLEWARE, 'add_header X-Frame-Options $frames;'],
    ['an empty one, which nginx does not send', MIDDLEWARE, 'add_header X-Frame-Options "";'],
    ['HSTS that Django does not send', MIDDLEWARE, 'add_header Strict-Transport-Security "max-age=1";'],
    [
      'HSTS in another order',
      `${MIDDLEWARE}${HEADER}SECURE_HSTS_SECONDS = 60\nSECURE_HSTS_INCLUDE_SUBDOMAINS = True\n`,
      'add_header Strict-Transport-Security "includeSubDomains; max-age=60";',
    ],
  ])('is silent about %s', async (_, settings, add) => {
    expect(await found('header-conflict', settings, { 'nginx.conf': nginx(PASS, HOST + PROTO, add) })).toEqual([]);
  });

  it.each([
    ['X-Frame-Options', MIDDLEWARE, 'add_header X-Frame-Options SAMEORIGIN;'],
    ['a policy that somebody chose', `${MIDDLEWARE}SECURE_REFERRER_POLICY = "same-origin"\n`, 'add_header Referrer-Policy no-referrer;'],
    ['HSTS', `${MIDDLEWARE}${HEADER}SECURE_HSTS_SECONDS = 60\n`, 'add_header Strict-Transport-Security "max-age=31536000";'],
  ])('names %s', async (_, settings, add) => {
    expect(await found('header-conflict', settings, { 'nginx.conf': nginx(PASS, HOST + PROTO, add) })).toEqual(['nginx.conf']);
  });
});

describe('stack/upload-limit-mismatch and timeout-mismatch', () => {
  it('are silent where one location takes as much', async () => {
    const site = `${nginx(PASS, HOST, 'client_max_body_size 1m;').trim().slice(0, -1)} location /upload/ {\n  proxy_pass ${PASS};\n  client_max_body_size 50m;\n }\n}\n`;
    expect(await found('upload-limit-mismatch', 'DATA_UPLOAD_MAX_MEMORY_SIZE = 10485760\n', { 'nginx.conf': site })).toEqual([]);
  });

  it.each([
    ['no limit in nginx', 'DATA_UPLOAD_MAX_MEMORY_SIZE = 10485760\n', 'client_max_body_size 0;'],
    ['no limit in Django', 'DATA_UPLOAD_MAX_MEMORY_SIZE = None\n', 'client_max_body_size 1m;'],
    ['a limit that the environment says', 'import os\nDATA_UPLOAD_MAX_MEMORY_SIZE = int(os.environ["MAX"])\n', 'client_max_body_size 1m;'],
  ])('are silent about %s', async (_, settings, limit) => {
    expect(await found('upload-limit-mismatch', settings, { 'nginx.conf': nginx(PASS, HOST, limit) })).toEqual([]);
  });

  it.each([
    ['workers that take many requests', '--bind 127.0.0.1:8000 -k gevent --timeout 300'],
    ['a timeout that is off', '--bind 127.0.0.1:8000 --timeout 0'],
    ['the same time', '--bind 127.0.0.1:8000 --timeout 60'],
    ['the default', '--bind 127.0.0.1:8000'],
  ])('are silent about %s', async (_, options) => {
    expect(await found('timeout-mismatch', '', { 'shop.service': unit(options), 'nginx.conf': nginx(PASS) })).toEqual([]);
  });
});

describe('stack/health-check-refused', () => {
  const common = 'MIDDLEWARE = ["django.middleware.common.CommonMiddleware"]\nALLOWED_HOSTS = ["shop.de"]\n';
  const check = (test: string) => ({ 'compose.yml': compose(`    healthcheck: {test: ${test}}\n`) });

  it.each([
    ['a check that does not fail on 400', common, 'curl http://localhost:8000/'],
    ['a port that Django does not listen on', common, 'curl -f http://localhost:9000/'],
    ['another host', common, 'curl -f http://db:8000/'],
    [
      'a middleware of the project, which may answer',
      common.replace('["django', '["shop.health.HealthMiddleware", "django'),
      'curl -f http://localhost:8000/',
    ],
    ['a list without the middleware that asks', 'MIDDLEWARE = []\nALLOWED_HOSTS = ["shop.de"]\n', 'curl -f http://localhost:8000/'],
  ])('is silent about %s', async (_, settings, test) => {
    expect(await found('health-check-refused', settings, check(test))).toEqual([]);
  });

  it('is silent where the redirect leaves the path out', async () => {
    const settings = `MIDDLEWARE = ["django.middleware.security.SecurityMiddleware", "django.middleware.common.CommonMiddleware"]
ALLOWED_HOSTS = ["localhost"]\nSECURE_SSL_REDIRECT = True\n`;
    expect(await found('health-check-refused', settings, check('wget -q http://localhost:8000/health/'))).toEqual(['compose.yml']);
    expect(
      await found(
        'health-check-refused',
        `${settings}SECURE_REDIRECT_EXEMPT = [r"^health/$"]\n`,
        check('wget -q http://localhost:8000/health/'),
      ),
    ).toEqual([]);
    expect(await found('health-check-refused', settings, check('curl -f http://localhost:8000/health/'))).toEqual([]);
  });
});

describe('stack/script-name-mismatch', () => {
  const admin = 'INSTALLED_APPS = ["django.contrib.admin"]\n';
  const shop = (pass: string, more = '') => nginx(pass, HOST + more).replace('location /', 'location /shop/');

  it.each([
    ['a prefix that nginx leaves on', admin, shop(PASS)],
    ['a prefix that Django knows', `${admin}FORCE_SCRIPT_NAME = "/shop"\n`, shop(`${PASS}/`)],
    ['an API without the admin', '', shop(`${PASS}/`)],
    ['a prefix that gunicorn is told', admin, shop(`${PASS}/`, 'proxy_set_header SCRIPT_NAME /shop;')],
    ['answers that nginx changes', admin, shop(`${PASS}/`, 'proxy_redirect / /shop/;')],
    ['another location for the whole site', admin, `${shop(`${PASS}/`).trim().slice(0, -1)} location / { proxy_pass ${PASS}; }\n}\n`],
    ['a prefix that something before may have taken off', 'FORCE_SCRIPT_NAME = "/shop"\n', nginx(PASS)],
  ])('is silent about %s', async (_, settings, site) => {
    expect(await found('script-name-mismatch', settings, { 'nginx.conf': site })).toEqual([]);
  });
});

describe('stack/unknown-service about what Django looks for', () => {
  const group = (db: string, web = '') => ({ 'compose.yml': `${compose(web)}${db}` });
  const DB = '  db: {image: "postgres:17"}\n';
  const database = (host: string) => `DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "HOST": ${host}}}\n`;

  it.each([
    ['a database by a name of nobody', database('"postgres"'), group(DB)],
    [
      'a database of another network',
      database('"db"'),
      { 'compose.yml': `${compose()}  db: {image: "postgres:17", networks: [inner]}\nnetworks: {inner: {}}\n` },
    ],
    ['localhost, where a container has the database', database('"127.0.0.1"'), group(DB)],
    [
      'a variable that compose gives',
      `import os\n${database('os.environ["DB_HOST"]')}`,
      { 'compose.yml': compose().replace('{DJANGO', '{DB_HOST: nobody, DJANGO') + DB },
    ],
    [
      'a cache by its address',
      'CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://cache:6379/1"}}\n',
      group('  redis: {image: redis}\n'),
    ],
    ['a broker', 'CELERY_BROKER_URL = "amqp://user:secret@rabbit:5672//"\n', group('  mq: {image: rabbitmq}\n')],
  ])('names %s', async (_, settings, files) => {
    expect(await found('unknown-service', settings, files)).toHaveLength(1);
  });

  it.each([
    ['the service', database('"db"'), group(DB)],
    ['a default that the environment may replace', `import os\n${database('os.environ.get("DB_HOST", "localhost")')}`, group(DB)],
    ['localhost without a database in a container: something may listen there', database('"localhost"'), group('')],
    ['a network that is that of the machine', database('"localhost"'), group(DB, '    network_mode: host\n')],
    ['a domain', database('"db.internal.shop.de"'), group(DB)],
    ['a socket', database('"/var/run/postgresql"'), group(DB)],
    [
      'a cache of files',
      'CACHES = {"default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": "cache"}}\n',
      group(DB),
    ],
    ['what extra_hosts names', database('"postgres"'), group(DB, '    extra_hosts: ["postgres:10.0.0.1"]\n')],
  ])('is silent about %s', async (_, settings, files) => {
    expect(await found('unknown-service', settings, files)).toEqual([]);
  });

  it('shows no password of an address', async () => {
    const files = {
      'settings.py': 'DEBUG = False\nCELERY_BROKER_URL = "amqp://user:secret@rabbit:5672//"\n',
      ...group('  mq: {image: rabbitmq}\n'),
    };
    const { findings } = await judge({ files }, 'stack/unknown-service');
    expect(JSON.stringify(findings.map(({ message, related }) => [message, related]))).not.toContain('secret');
  });
});
