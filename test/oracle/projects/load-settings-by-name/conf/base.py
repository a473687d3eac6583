import os

from conf.core import Settings


class CommunityBaseSettings(Settings):
    """Community base settings, don't use this directly."""

    DEBUG = False
    PRODUCTION_DOMAIN = "docs.local"
    USE_PROMOS = True
    SECRET_KEY = "fG3-hJ7_kL2.zX6!cV1@bN5#mQ9$wE4%rT8^yU3&iO7*pA2(sD6)"
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

    @property
    def ALLOWED_HOSTS(self):
        return [self.PRODUCTION_DOMAIN, "." + self.PRODUCTION_DOMAIN]

    @property
    def SESSION_COOKIE_DOMAIN(self):
        return self.PRODUCTION_DOMAIN

    @property
    def INSTALLED_APPS(self):
        apps = ["django.contrib.contenttypes", "django.contrib.sessions"]
        if self.USE_PROMOS:
            apps.append("promos")
            apps.remove("promos")
        return apps

    MIDDLEWARE = ("django.middleware.security.SecurityMiddleware", "django.middleware.csrf.CsrfViewMiddleware")

    @property
    def LOGGING(self):
        return {"version": 1, "handlers": {}, "root": {"level": "DEBUG" if self.DEBUG else "INFO"}}
