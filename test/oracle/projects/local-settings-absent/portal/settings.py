DEBUG = False
SECRET_KEY = "gR5-yU8_jM1.nB4!vC7@xZ0#lK3$hG6%fD9^sA2&pO5*iU8(yT1)"
ALLOWED_HOSTS = ["portal.example.com", ]
INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.sessions"]
MIDDLEWARE = ["django.contrib.sessions.middleware.SessionMiddleware"]

try:
    from .local_settings import *  # noqa: F401,F403
except ImportError:
    LOCAL = None

try:
    from portal.secrets import API_KEY, SMTP_PASSWORD as EMAIL_HOST_PASSWORD
except ModuleNotFoundError as exc:
    API_KEY = ""
    EMAIL_HOST_PASSWORD = "unset"

try:
    import debug_toolbar  # noqa: F401
except ImportError:
    HAS_TOOLBAR = False
else:
    HAS_TOOLBAR = True
    INSTALLED_APPS.append("debug_toolbar")

try:
    from . import overrides
except ImportError:
    overrides = None
if overrides is not None:
    DEBUG = overrides.DEBUG
DATABASES = getattr(overrides, "DATABASES", {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "x.db"}})
