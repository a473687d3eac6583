import os

import environ

env = environ.Env()
BASE_DIR = os.path.abspath(os.path.dirname(os.path.dirname(__file__)))
SECRET_KEY = env.str("SECRET_KEY", "@25)**hc^rjaiagb4#&q*84hr*uscsxwr-cv#0joiwj$))obyk")
SECURE_PROXY_SSL_HEADER = env.tuple("SECURE_PROXY_SSL_HEADER", str, None)
if env.str("PUBLIC_REQUEST_SCHEME", "").lower() == "https" or SECURE_PROXY_SSL_HEADER:
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
SESSION_COOKIE_AGE = env.int("DJANGO_SESSION_COOKIE_AGE", 604800)
if env.str("SESSION_COOKIE_DOMAIN", None):
    SESSION_COOKIE_DOMAIN = env.str("SESSION_COOKIE_DOMAIN")
    SESSION_COOKIE_NAME = env.str("SESSION_COOKIE_NAME", "kobonaut")
    CSRF_COOKIE_DOMAIN = SESSION_COOKIE_DOMAIN
DEBUG = env.bool("DJANGO_DEBUG", False)
ALLOWED_HOSTS = env.str("DJANGO_ALLOWED_HOSTS", "*").split(" ")
DATABASES = {
    "default": env.db_url(
        "KPI_DATABASE_URL" if "KPI_DATABASE_URL" in os.environ else "DATABASE_URL",
        default="sqlite:///%s/db.sqlite3" % BASE_DIR,
    ),
}
if "KC_DATABASE_URL" in os.environ:
    DATABASES["kobocat"] = env.db_url("KC_DATABASE_URL")
DATABASE_ROUTERS = ["kpi.db_routers.DefaultDatabaseRouter"] if len(DATABASES) > 1 else []
CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://")}
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware", "django.middleware.csrf.CsrfViewMiddleware"]
INSTALLED_APPS = ("django.contrib.sessions", "django.contrib.contenttypes")
