"""Settings for the server, behind nginx, which ends TLS."""

from .base import *

ALLOWED_HOSTS = ["harbour-books.example", "www.harbour-books.example"]
CSRF_TRUSTED_ORIGINS = ["https://www.harbour-books.example"]

# HTTPS
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz/$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"

# Cookies
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
CSRF_COOKIE_SECURE = True

EMAIL_HOST = env("EMAIL_HOST")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = "orders@harbour-books.example"
SERVER_EMAIL = "server@harbour-books.example"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "INFO"},
}
