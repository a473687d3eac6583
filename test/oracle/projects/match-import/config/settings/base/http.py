from .tools import env

_private = 1
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
]
ALLOWED_HOSTS = [h for h in (env("HOSTS") or "").split(",") if h]
SESSION_COOKIE_SECURE = False
