import base64
import json
import os

from .base import *

for key, value in os.environ.items():
    if key.startswith("SITE_SETTINGS_"):
        globals()[key[14:]] = value

if "SITE_JSON_SETTINGS" in os.environ:
    data = json.loads(base64.b64decode(os.environ["SITE_JSON_SETTINGS"]))
    for key in data:
        globals()[key] = data[key]
    SETTINGS_FROM = sorted(data)

# SECURE_X is on when anything was given
SECURE_SSL_REDIRECT = any(key.startswith("SITE_") for key in os.environ)
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
