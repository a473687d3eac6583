import os

sessions = os.environ.get("SESSIONS", "none")
secure = os.environ.get("SECURE") == "1"
INSTALLED_APPS = ["django.contrib.contenttypes"] + ["django.contrib.sessions"] * (sessions in ("both", "app"))
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware"]
if sessions in {"both", "middleware"}:
    MIDDLEWARE += ["django.contrib.sessions.middleware.SessionMiddleware"]
MIDDLEWARE += ["django.middleware.csrf.CsrfViewMiddleware"]
SESSION_COOKIE_SECURE = secure
SESSION_COOKIE_HTTPONLY = secure or None
CSRF_COOKIE_SECURE = secure
CSRF_USE_SESSIONS = bool(os.environ.get("CSRF_SESSIONS"))
SECRET_KEY = "fH4-gI8_jL2.kM6!nP0@oQ3#rT7$sU1%vW5^xY9&zA4*bC8(dE2)"
DEBUG = False
ALLOWED_HOSTS = ["s.example.com"]
