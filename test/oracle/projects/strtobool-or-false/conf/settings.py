import os

from conf.strings import strtobool

DEBUG = bool(strtobool(os.environ.get("DEBUG") or "False"))
SECRET_KEY = os.environ.get("SECRET_KEY") or "zX6-cV1_bN5.mA9!sD3@fG7#hJ2$kL6%qW1^eR5&tY9*uI3(oP8)"
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "*").split(",")
if os.environ.get("SECURE_PROXY_SSL_HEADER"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = bool(strtobool(os.environ.get("COOKIES") or "True"))
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE and not DEBUG
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "db.sqlite3"}}
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware", "django.middleware.csrf.CsrfViewMiddleware"]
INSTALLED_APPS = ["django.contrib.sessions", "django.contrib.contenttypes"]
