import os
from typing import Final

user, *rest = os.environ.get("PAIR", "u:p").split(":")
PASSWORD = ":".join(rest)
major, minor, *_ = os.environ.get("VERSION", "1.0").split(".")
VERSION_INFO: Final[tuple[int, int]] = (int(major), int(minor))
first, *middle, last = range(6)
(a, b), [c, *d] = (1, 2), "xyz"
a, b = b, a
BASE = ["django.contrib.contenttypes"]
EXTRA = ("django.contrib.sessions",)
INSTALLED_APPS = [*BASE, *EXTRA, *(["x.y"] if False else [])]
MIDDLEWARE = ("django.middleware.security.SecurityMiddleware", *("django.middleware.common.CommonMiddleware",))
common = {"timeout": 1, "pool": {"size": 2}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache", **common, **{"timeout": 3}}}
UNIQUE = {*BASE, *EXTRA, *BASE}
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
ALLOWED_HOSTS: list[str] = ["u.example.com"]
ANNOTATED_ONLY: int


def call(one, /, two, *args, three=3, **kwargs):
    return one, two, args, three, sorted(kwargs)


CALLS = [call(*[1, 2, 3], **{"three": 4, "four": 5}), call(1, two=2), call(*"ab", *"cd", x=1, **{"y": 2})]
MIDDLE, LAST = middle, last
VALUES = [a, b, c, d, first]
i = j = 0
i, table = 1, {0: "zero", 1: "one"}
TABLE = table[i]
x = y = []
x += [1]
y = y + [2]
X_LIST, Y_LIST = x, y
SECRET_KEY = "vB8-nM4_qW9.eR5!tY1@uI6#oP2$aS7%dF3^gH8&jK4*lZ9(xC5)"
DEBUG = user == "u" and not rest
