from contextlib import suppress
from pathlib import Path
from urllib.parse import urlparse

from conf.common.config import build_config

config, CONFIG_FILES = build_config()
BASE_DIR = Path(config.get("filesystem", "base"))
DATA_DIR = Path(config.get("filesystem", "data", fallback=BASE_DIR / "data"))
DEBUG = config.getboolean("site", "debug")
SECRET_KEY = config.get("site", "secret")
SITE_URL = config.get("site", "url")
SITE_NETLOC = urlparse(SITE_URL).netloc
ALLOWED_HOSTS = ["*"] if DEBUG else [SITE_NETLOC.split(":")[0]]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SITE_URL.startswith("https:")
if SESSION_COOKIE_SECURE:
    SECURE_SSL_REDIRECT = False
EMAIL_PORT = int(config.get("mail", "port"))
EMAIL_USE_TLS = config.getboolean("mail", "tls")
HAS_REDIS = config.get("redis", "location") != "False"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
REAL_CACHE_USED = False
if HAS_REDIS:
    CACHES["redis"] = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": config.get("redis", "location")}
    CACHES["redis_sessions"] = {**CACHES["redis"], "TIMEOUT": 3600 * 24 * 30}
    if not REAL_CACHE_USED:
        CACHES["default"] = CACHES["redis"]
        REAL_CACHE_USED = True
SITE_SECTION = dict(config["site"], ports=len(config["site"]["ports"]))
with suppress(ImportError):
    from .override_settings import *
for directory in (DATA_DIR, DATA_DIR / "logs"):
    if not directory.exists():
        MISSING_DIRECTORY = directory
INSTALLED_APPS = ["django.contrib.sessions", "django.contrib.contenttypes"]
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware", "django.middleware.csrf.CsrfViewMiddleware"]
