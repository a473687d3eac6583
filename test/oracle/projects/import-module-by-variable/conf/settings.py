import importlib
import os
from importlib import import_module

from django.core.exceptions import ImproperlyConfigured

DEBUG = False
SECRET_KEY = "gH4-jK8_lZ3.xC7!vB2@nM6#qW1$eR5%tY9^uI4&oP8*aS3(dF7)"
module_name = os.environ.get("SITE_SETTINGS_MODULE", "conf.configuration")
try:
    configuration = importlib.import_module(module_name)
except ModuleNotFoundError as e:
    if getattr(e, "name") == module_name:
        raise ImproperlyConfigured(f"{module_name} is missing")
    raise

for parameter in ("ALLOWED_HOSTS", "DATABASE"):
    if not hasattr(configuration, parameter):
        raise ImproperlyConfigured(f"Required parameter {parameter} is missing from configuration.")

ALLOWED_HOSTS = getattr(configuration, "ALLOWED_HOSTS")
BASE_PATH = getattr(configuration, "BASE_PATH", "")
if BASE_PATH:
    BASE_PATH = BASE_PATH.strip("/") + "/"
LOGIN_TIMEOUT = getattr(configuration, "LOGIN_TIMEOUT", None)
CSRF_COOKIE_PATH = SESSION_COOKIE_PATH = f"/{BASE_PATH.rstrip('/')}"
DATABASES = {"default": getattr(configuration, "DATABASE")}
DATABASES["default"].setdefault("ENGINE", "django.db.backends.sqlite3")
SESSION_COOKIE_SECURE = getattr(configuration, "SESSION_COOKIE_SECURE", False)
for name in dir(configuration):
    if name.startswith("EXTRA_"):
        globals()[name] = getattr(configuration, name)
globals().update({k: v for k, v in import_module("conf.overrides").__dict__.items() if k.isupper()})
