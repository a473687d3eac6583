import os

from .common import *

ENABLE_SILK = os.environ.get("SILK") == "1"
if ENABLE_SILK:
    pos = MIDDLEWARE.index("django.middleware.common.CommonMiddleware") + 1
    MIDDLEWARE = (*MIDDLEWARE[:pos], "silk.middleware.SilkyMiddleware", *MIDDLEWARE[pos:])

MIDDLEWARE = list(MIDDLEWARE)
MIDDLEWARE.insert(
    MIDDLEWARE.index("django.middleware.common.CommonMiddleware") + 1,
    "debug_toolbar.middleware.DebugToolbarMiddleware",
)
MIDDLEWARE.insert(-1, "conf.last_but_one.Middleware")
if os.environ.get("MAINTENANCE"):
    MIDDLEWARE = tuple(m for m in MIDDLEWARE if "csrf" not in m.lower())
else:
    MIDDLEWARE.remove("debug_toolbar.middleware.DebugToolbarMiddleware")
LAST = MIDDLEWARE[-1]
FIRST_TWO = MIDDLEWARE[:2]
REVERSED_NAMES = [m.rsplit(".", 1)[-1] for m in reversed(MIDDLEWARE)]
EVERY_OTHER = MIDDLEWARE[::2]
SECOND_INDEX = (MIDDLEWARE + MIDDLEWARE).index(LAST, len(MIDDLEWARE))
POSITIONS = {name.split(".")[-1]: at for at, name in enumerate(MIDDLEWARE, start=1)}
removed = INSTALLED_APPS.pop()
INSTALLED_APPS[0:0] = ["daphne"]
del INSTALLED_APPS[0]
INSTALLED_APPS.append(removed)
ALLOWED_HOSTS = ["x.example.com"]
DEBUG = not ALLOWED_HOSTS
