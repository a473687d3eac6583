from .apps import INSTALLED_APPS as _apps
from .apps import ORDER

ORDER = ORDER + ["web"]
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware"] if "django.contrib.sessions" in _apps else []
MIDDLEWARE += ["django.contrib.sessions.middleware.SessionMiddleware"]
SESSION_COOKIE_SECURE = True
DEBUG = True
