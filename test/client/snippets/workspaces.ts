import { expanded, snippet } from './library';
import { type NginxPart, type Place, placeOf } from './places';

/** Production settings without a fault, to which a snippet is added. */
export const SETTINGS = `import os
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
DEBUG = False
SECRET_KEY = os.environ["DJANGO_SECRET_KEY"]
ALLOWED_HOSTS = ["example.com"]
INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "config.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "site", "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31536000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
TIME_ZONE = "UTC"
AUTH_PASSWORD_VALIDATORS = [{"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}}]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "INFO"},
}
`;

/** What a server gives to the settings. Nothing here opens anything. */
export const ENVIRONMENT: Readonly<Record<string, string>> = {
  DJANGO_SECRET_KEY: 'of-the-tests-alone-0123456789-abcdefghijklmnopqrstuvwxyz',
  DJANGO_SECRET_KEY_FALLBACKS: 'of-the-tests-before-9876543210-zyxwvutsrqponmlkjihgfedcba',
  DJANGO_ALLOWED_HOSTS: 'example.com,www.example.com',
  DJANGO_HSTS_SECONDS: '31536000',
  DATABASE_URL: 'postgres://site@127.0.0.1:5432/site',
  POSTGRES_DB: 'site',
  POSTGRES_USER: 'site',
  POSTGRES_PASSWORD: 'of-the-tests',
  POSTGRES_HOST: 'db.example.com',
  REDIS_URL: 'redis://127.0.0.1:6379/0',
  CELERY_BROKER_URL: 'redis://127.0.0.1:6379/1',
  EMAIL_HOST: 'smtp.example.com',
  EMAIL_HOST_USER: 'site',
  EMAIL_HOST_PASSWORD: 'of-the-tests',
  AWS_MEDIA_BUCKET: 'site-media',
  AWS_STATIC_BUCKET: 'site-static',
};

/** The files of a project that Django starts with, apart from its settings. */
export const PROJECT: Readonly<Record<string, string>> = {
  'manage.py': entry(
    'config.settings',
    'from django.core.management import execute_from_command_line\n\nexecute_from_command_line(sys.argv)\n',
  ),
  'config/__init__.py': '',
  'config/urls.py': 'from django.contrib import admin\nfrom django.urls import path\n\nurlpatterns = [path("office/", admin.site.urls)]\n',
  'config/wsgi.py': entry('config.settings', 'from django.core.wsgi import get_wsgi_application\n\napplication = get_wsgi_application()\n'),
};

/** A settings snippet's text at its place, in a project for one line of Django. */
export function settingsProject(
  place: Extract<Place, { kind: 'settings' }>,
  django: string,
  text: string,
): Readonly<Record<string, string>> {
  const before = place.after === undefined ? '' : expanded(place.after);
  const mail = place.bringsMail ? '' : mailSettings(django);
  return {
    ...PROJECT,
    'config/settings.py': `${SETTINGS}\n${mail}\n${before}\n${text}`,
    'config/json_formatter.py': expanded('dj-json-formatter'),
  };
}

/** A project whose settings want nothing: they send mail and a policy too. For Django 6.1. */
export function completeProject(): Readonly<Record<string, string>> {
  return settingsProject({ kind: 'settings', django: ['6.1'], after: 'dj-middleware-csp' }, '6.1', expanded('dj-csp'));
}

/** How mail is sent changed with Django 6.1. */
function mailSettings(django: string): string {
  return expanded(django === '6.1' ? 'dj-email-mailers' : 'dj-email');
}

/** A file of a project, and the project that it belongs to. */
export function fileProject(place: Extract<Place, { kind: 'file' }>, text: string): Readonly<Record<string, string>> {
  const beside = (place.beside ?? []).map((id) => [placeOf(snippet(id)), expanded(id)] as const);
  const others = beside.flatMap(([other, written]) => (other.kind === 'file' ? [[other.path, written] as const] : []));
  const single = `${SETTINGS}\n${place.settings === undefined ? '' : expanded(place.settings)}`;
  const settings = place.path.startsWith('config/settings/') ? SPLIT : { 'config/settings.py': single };
  return { ...PROJECT, ...settings, ...Object.fromEntries(others), [place.path]: text };
}

/** The projects that whole files make together: one for a server with systemd and nginx, one for containers. */
export const SETS: Readonly<Record<'server' | 'containers', Readonly<Record<string, string>>>> = {
  server: {
    ...wholeProject(),
    'requirements.txt':
      'Django==5.2.19\ndjango-environ==0.14.0\ngunicorn==26.2.0\npsycopg[binary]==3.3.9\nredis==8.1.0\nwhitenoise==6.12.0\n',
    'gunicorn.conf.py': expanded('gunicorn-conf'),
    'deploy/site.service': expanded('systemd-gunicorn'),
    'deploy/site-clearsessions.service': expanded('systemd-clearsessions'),
    'deploy/site-clearsessions.timer': expanded('systemd-clearsessions-timer'),
    'deploy/site-backup.service': expanded('systemd-backup'),
    'deploy/site-backup.timer': expanded('systemd-backup-timer'),
    'deploy/nginx/site.conf': expanded('nginx-file'),
    'deploy/deploy.sh': expanded('sh-deploy'),
    'deploy/backup.sh': expanded('sh-backup'),
    '.gitignore': expanded('git-ignore'),
    '.env.example': expanded('env-example'),
    '.gitlab-ci.yml': expanded('ci-gitlab'),
  },
  containers: {
    ...wholeProject(),
    'requirements.txt': 'Django==6.1\ndjango-environ==0.14.0\ngunicorn==26.2.0\npsycopg[binary]==3.3.9\nredis==8.1.0\nwhitenoise==6.12.0\n',
    'gunicorn.conf.py': expanded('gunicorn-conf-container'),
    Dockerfile: expanded('docker-django'),
    '.dockerignore': expanded('docker-ignore'),
    '.gitignore': expanded('git-ignore'),
    'compose.yaml': expanded('compose-django'),
    'nginx/site.conf': expanded('nginx-file-container'),
    '.env.example': expanded('env-example'),
    '.github/workflows/django.yml': expanded('ci-github'),
    'deploy/deploy.sh': expanded('sh-deploy-compose'),
  },
};

function wholeProject(): Readonly<Record<string, string>> {
  return {
    ...PROJECT,
    'manage.py': PROJECT['manage.py']?.replace('config.settings', 'config.settings.development') ?? '',
    'config/wsgi.py': PROJECT['config/wsgi.py']?.replace('config.settings', 'config.settings.production') ?? '',
    'config/settings/__init__.py': '',
    'config/settings/base.py': expanded('dj-settings-base'),
    'config/settings/production.py': expanded('dj-settings-production'),
    'config/settings/development.py': expanded('dj-settings-development'),
    'config/health.py': expanded('dj-health-views'),
    'config/urls.py': `${PROJECT['config/urls.py']}\n${expanded('dj-health-urls')}`,
  };
}

/** The settings above as a package, for modules that build on one of its two. */
const SPLIT: Readonly<Record<string, string>> = {
  'config/settings/__init__.py': '',
  'config/settings/base.py': SETTINGS.replace('.parent.parent', '.parent.parent.parent'),
  'config/settings/common.py': SETTINGS.replace('.parent.parent', '.parent.parent.parent'),
};

function entry(settings: string, rest: string): string {
  return `import os\nimport sys\n\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "${settings}")\n\n${rest}`;
}

const CATCH_ALL = 'server {\n    listen 80 default_server;\n    listen [::]:80 default_server;\n    server_name _;\n    return 444;\n}';
const CATCH_ALL_TLS =
  'server {\n    listen 443 ssl default_server;\n    listen [::]:443 ssl default_server;\n    server_name _;\n    ssl_reject_handshake on;\n    return 444;\n}';
const UPSTREAM = 'upstream app {\n    server unix:/run/site/gunicorn.sock fail_timeout=0;\n}';
const COMPRESSION = 'gzip on;\ngzip_types text/css application/javascript application/json;';
const CERTIFICATE =
  'ssl_certificate /etc/letsencrypt/live/example.com/fullchain.pem;\nssl_certificate_key /etc/letsencrypt/live/example.com/privkey.pem;\nssl_protocols TLSv1.2 TLSv1.3;';
const HEADERS =
  'proxy_set_header Host $host;\nproxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;\nproxy_set_header X-Forwarded-Proto $scheme;';

/** A whole configuration of nginx with a snippet's text at its place, and everything else that makes it sound around it. */
export function nginxConfiguration(place: Extract<Place, { kind: 'nginx' }>, text: string): string {
  const unless = (part: NginxPart, written: string) => (place.replaces?.includes(part) ? '' : written);
  const inside = (block: typeof place.block) => (place.block === block ? text : '');
  const location = `location / {\n${unless('headers', HEADERS)}\n${inside('location')}\nproxy_pass http://app;\n}`;
  const site = `server {\nlisten 443 ssl;\nserver_name example.com;\n${unless('certificate', CERTIFICATE)}\nclient_max_body_size 10m;\n${inside('server')}\n${unless('proxied', location)}\n}`;
  return [
    'worker_processes auto;\nevents {\n    worker_connections 1024;\n}\nhttp {\ninclude mime.types;\nserver_tokens off;',
    unless('compression', COMPRESSION),
    place.beside === undefined ? '' : expanded(place.beside),
    unless('catch-all', CATCH_ALL),
    unless('catch-all-tls', CATCH_ALL_TLS),
    unless('upstream', UPSTREAM),
    inside('http'),
    unless('site', site),
    '}\n',
  ].join('\n');
}
