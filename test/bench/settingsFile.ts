/** A settings file of `lines` lines in the manner of a grown project: apps, middleware, templates, logging, integrations, flags. */
export function settingsFile(lines: number): string {
  const out = HEAD.trim().split('\n');
  const room = () => lines - TAIL.length - out.length;
  for (let number = 0; room() >= BLOCKS.length; number++) out.push(...BLOCKS.map((line) => line.replaceAll('@', String(number))));
  while (room() > 0) out.push('# more to come');
  return `${[...out, ...TAIL].join('\n')}\n`;
}

const HEAD = `
"""Settings of a project that has grown for ten years."""
import os
from datetime import timedelta
from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["shop.example.com"])
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
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "shop.urls"
WSGI_APPLICATION = "shop.wsgi.application"
DATABASES = {"default": env.db("DATABASE_URL", default="sqlite:///db.sqlite3")}
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "static"
LOGGING = {"version": 1, "handlers": {"console": {"class": "logging.StreamHandler"}}, "loggers": {}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
CELERY_BEAT_SCHEDULE = {}


def flag(name, default=False):
    return os.environ.get("FLAG_" + name, str(default)).lower() in ("1", "true", "yes")
`;

/** `@` is the number of the block. */
const BLOCKS = [
  '',
  '# integration @',
  'SERVICE_@_URL = os.environ.get("SERVICE_@_URL", "https://service-@.example.com")',
  'SERVICE_@_TIMEOUT = int(os.environ.get("SERVICE_@_TIMEOUT", "@"))',
  'SERVICE_@_ENABLED = flag("SERVICE_@", default=not DEBUG)',
  'if SERVICE_@_ENABLED:',
  '    INSTALLED_APPS += ["shop.service_@"]',
  '    LOGGING["loggers"]["shop.service_@"] = {',
  '        "handlers": ["console"],',
  '        "level": "DEBUG" if DEBUG else "INFO",',
  '    }',
  'CACHES["service_@"] = {',
  '    "BACKEND": "django.core.cache.backends.redis.RedisCache",',
  '    "LOCATION": f"redis://{os.environ.get(\'REDIS_HOST\', \'redis\')}:6379/@",',
  '    "TIMEOUT": 60 * @,',
  '}',
  'CELERY_BEAT_SCHEDULE["service_@"] = {"task": "shop.service_@.run", "schedule": timedelta(minutes=@)}',
  'SERVICE_@_PATHS = [str(BASE_DIR / name) for name in ("in", "out", "failed-@")]',
];

const TAIL = [
  '',
  'if not DEBUG:',
  '    SECURE_SSL_REDIRECT = True',
  '    SECURE_HSTS_SECONDS = 3600',
  '    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True',
  'PAGE_SIZE = 20',
];
