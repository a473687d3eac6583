import os
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent
VARIANT = os.environ.get("VARIANT")
DEBUG = False
SECRET_KEY = "vB5-nM9_qW3.eR7!tY1@uI2#oP6$aS8%dF4^gH0&jK5*lZ1(xC9)"
ALLOWED_HOSTS = ["assets.example.com"]
INSTALLED_APPS = ["django.contrib.staticfiles"]
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware", "django.middleware.csrf.CsrfViewMiddleware"]
STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "collected"
MEDIA_ROOT = BASE_DIR / "media"
STATICFILES_DIRS = [BASE_DIR / "static"]
if VARIANT == "root-in-dirs":
    STATICFILES_DIRS.append(STATIC_ROOT)
elif VARIANT == "text":
    STATICFILES_DIRS = str(BASE_DIR / "static")
elif VARIANT == "prefix":
    STATICFILES_DIRS = [("site/", BASE_DIR / "static")]
elif VARIANT == "file-cache":
    CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": MEDIA_ROOT / "cache"},
    }
elif VARIANT == "relative-cache":
    CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": "cache"},
    }
else:
    STORAGES = {"default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}
