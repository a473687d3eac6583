import os

BASE_DIR = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
DEBUG = False
SECRET_KEY = None
ALLOWED_HOSTS = ["portal.example.com"]
INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.auth"]
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "portal.db"}}
FEATURES = {"search": True}

try:
    from portal.local_settings import *
except ImportError:
    LOCAL_SETTINGS = False
else:
    LOCAL_SETTINGS = True
finally:
    SETTINGS_DONE = True

if DEBUG:
    ALLOWED_HOSTS = ["*"]
