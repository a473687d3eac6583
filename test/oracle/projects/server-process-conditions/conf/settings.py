import os
import platform
import sys

import django

TESTING = "test" in sys.argv
RUNSERVER = len(sys.argv) > 1 and sys.argv[1] == "runserver"
MANAGED = sys.argv[0].endswith("manage.py")
UNDER_PYTEST = "pytest" in sys.modules
SECURE_SSL_REDIRECT = "runserver" not in sys.argv and "test" not in sys.argv
DEBUG = RUNSERVER or UNDER_PYTEST
if not DEBUG and not TESTING:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
IS_WINDOWS = sys.platform == "win32" or os.name == "nt"
LINUX = platform.system() == "Linux"
MODERN = sys.version_info >= (3, 8)
DJANGO_MAJOR = django.VERSION[0]
FIVE = django.VERSION >= (5, 0)
if django.VERSION < (4, 0):
    USE_L10N = True
if FIVE:
    STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
IN_COMMAND = any(arg in ("migrate", "makemigrations", "collectstatic") for arg in sys.argv)
MODULE = __name__
MAIN = __name__ == "__main__"
PACKAGE = __package__
INSTALLED_APPS = ["django.contrib.sessions", "django.contrib.contenttypes"]
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware", "django.middleware.csrf.CsrfViewMiddleware"]
SECRET_KEY = "eR2-tY7_uI3.oP8!aS4@dF9#gH5$jK1%lZ6^xC2&vB7*nM3(qW8)"
ALLOWED_HOSTS = ["srv.example.com"]
