import ast
import json
import os
from os import environ, getenv


def strtobool(val):
    """Convert a string representation of truth to true (1) or false (0)."""
    val = val.lower()
    if val in ("y", "yes", "t", "true", "on", "1"):
        return 1
    elif val in ("n", "no", "f", "false", "off", "0"):
        return 0
    else:
        raise ValueError("invalid truth value %r" % (val,))


DEBUG = os.environ.get("DEBUG", "False") == "True"
DEBUG_TEXT = os.environ.get("DEBUG")
DEBUG_BOOL = bool(os.environ.get("DEBUG", ""))
DEBUG_NUMBER = bool(int(os.environ.get("DEBUG_LEVEL", 0)))
DEBUG_NEGATED = os.getenv("DEBUG") != "False"
SECRET_KEY = environ.get("SECRET_KEY", "iK8-uJ4_yH2.tG7!rF1@eD6#wS9$qA3%zP5^xO0&cL8*vM4(bN2)")
SECURE_SSL_REDIRECT = getenv("SSL", "true").lower() in ("1", "true", "yes")
SESSION_COOKIE_SECURE = os.environ.get("COOKIE_SECURE", "").lower() == "true"
CSRF_COOKIE_SECURE = bool(strtobool(os.environ.get("COOKIE_SECURE") or "no"))
SESSION_COOKIE_HTTPONLY = os.environ.get("HTTPONLY", "True") != "False"
EMAIL_USE_TLS = strtobool(os.getenv("USE_TLS", "yes"))
ALLOWED_HOSTS = os.environ.get("HOSTS", "localhost").split(",")
ALLOWED_HOSTS_CLEAN = [h.strip() for h in os.getenv("HOSTS", "").split(",") if h.strip()]
NAMES = os.environ.get("NAMES", "").split()
SECURE_HSTS_SECONDS = int(os.environ.get("HSTS", "0"))
SECURE_HSTS_PRELOAD = SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_SECONDS > 3600
RATE = float(os.environ.get("RATE", 1))
EMAIL_PORT = os.environ.get("EMAIL_PORT", 587)
CACHE_OPTIONS = json.loads(os.environ.get("CACHE_CONFIG", "{}"))
ADMINS = ast.literal_eval(os.environ.get("ADMINS", "[]"))
SITE_ID = json.loads(os.environ.get("SITE_ID", "1"))
EMPTY_OR_DEFAULT = os.environ.get("EMPTY_IS_SET") or "default"
EMPTY_OR_NONE = os.environ.get("EMPTY_IS_SET", "default")
NOTHING = os.environ.get("NOTHING")
NOTHING_TEXT = str(os.environ.get("NOTHING"))
os.environ.setdefault("LATE", "set here")
LATE = os.environ["LATE"]
os.environ["WRITTEN"] = "by settings"
WRITTEN = getenv("WRITTEN")
POPPED = os.environ.pop("NO_SUCH", "gone")
COMPARE = os.environ.get("DEBUG") == "1", os.environ.get("SSL") in ["1", "true"]
PREFIXED = {k[len("CACHE_"):]: v for k, v in os.environ.items() if k.startswith("CACHE_")}
INSTALLED_APPS = ["django.contrib.sessions", "django.contrib.contenttypes"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends." + os.environ.get("DB_ENGINE", "sqlite3"),
        "NAME": os.environ.get("DB_NAME", "db"),
    }
}
