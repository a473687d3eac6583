import os
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
DEBUG = int(os.environ.get("DEBUG", default=0))
SECRET_KEY = os.environ.get("SECRET_KEY", default="mQ5-wE1_rT9.yU3!iO7@pA2#sD6$fG4%hJ6^kL8&zX4*cV2(bN0)")
ALLOWED_HOSTS = os.environ.get("DJANGO_ALLOWED_HOSTS", "localhost 127.0.0.1 [::1]").split(" ")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "rest_framework",
    "corsheaders",
]
MIDDLEWARE = [
    "corsheaders.middleware.CorsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

USE_S3 = os.getenv("USE_S3") == "TRUE"
if USE_S3:
    AWS_ACCESS_KEY_ID = os.getenv("AWS_ACCESS_KEY_ID")
    AWS_STORAGE_BUCKET_NAME = os.getenv("AWS_STORAGE_BUCKET_NAME")
    AWS_S3_REGION_NAME = os.getenv("AWS_S3_REGION_NAME", "us-east-1")
    AWS_S3_CUSTOM_DOMAIN = f"{AWS_STORAGE_BUCKET_NAME}.s3.{AWS_S3_REGION_NAME}.amazonaws.com"
    AWS_S3_OBJECT_PARAMETERS = {"CacheControl": "max-age=%d" % (60 * 60 * 24)}
    AWS_LOCATION = "static"
    STATIC_URL = f"https://{AWS_S3_CUSTOM_DOMAIN}/{AWS_LOCATION}/"
    MEDIA_URL = "https://%s/%s/" % (AWS_S3_CUSTOM_DOMAIN, "media")
    STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
else:
    STATIC_URL = "/staticfiles/"
    STATIC_ROOT = BASE_DIR / "staticfiles"
    MEDIA_URL = "/mediafiles/"
    MEDIA_ROOT = BASE_DIR / "mediafiles"

REDIS_HOST = os.environ.get("REDIS_HOST", "redis")
REDIS_PASSWORD = os.environ.get("REDIS_PASSWORD")
REDIS_AUTH = f":{REDIS_PASSWORD}@" if REDIS_PASSWORD else ""
REDIS_URL = f"redis://{REDIS_AUTH}{REDIS_HOST}:{os.environ.get('REDIS_PORT', 6379)}"
CELERY_BROKER_URL = os.environ.get("CELERY_BROKER", f"{REDIS_URL}/0")
CELERY_RESULT_BACKEND = os.environ.get("CELERY_BACKEND", REDIS_URL + "/1")
CELERY_TASK_TIME_LIMIT = 30 * 60
CELERY_ACCEPT_CONTENT = ["json"]
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": [f"{REDIS_URL}/{db}" for db in (2, 3)],
        "OPTIONS": {"db": "2"},
    }
}
CORS_ALLOWED_ORIGINS = [o for o in os.environ.get("CORS", "").split(";") if o]
CORS_ALLOW_ALL_ORIGINS = not CORS_ALLOWED_ORIGINS and bool(DEBUG)
CSRF_TRUSTED_ORIGINS = CORS_ALLOWED_ORIGINS.copy()
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ("rest_framework.authentication.SessionAuthentication",),
    "DEFAULT_RENDERER_CLASSES": (
        "rest_framework.renderers.JSONRenderer",
        *(("rest_framework.renderers.BrowsableAPIRenderer",) if DEBUG else ()),
    ),
    "PAGE_SIZE": int(os.environ.get("PAGE_SIZE", "50")),
}
LOG_LEVEL = os.getenv("DJANGO_LOG_LEVEL", "info").upper()
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {"": {"level": LOG_LEVEL, "handlers": ["console"]}},
}
DATABASES = {
    "default": {
        "ENGINE": os.environ.get("SQL_ENGINE", "django.db.backends.sqlite3"),
        "NAME": os.environ.get("SQL_DATABASE", BASE_DIR / "db.sqlite3"),
        "USER": os.environ.get("SQL_USER", "user"),
    }
}
SECURE_SSL_REDIRECT = USE_S3
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEBUG
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"] if DEBUG else [
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
QUOTED = 'it\'s "quoted"' + "it's \"quoted\""
EMPTY_SPLIT = "".split(","), "".split(), "a,,b".split(","), " a  b ".split(" "), "a b c".split(None, 1)
