import os

if "KEY" in os.environ:
    SECRET_KEY = os.environ["KEY"]
DEBUG = os.environ.get("DEBUG", "")
ALLOWED_HOSTS = {"none": (), "star": ["*"], "blank": [""]}.get(os.environ.get("HOSTS"), ["keys.example.com"])
MIDDLEWARE = ["django.middleware.clickjacking.XFrameOptionsMiddleware", "django.middleware.security.SecurityMiddleware"]
INSTALLED_APPS = []
if os.environ.get("FRAME"):
    X_FRAME_OPTIONS = os.environ["FRAME"]
if os.environ.get("OLD"):
    SECRET_KEY_FALLBACKS = [SECRET_KEY, os.environ["OLD"]]
SECURE_SSL_REDIRECT = SECURE_HSTS_PRELOAD = SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_SECONDS = 2
