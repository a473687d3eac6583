import os

BASE_DIR = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
DEBUG = False
if os.environ.get("DJANGO_DEBUG"):
    DEBUG = True
SECRET_KEY = "xC1-vB5_nM9.qW3!eR7@tY2#uI6$oP8%aS4^dF0&gH5*jK1(lZ3)"
ALLOWED_HOSTS = ["localhost", "127.0.0.1"] if DEBUG else [".example.com"]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
EMAIL_BACKEND = "django.core.mail.backends.%s.EmailBackend" % ("console" if DEBUG else "smtp")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"require_debug_false": {"()": "django.utils.log.RequireDebugFalse"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler"},
        "mail_admins": {
            "level": "ERROR",
            "class": "django.utils.log.AdminEmailHandler",
            "filters": ["require_debug_false"],
            "include_html": DEBUG,
        },
    },
    "root": {"handlers": ["console"], "level": "DEBUG" if DEBUG else "WARNING"},
}
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [os.path.join(BASE_DIR, "templates")],
        "OPTIONS": {
            "context_processors": ["django.template.context_processors.request"],
            "debug": DEBUG,
        },
    }
]
if DEBUG:
    TEMPLATES[0]["APP_DIRS"] = True
    INTERNAL_IPS = type("c", (), {"__contains__": lambda *a: True})()
    MIDDLEWARE.insert(0, "debug_toolbar.middleware.DebugToolbarMiddleware")
else:
    TEMPLATES[0]["OPTIONS"]["loaders"] = [
        ("django.template.loaders.cached.Loader", ["django.template.loaders.app_directories.Loader"]),
    ]
if not DEBUG:
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 2_592_000
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    X_FRAME_OPTIONS = "SAMEORIGIN"
    LOGGING["handlers"]["file"] = {"class": "logging.NullHandler"}
    LOGGING["root"]["handlers"] += ["file"]
if not DEBUG and "X_FRAME_OPTIONS" in globals():
    X_FRAME_OPTIONS = X_FRAME_OPTIONS.replace("SAMEORIGIN", "DENY")
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": os.path.join(BASE_DIR, "db.sqlite3")}}
assert ALLOWED_HOSTS, "hosts are needed"
