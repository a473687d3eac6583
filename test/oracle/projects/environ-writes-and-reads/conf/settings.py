import os
from os import environ, getenv

import environ as django_environ

environ.setdefault("DEBUG", "off")
if "OLD_NAME" in os.environ and "NEW_NAME" not in os.environ:
    os.environ["NEW_NAME"] = os.environ.pop("OLD_NAME")
os.environ.update({"APP_C": "3"}, APP_D="4")
NAME = getenv("NEW_NAME", "none")
GONE = os.environ.get("OLD_NAME")
APP = {key[4:].lower(): int(value) for key, value in sorted(os.environ.items()) if key.startswith("APP_")}
env = django_environ.Env(DEBUG=(bool, False))
DEBUG = env("DEBUG")
os.environ["CACHE_URL"] = "dummycache://"
CACHES = {"default": env.cache()}
snapshot = dict(os.environ)
snapshot["APP_C"] = "changed"
APP_C = os.environ["APP_C"]
del os.environ["APP_C"]
STILL = "APP_C" in os.environ, "APP_D" in environ, "APP_C" in snapshot
try:
    os.environ["APP_C"]
except KeyError as missing:
    MISSING = missing.args[0]
os.putenv("IGNORED", "x")
IGNORED = os.environ.get("IGNORED", "not seen")
os.environ.pop("NEVER_SET", None)
SECRET_KEY = os.environ.setdefault("SECRET_KEY", "qW1-eR6_tY2.uI7!oP3@aS8#dF4$gH9%jK5^lZ1&xC6*vB2(nM7)")
ALLOWED_HOSTS = [f"{NAME}.example.com"]
