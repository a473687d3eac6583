import os

from configurations import Configuration, values


class Core(Configuration):
    """Settings that will never change per environment."""

    BASE_DIR = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.sessions"]
    MIDDLEWARE = [
        "django.middleware.security.SecurityMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
    ]
    ROOT_URLCONF = "normal.urls"
    SECURE_SSL_REDIRECT = True


class Base(Core):
    """Settings that may change per-environment, some with defaults."""

    EXTRA_MIDDLEWARE = values.ListValue([])
    SECRET_KEY = values.SecretValue()
    ALLOWED_HOSTS = values.ListValue([])
    CAN_EDIT = values.BooleanValue(True)
    SESSION_COOKIE_SECURE = values.BooleanValue(True)
    CSRF_COOKIE_SECURE = values.BooleanValue(True)
    HSTS = values.IntegerValue(3600, environ_name="HSTS_SECONDS")

    def MIDDLEWARE(self):
        return Core.MIDDLEWARE + self.EXTRA_MIDDLEWARE

    @property
    def SECURE_HSTS_SECONDS(self):
        return self.HSTS if self.SECURE_SSL_REDIRECT else 0

    def STATIC_ROOT(self):
        return os.path.join(self.BASE_DIR, "assets")


class Production(Base):
    EXTRA_MIDDLEWARE = ["whitenoise.middleware.WhiteNoiseMiddleware"]
    DEBUG = False

    @property
    def X_FRAME_OPTIONS(self):
        return "DENY" if self.CAN_EDIT else "SAMEORIGIN"


class ReadOnly(Production):
    EXTRA_MIDDLEWARE = Production.EXTRA_MIDDLEWARE + ["normal.readonly.Middleware"]
