import os

DEBUG = False
SECRET_KEY = "uI9-oP3_aS7.dF1!gH5@jK2#lZ6$xC8%vB4^nM0&qW5*eR1(tY3)"
ALLOWED_HOSTS = ["cookies.example.com"]
INSTALLED_APPS = ["django.contrib.contenttypes"]
MIDDLEWARE = []
if os.environ.get("APP"):
    INSTALLED_APPS += ["django.contrib.sessions"]
if os.environ.get("MIDDLEWARE"):
    MIDDLEWARE += ["django.contrib.sessions.middleware.SessionMiddleware"]
if os.environ.get("CSRF"):
    MIDDLEWARE.append("django.middleware.csrf.CsrfViewMiddleware")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = bool(os.environ.get("SECURE"))
SESSION_COOKIE_HTTPONLY = bool(os.environ.get("HTTPONLY"))
CSRF_USE_SESSIONS = "USE_SESSIONS" in os.environ
if "TRUTHY" in os.environ:
    SESSION_COOKIE_SECURE = "True"
    SESSION_COOKIE_HTTPONLY = 1
    CSRF_COOKIE_SECURE = "yes"
