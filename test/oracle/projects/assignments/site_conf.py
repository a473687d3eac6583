import os
import typing as t
from typing import Any, Final

DEBUG: bool = False
TEMPLATE_DEBUG: bool
SECRET_KEY: Final[str] = "Zx9-Vb7_Nm5.Lk3!Jh1@Gf8#Ds6$Aq4%We2^Rt0&Yu9*Io7(Pp5)"
ALLOWED_HOSTS: t.List[str] = ["example.com"]
DATABASES: dict[str, dict[str, Any]] = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = SESSION_COOKIE_HTTPONLY = SECURE_SSL_REDIRECT = not DEBUG

STATIC_URL, MEDIA_URL = "/static/", "/media/"
(EMAIL_HOST, EMAIL_PORT), EMAIL_USE_TLS = ("smtp.example.com", 587), True
[FIRST_DAY_OF_WEEK, *WORKING_DAYS, LAST_DAY] = range(0, 7)
HEAD, *REST = "alpha,beta,gamma".split(",")

HOUR = 60 * 60
DAY = 24 * HOUR
SESSION_COOKIE_AGE = 14 * DAY
SESSION_COOKIE_AGE //= 2
CONN_MAX_AGE = 600
CONN_MAX_AGE -= 60
DATA_UPLOAD_MAX_MEMORY_SIZE = 5
DATA_UPLOAD_MAX_MEMORY_SIZE *= 1024 ** 2
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_PERMISSIONS |= 0o044
FLAGS = 0b1111
FLAGS &= ~0b0010
FLAGS <<= 2
FLAGS ^= 1
RATIO = 7 / 2
RATIO **= 2
REMAINDER = -7 % 3
FLOOR = -7 // 2
SECURE_HSTS_SECONDS = 31_536_000
SERVER_EMAIL = "root"
SERVER_EMAIL += "@"
SERVER_EMAIL += "example.com"

if (STAGE := os.environ.get("STAGE")) is None:
    STAGE = "dev"
if (extra := os.environ.get("EXTRA_HOSTS", "").split()):
    ALLOWED_HOSTS += extra
ALLOWED_HOSTS += ("localhost",)
EXTRA_COUNT = len(extra)

PRIMARY, SECONDARY = "a", "b"
PRIMARY, SECONDARY = SECONDARY, PRIMARY

TEMPORARY = "to be removed"
del TEMPORARY
ADMINS = MANAGERS = [("Ops", "ops@example.com")]
MANAGERS += [("Second", "second@example.com")]  # the same list: ADMINS grows as well

INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.sessions"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
]
MIDDLEWARE = MIDDLEWARE + ["django.middleware.clickjacking.XFrameOptionsMiddleware"]
USE_TZ = True; USE_I18N = False
TIME_ZONE = (
    "Europe/"
    "Zurich"
)
X_FRAME_OPTIONS = "SAMEORIGIN" \
    if STAGE == "dev" else "DENY"
