import os

from . import base
from .base import *
from .base import DEFAULTS as base_defaults

MIDDLEWARE.append("django.middleware.csrf.CsrfViewMiddleware")
base.MIDDLEWARE.append("django.middleware.clickjacking.XFrameOptionsMiddleware")
if os.environ.get("EXTRA"):
    DJANGO_MIDDLEWARE_CLASSES.insert(0, "conf.extra.Middleware")
BEFORE_REBIND = len(DJANGO_MIDDLEWARE_CLASSES)
MIDDLEWARE = MIDDLEWARE + ["conf.only.InMiddleware"]
MIDDLEWARE += ["conf.also.OnlyInMiddleware"]
SAME = DJANGO_MIDDLEWARE_CLASSES is base.MIDDLEWARE

SHALLOW = dict(base_defaults)
SHALLOW["TIMEOUT"] = 60
SHALLOW["OPTIONS"]["MAX"] = 2
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache", **DEFAULTS}}
ROW[0].append(1)
SHARED[0]["NEW"] = True


def collect(item, into=[]):
    into.append(item)
    return into


FIRST = collect("a")
SECOND = collect("b")
DEBUG = False
SECRET_KEY = "rT3-yU7_iO1.pA5!sD9@fG2#hJ6$kL8%zX4^cV0&bN5*mQ1(wE7)"
ALLOWED_HOSTS = _hosts = ["conf.example.com"]
_hosts.append("later.example.com")
a = b = []
a.append(1)
B_LIST = b
c = a
c += [2]
C_LIST = a
t = u = (1,)
t += (2,)
T_TUPLE = u
INSTALLED_APPS = []
SECURE_SSL_REDIRECT = True
