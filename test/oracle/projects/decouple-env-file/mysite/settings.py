from pathlib import Path

from decouple import Csv, config

BASE_DIR = Path(__file__).resolve().parent.parent


def percent(text):
    return int(text) / 100


DEBUG = config("DEBUG", default=False, cast=bool)
SECRET_KEY = config("SECRET_KEY")
ALLOWED_HOSTS = config("ALLOWED_HOSTS", default="", cast=Csv())
CSRF_TRUSTED_ORIGINS = config("CSRF_TRUSTED_ORIGINS", default="https://a.example.com,https://b.example.com", cast=Csv())
EMPTY_CSV = config("EMPTY", cast=Csv())
TUPLE_CSV = config("PORTS", default="1, 2,3", cast=Csv(int, post_process=tuple))
EMAIL_HOST = config("EMAIL_HOST", default="localhost")
EMAIL_PORT = config("EMAIL_PORT", default=25, cast=int)
EMAIL_USE_TLS = config("EMAIL_USE_TLS", default=True, cast=bool)
SECURE_SSL_REDIRECT = config("SECURE_SSL_REDIRECT", default=not DEBUG, cast=bool)
SESSION_COOKIE_SECURE = config("SESSION_COOKIE_SECURE", default="yes", cast=bool)
SECURE_HSTS_SECONDS = config("SECURE_HSTS_SECONDS", default="3600", cast=int)
PRIORITY = config("PRIORITY", cast=lambda v: int(v) * 10)
HOST_LIST = config("ALLOWED_HOSTS", cast=lambda v: [s.strip() for s in v.split(",")])
SAMPLE_RATE = config("SAMPLE_RATE", default="25", cast=percent)
RATIO = config("RATIO", default=0.5, cast=float)
QUOTED = config("QUOTED")
TRAILING = config("TRAILING")
EMPTY = config("EMPTY", default="never used")
NONE_DEFAULT = config("SENTRY_DSN", default=None)
NO_CAST = config("EMAIL_USE_TLS", default=True)
DATABASES = {
    "default": {
        "ENGINE": config("DB_ENGINE", default="django.db.backends.sqlite3"),
        "NAME": config("DB_NAME", default=BASE_DIR / "db.sqlite3"),
        "USER": config("DB_USER", default=""),
    }
}
INSTALLED_APPS = ["django.contrib.sessions", "django.contrib.contenttypes"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
]
