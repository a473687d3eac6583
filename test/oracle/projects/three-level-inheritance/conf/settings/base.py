import os

SITE = os.environ.get("SITE", "south")
DEBUG = True
ALLOWED_HOSTS = []
INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.sessions"]
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
__all__ = ["SITE", "DEBUG", "ALLOWED_HOSTS", "INSTALLED_APPS", "MIDDLEWARE", "CACHES", "helper"]
HIDDEN = "not exported"


def helper(name):
    return f"{SITE}.{name}"
