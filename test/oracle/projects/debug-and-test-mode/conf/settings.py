import os

DEBUG = os.environ.get("DEBUG") in ("1", "true", "yes")
TEST_MODE = bool(int(os.environ.get("TEST_MODE", "0")))
TOOLBAR = DEBUG and not TEST_MODE
INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.sessions"]
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware", "django.middleware.csrf.CsrfViewMiddleware"]
if TOOLBAR:
    MIDDLEWARE.insert(0, "debug.Toolbar")
if DEBUG or os.environ.get("EMAIL_HOST") is None:
    EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
else:
    EMAIL_HOST = os.environ["EMAIL_HOST"]
    EMAIL_USE_TLS = not DEBUG
if not DEBUG:
    SESSION_COOKIE_SECURE = True
    if DEBUG:
        NEVER = 1
    elif TEST_MODE:
        MAYBE = 1
    else:
        CSRF_COOKIE_SECURE = True
SECURE_SSL_REDIRECT = not (DEBUG or TEST_MODE)
SECURE_HSTS_SECONDS = {True: 0, False: 3600}[DEBUG]
ALLOWED_HOSTS = ["*"] * DEBUG or ["site.example.com"]
SECRET_KEY = "cD5-eF9_gH3.iJ7!kL1@mN4#oP8$qR2%sT6^uV0&wX5*yZ9(aB3)"
