import bisect
import heapq
import operator
import random
from copy import copy

DEBUG = True
SECRET_KEY = "wE1-rT9_yU3.iO7!pA2@sD6#fG4$hJ6%kL8^zX4&cV2*bN0(mQ5)"
ALLOWED_HOSTS = ["a.example.com", "c.example.com"]
bisect.insort(ALLOWED_HOSTS, "b.example.com")
MIDDLEWARE = ["django.middleware.csrf.CsrfViewMiddleware"]
operator.iadd(MIDDLEWARE, ["django.middleware.security.SecurityMiddleware"])
INSTALLED_APPS = ["django.contrib.sessions"]
heapq.heappush(INSTALLED_APPS, "django.contrib.contenttypes")
operator.setitem(globals(), "DEBUG", False)
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
operator.setitem(CACHES["default"], "TIMEOUT", 5)
operator.delitem(CACHES["default"], "TIMEOUT")
HELD = [ALLOWED_HOSTS]
random.shuffle(HELD)
UNTOUCHED = ["stays"]
COPIED = copy(UNTOUCHED)
COPIED.append("more")
exec("SECURE_SSL_REDIRECT = True\nUSE_TZ = not DEBUG")
VALUE = eval("1 + 1")
ORDER = [3, 1, 2]
SORTER = ORDER.sort
SORTER()
ORDER_KEYED = sorted(["bb", "a"], key=len)
list(map(UNTOUCHED.append, ["by map"]))
setattr(__import__("sys").modules[__name__], "X_FRAME_OPTIONS", "DENY")
