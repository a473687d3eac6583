import os
from pathlib import Path

import django

BASE_DIR = Path(__file__).resolve().parent.parent
USE_S3 = os.getenv("USE_S3", "false") == "true"
CDN = os.getenv("CDN", "")
if USE_S3:
    AWS_STORAGE_BUCKET_NAME = os.environ["AWS_STORAGE_BUCKET_NAME"]
    AWS_S3_CUSTOM_DOMAIN = f"{AWS_STORAGE_BUCKET_NAME}.s3.amazonaws.com"
    STATIC_URL = f"https://{AWS_S3_CUSTOM_DOMAIN}/static/"
    STORAGES = {"default": {"BACKEND": "storages.backends.s3.S3Storage"}, "staticfiles": {"BACKEND": "storages.backends.s3.S3Storage"}}
else:
    STATIC_URL = CDN + "/static/"
    STATIC_ROOT = BASE_DIR / "staticfiles"
    STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    if django.VERSION < (4, 2):
        STATICFILES_STORAGE = STORAGES["staticfiles"]["BACKEND"]
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware", "django.middleware.csrf.CsrfViewMiddleware"]
if not USE_S3:
    MIDDLEWARE.insert(MIDDLEWARE.index("django.middleware.security.SecurityMiddleware") + 1, "whitenoise.middleware.WhiteNoiseMiddleware")
MEDIA_URL, MEDIA_ROOT = "media/", BASE_DIR / "media"
DEBUG = False
SECRET_KEY = "mN5-oP9_qR3.sT7!uV1@wX4#yZ8$aB2%cD6^eF0&gH5*iJ9(kL3)"
ALLOWED_HOSTS = ["st.example.com"]
INSTALLED_APPS = ["django.contrib.contenttypes"]
