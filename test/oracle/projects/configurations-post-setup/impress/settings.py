import os
from socket import gethostbyname, gethostname

from configurations import Configuration, values

BASE_DIR = os.path.dirname(os.path.abspath(__file__))
DATA_DIR = os.path.join("/", "data")


class FeatureMixin:
    FEATURE_X = values.BooleanValue(False, environ_name="FEATURE_X", environ_prefix=None)
    EXTRA_APPS = ["feature"]


class Base(FeatureMixin, Configuration):
    DEBUG = False
    USE_SWAGGER = False
    SECRET_KEY = values.Value(None)
    ALLOWED_HOSTS = values.ListValue([], environ_name="ALLOWED_HOSTS", environ_prefix=None)
    SERVER_TO_SERVER_API_TOKENS = values.ListValue([])
    DATABASES = {
        "default": {
            "ENGINE": values.Value("django.db.backends.postgresql", environ_name="DB_ENGINE", environ_prefix=None),
            "NAME": values.Value("impress", environ_name="DB_NAME", environ_prefix=None),
            "PORT": values.IntegerValue(5432, environ_name="DB_PORT", environ_prefix=None),
        }
    }
    MIDDLEWARE = [
        "django.middleware.security.SecurityMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
    ]
    INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.sessions"]
    SENTRY_DSN = values.Value(None, environ_name="SENTRY_DSN", environ_prefix=None)
    SITE_ID = 1

    @property
    def ENVIRONMENT(self):
        """Environment in which the application is launched."""
        return self.__class__.__name__.lower()

    @classmethod
    def post_setup(cls):
        super().post_setup()
        if cls.SENTRY_DSN is not None:
            cls.MIDDLEWARE = ["sentry.first.Middleware", *cls.MIDDLEWARE]
        if cls.FEATURE_X:
            cls.INSTALLED_APPS.append("django.contrib.messages")


class Development(Base):
    DEBUG = True
    ALLOWED_HOSTS = ["*"]


class Production(Base):
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    LANGUAGE_CODE = values.Value("en-us", environ_name="LANG_CODE", environ_prefix=None)
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "KEY_PREFIX": values.Value("impress", environ_name="CACHES_KEY_PREFIX", environ_prefix=None)}}
