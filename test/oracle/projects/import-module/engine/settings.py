import importlib
import os
from importlib import import_module

config_name = os.environ.get("ENGINE_CONFIG", "engine.configs.small")
try:
    configuration = importlib.import_module(config_name)
except ModuleNotFoundError as e:
    if getattr(e, "name", None) != config_name:
        raise
    configuration = import_module("engine.configs.small")
    FELL_BACK = True

DEBUG = getattr(configuration, "DEBUG", False)
SECRET_KEY = getattr(configuration, "SECRET_KEY", "")
ALLOWED_HOSTS = getattr(configuration, "ALLOWED_HOSTS")
PAGE = configuration.PAGE
DATABASES = getattr(configuration, "DATABASES", {})
for setting in dir(configuration):
    if setting.isupper() and setting.startswith("SECURE_"):
        globals()[setting] = getattr(configuration, setting)
small = __import__("engine.configs.small", fromlist=["PAGE"])
SMALL_PAGE = small.PAGE
INSTALLED_APPS = []
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware"]
