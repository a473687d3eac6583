from pathlib import Path

import environ

ROOT_DIR = Path(__file__).resolve(strict=True).parent.parent
APPS_DIR = ROOT_DIR / "config"
env = environ.Env()

DEBUG = env.bool("DJANGO_DEBUG", False)
SECRET_KEY = env("DJANGO_SECRET_KEY")
ALLOWED_HOSTS = env.list("HOSTS", default=["example.com"])
TUPLED_HOSTS = env.tuple("HOSTS", default=("x",))
ADMIN_PAIRS = env.dict("FLAGS", default={})
FEATURES = env.json("FEATURES", default={})
EMAIL_TIMEOUT = env.int("TIMEOUT", default=5)
RATE = env.float("RATE", default=1.5)
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
NUMBERS = env.list("NUMBERS", cast=int, default=[1, 2])
SITE_NAME = env("SITE_NAME", default="Example")
SITE_TEXT = env.str("SITE_TEXT", "text")
WITH_CAST = env("TIMEOUT", cast=int, default=7)
WITH_CAST_BOOL = env("DJANGO_DEBUG", cast=bool, default=True)
NO_CAST_DEFAULT_BOOL = env("DJANGO_DEBUG", default=True)
NO_CAST_DEFAULT_INT = env("TIMEOUT", default=3)
NONE_DEFAULT = env("SENTRY_DSN", default=None)
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(ROOT_DIR / env("DB_FILE", default="db.sqlite3")),
        "CONN_MAX_AGE": env.int("CONN_MAX_AGE", default=60),
        "ATOMIC_REQUESTS": True,
    }
}
SECURE_SSL_REDIRECT = env.bool("DJANGO_SECURE_SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("DJANGO_SECURE_HSTS_INCLUDE_SUBDOMAINS", default=True)
SECURE_HSTS_PRELOAD = env.bool("DJANGO_SECURE_HSTS_PRELOAD", default=True)
SECURE_CONTENT_TYPE_NOSNIFF = env.bool("DJANGO_SECURE_CONTENT_TYPE_NOSNIFF", default=True)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEBUG
HAS_SECRET = "DJANGO_SECRET_KEY" in env
INSTALLED_APPS = ["django.contrib.sessions", "django.contrib.contenttypes"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
