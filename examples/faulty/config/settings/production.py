"""Settings for the server, behind nginx, which ends TLS."""

import os

from .base import *

ALLOWED_HOSTS = ["harbour-books.example", "https://www.harbour-books.example"]
CSRF_TRUSTED_ORIGINS = ["www.harbour-books.example"]

# HTTPS
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = (r"^healthz/$")
SECURE_PROXY_SSL_HEADER = ("X-Forwarded-Proto", "https")
SECURE_REFERER_POLICY = "strict-origin-when-cross-origin"

# Cookies
SESSION_COOKIE_SECURE = os.environ.get("SESSION_COOKIE_SECURE", "True")
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14

X_FRAME_OPTIONS = "SAMEORIGIN"

EMAIL_HOST = env("EMAIL_HOST", default="localhost")
DEFAULT_FROM_EMAIL = "orders@harbour-books.example"
