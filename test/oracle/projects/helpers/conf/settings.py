from conf.env import env_bool, env_int, env_list, required
from pathlib import Path


def root(*parts, base=Path(__file__).resolve().parent.parent):
    return str(base.joinpath(*parts))


def cookie(name, secure=True, **extra):
    options = {"name": name, "secure": secure}
    options.update(extra)
    return options


def backend(kind):
    if kind == "smtp":
        return "django.core.mail.backends.smtp.EmailBackend"
    elif kind == "file":
        return "django.core.mail.backends.filebased.EmailBackend"
    return "django.core.mail.backends.console.EmailBackend"


def scaled(factor):
    def scale(number):
        return number * factor

    return scale


def depth(n):
    return [] if n == 0 else [depth(n - 1)]


def add_host(host):
    if host not in ALLOWED_HOSTS:
        ALLOWED_HOSTS.append(host)


join = lambda *parts: "/".join(parts)  # noqa: E731
minutes = scaled(60)

SECRET_KEY = required("CONF_SECRET_KEY")
DEBUG = env_bool("CONF_DEBUG")
ALLOWED_HOSTS = env_list("CONF_HOSTS", ["localhost"], separator=";")
add_host("always.example.com")
add_host("localhost")
EMAIL_TIMEOUT = env_int("CONF_TIMEOUT", default=5, minimum=10)
EMAIL_BACKEND = backend(required("CONF_MAIL", "console"))
SESSION_COOKIE = cookie("sid", samesite="Lax", path=join("", "app"))
CSRF_COOKIE = cookie(secure=not DEBUG, name="csrf")
SESSION_COOKIE_AGE = minutes(20)
NESTED = depth(3)
STATIC_ROOT = root("var", "static")
MEDIA_ROOT = root("media", base=Path("/srv"))


def _databases():
    """One database in debug mode, two otherwise."""
    databases = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": root("db.sqlite3")}}
    if not DEBUG:
        databases["audit"] = dict(databases["default"], NAME=root("audit.sqlite3"))
    return databases


DATABASES = _databases()
SECURE_SSL_REDIRECT = env_bool("CONF_SSL", default=not DEBUG)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = env_bool("CONF_SECURE_COOKIES", True)
INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.auth"]
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware", "django.middleware.csrf.CsrfViewMiddleware"]
