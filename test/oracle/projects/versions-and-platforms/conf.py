import os
import platform
import sys
from copy import deepcopy

import django
from corsheaders.defaults import default_headers
from django.conf import global_settings
from django.utils.log import DEFAULT_LOGGING

if django.VERSION >= (4, 2):
    STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
else:
    STATICFILES_STORAGE = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
if django.VERSION[:2] < (4, 0):
    USE_L10N = True
MAJOR = django.VERSION[0]
DJANGO_TEXT = django.get_version()[:1]
if sys.version_info >= (3, 8):
    MODERN = True
if sys.version_info < (3,):
    ANCIENT = True
PY_MAJOR = sys.version_info[0]
IS_WINDOWS = os.name == "nt"
IS_LINUX = sys.platform.startswith("linux")
IS_MAC = platform.system() == "Darwin"
SEPARATOR = os.sep
CORS_ALLOW_HEADERS = list(default_headers) + ["x-custom"]
LOGGING = deepcopy(DEFAULT_LOGGING)
LOGGING["handlers"]["console"]["level"] = "WARNING"
AUTHENTICATION_BACKENDS = list(global_settings.AUTHENTICATION_BACKENDS) + ["conf.Backend"]
SESSION_COOKIE_NAME = global_settings.SESSION_COOKIE_NAME
FILE_UPLOAD_HANDLERS = ["conf.Handler"] + global_settings.FILE_UPLOAD_HANDLERS
DEBUG = False
SECRET_KEY = "kL8-zX4_cV2.bN0!mQ5@wE1#rT9$yU3%iO7^pA2&sD6*fG4(hJ6)"
ALLOWED_HOSTS = ["conf.example.com"]
INSTALLED_APPS = []
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware"]
SECURE_SSL_REDIRECT = True
