import { describe, expect, it } from 'vitest';
import { fixed, judge } from '../support';

const SETTINGS = `from pathlib import Path
BASE_DIR = Path(__file__).resolve().parent
DEBUG = False
SECRET_KEY = "x"
INSTALLED_APPS = ["django.contrib.admin", "django.contrib.staticfiles"]
MIDDLEWARE = []
ROOT_URLCONF = "urls"
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
MEDIA_URL = "/media/"
MEDIA_ROOT = BASE_DIR / "media"
`;
const BASE = {
  'settings.py': SETTINGS,
  'wsgi.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")\n',
  'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")\n',
  'urls.py': 'from django.contrib import admin\nfrom django.urls import path\nurlpatterns = [path("admin/", admin.site.urls)]\n',
  Dockerfile: 'FROM python:3.13\nWORKDIR /app\nCOPY . .\nCMD ["gunicorn", "wsgi", "--bind", "0.0.0.0:8000"]\n',
};

type Files = Readonly<Record<string, string>>;

function conf(...locations: readonly string[]): string {
  return `server {\n    listen 80;\n    ${locations.join('\n    ')}\n    location / { proxy_pass http://web:8000; }\n}\n`;
}

function compose(web: readonly string[], nginx: readonly string[], more = ''): string {
  const list = (items: readonly string[]) => items.map((item) => `      - ${item}\n`).join('');
  const mounts = web.length > 0 ? `    volumes:\n${list(web)}` : '';
  return `services:
  web:
    build: .
${mounts}  nginx:
    image: nginx:1.27
    volumes:
${list(['./nginx.conf:/etc/nginx/conf.d/default.conf:ro', ...nginx])}${more}volumes:
  static:
`;
}

async function found(files: Files): Promise<readonly string[]> {
  const { findings } = await judge({ files: { ...BASE, ...files }, file: 'settings.py' }, 'stack');
  const own = /static|media|collect/;
  return findings.filter(({ rule }) => own.test(rule)).map(({ rule, place }) => `${rule} at ${place.file}`);
}

const COLLECTS = { Dockerfile: BASE.Dockerfile.replace('CMD', 'RUN python manage.py collectstatic --noinput\nCMD') };

describe('static files of two containers', () => {
  it('are one volume at a path of each', async () => {
    const files = { ...COLLECTS, 'nginx.conf': conf('location /static/ { alias /srv/s/; }') };
    expect(await found({ ...files, 'compose.yml': compose(['static:/app/staticfiles'], ['static:/srv/s']) })).toEqual([]);
    expect(await found({ ...files, 'compose.yml': compose(['static:/app/static'], ['static:/srv/s']) })).toEqual([
      'stack/static-path-mismatch at nginx.conf',
    ]);
  });

  it('may be a part of a volume', async () => {
    const mounts = compose(['static:/app'], ['static:/code:ro']);
    expect(
      await found({ ...COLLECTS, 'compose.yml': mounts, 'nginx.conf': conf('location /static/ { alias /code/staticfiles/; }') }),
    ).toEqual([]);
    expect(await found({ ...COLLECTS, 'compose.yml': mounts, 'nginx.conf': conf('location /static/ { root /code; }') })).toEqual([
      'stack/static-path-mismatch at nginx.conf',
    ]);
  });

  it('are followed through a folder of the workspace', async () => {
    const nginx = conf('location /static/ { alias /srv/s/; }');
    const same = compose(['./staticfiles:/app/staticfiles'], ['./staticfiles:/srv/s:ro']);
    expect(await found({ ...COLLECTS, 'nginx.conf': nginx, 'compose.yml': same })).toEqual([]);
    const other = compose(['./collected:/app/staticfiles'], ['./public:/srv/s:ro']);
    expect(await found({ ...COLLECTS, 'nginx.conf': nginx, 'compose.yml': other })).toEqual(['stack/static-path-mismatch at nginx.conf']);
  });

  it('may be put there by somebody else', async () => {
    const nginx = conf('location /static/ { alias /srv/s/; }');
    const odd = compose(['static:/exchange'], ['static:/srv/s']);
    const script = { 'nginx.conf': nginx, 'compose.yml': odd, 'deploy.sh': 'docker compose exec web cp -r staticfiles/. /exchange\n' };
    expect(await found({ ...COLLECTS, ...script })).toEqual([]);
    const ci = { 'nginx.conf': nginx, 'compose.yml': odd, '.github/workflows/deploy.yml': 'run: docker cp x web:/exchange\n' };
    expect(await found({ ...COLLECTS, ...ci })).toEqual([]);
    const third = compose(['static:/exchange'], ['static:/srv/s'], '  assets:\n    image: node:22\n    volumes: [static:/out]\n');
    expect(await found({ ...COLLECTS, 'nginx.conf': nginx, 'compose.yml': third })).toEqual([]);
  });

  it('are not judged where a variable names a mount, or an image from elsewhere may bring them', async () => {
    const nginx = conf('location /static/ { alias /srv/s/; }');
    const variable = compose(['static:/app/staticfiles'], ['$' + '{STATIC_VOLUME}:/srv/s']);
    expect(await found({ ...COLLECTS, 'nginx.conf': nginx, 'compose.yml': variable })).toEqual([]);
    const image = compose(['static:/app/staticfiles'], []).replace('image: nginx:1.27', 'image: ghcr.io/shop/nginx:1');
    expect(await found({ ...COLLECTS, 'nginx.conf': nginx, 'compose.yml': image })).toEqual([]);
  });

  it('are sent by WhiteNoise where nginx does not find them', async () => {
    const mounts = compose([], []);
    const settings = SETTINGS.replace('MIDDLEWARE = []', 'MIDDLEWARE = ["whitenoise.middleware.WhiteNoiseMiddleware"]');
    const nginx = conf('location /static/ { root /srv; try_files $uri @web; }', 'location @web { proxy_pass http://web:8000; }');
    expect(await found({ ...COLLECTS, 'compose.yml': mounts, 'nginx.conf': nginx, 'settings.py': settings })).toEqual([]);
    expect(await found({ ...COLLECTS, 'compose.yml': mounts, 'nginx.conf': nginx })).toEqual([
      'stack/static-volume-missing at compose.yml',
    ]);
  });

  it('are nobody’s where every request goes to Django', async () => {
    const mounts = compose(['static:/app/staticfiles'], []);
    expect(await found({ ...COLLECTS, 'compose.yml': mounts, 'nginx.conf': conf() })).toEqual(['stack/static-not-served at nginx.conf']);
    const traefik = compose(['static:/app/staticfiles'], [], '  traefik:\n    image: traefik:3\n');
    expect(await found({ ...COLLECTS, 'compose.yml': traefik, 'nginx.conf': conf() })).toEqual([]);
    const elsewhere = SETTINGS.replace('"/static/"', '"https://cdn.shop.org/static/"');
    expect(await found({ ...COLLECTS, 'compose.yml': mounts, 'nginx.conf': conf(), 'settings.py': elsewhere })).toEqual([]);
    const wsgi = `${BASE['wsgi.py']}from whitenoise import WhiteNoise\n`;
    expect(await found({ ...COLLECTS, 'compose.yml': mounts, 'nginx.conf': conf(), 'wsgi.py': wsgi })).toEqual([]);
  });

  it('need a location with the prefix of the URL', async () => {
    const files = { ...COLLECTS, 'compose.yml': compose(['static:/app/staticfiles'], ['static:/srv/s']) };
    expect(await found({ ...files, 'nginx.conf': conf('location /assets/ { alias /srv/s/; }') })).toEqual([
      'stack/static-url-mismatch at nginx.conf',
    ]);
    expect(await found({ ...files, 'nginx.conf': conf('location ~ \\.css$ { root /srv; }') })).toEqual([]);
  });
});

describe('uploads', () => {
  it('have to be in the container of nginx', async () => {
    const nginx = conf('location /static/ { alias /app/staticfiles/; }', 'location /media/ { alias /app/media/; }');
    const some = compose(['static:/app/staticfiles', 'media:/app/media'], ['static:/app/staticfiles']);
    expect(await found({ ...COLLECTS, 'compose.yml': some, 'nginx.conf': nginx })).toEqual(['stack/media-path-mismatch at nginx.conf']);
    const all = compose(['static:/app/staticfiles', 'media:/app/media'], ['static:/app/staticfiles', 'media:/app/media']);
    expect(await found({ ...COLLECTS, 'compose.yml': all, 'nginx.conf': nginx })).toEqual([]);
  });
});

describe('collecting', () => {
  const served = {
    'compose.yml': compose(['static:/app/staticfiles'], ['static:/srv/s']),
    'nginx.conf': conf('location /static/ { alias /srv/s/; }'),
  };

  it('is missed where no file of the workspace speaks of it', async () => {
    expect(await found(served)).toEqual(['stack/collectstatic-missing at settings.py']);
    expect(await found({ ...served, 'README.md': 'Then run `manage.py collectstatic`.\n' })).toEqual([]);
    expect(await found({ ...served, 'staticfiles/admin/css/base.css': '' })).toEqual([]);
  });

  it('is added before the user changes, with what the settings need', async () => {
    const dockerfile = 'FROM python:3.13\nWORKDIR /app\nCOPY . .\nRUN useradd shop\nUSER shop\nCMD ["gunicorn", "wsgi"]\n';
    const settings = `import os\n${SETTINGS.replace('"x"', 'os.environ["SECRET_KEY"]')}`;
    const files = { ...BASE, ...served, 'settings.py': settings, Dockerfile: dockerfile };
    const judged = await judge({ files, file: 'settings.py' }, 'stack/collectstatic-missing');
    expect(fixed(judged).Dockerfile).toBe(
      'FROM python:3.13\nWORKDIR /app\nCOPY . .\nRUN useradd shop\nRUN SECRET_KEY=only-for-the-build python manage.py collectstatic --noinput\nUSER shop\nCMD ["gunicorn", "wsgi"]\n',
    );
  });
});
