import os

from django.core.exceptions import ImproperlyConfigured

_NOT_GIVEN = object()


class _Missing:
    pass


_missing = _Missing()
DJANGO_ENV = os.environ.get("DJANGO_ENV", "development")


def setting(*, development, production, staging=_NOT_GIVEN, testing=_NOT_GIVEN):
    """Generate a setting depending on the environment."""
    if DJANGO_ENV == "development":
        return development
    if DJANGO_ENV == "staging":
        return production if staging is _NOT_GIVEN else staging
    if DJANGO_ENV == "testing":
        return development if testing is _NOT_GIVEN else testing
    if DJANGO_ENV == "production":
        return production
    raise ImproperlyConfigured(f"Set DJANGO_ENV properly, not to {DJANGO_ENV!r}")


def from_env(name, *, production=_missing, staging=_missing, development=None):
    """Read a variable; in production it has to be there."""
    fallback = setting(development=development, production=production, staging=staging if staging is not _missing else production)
    if isinstance(fallback, _Missing):
        try:
            return os.environ[name]
        except KeyError as error:
            raise ImproperlyConfigured(f"Environment variable {name} is required") from error
    return os.environ.get(name, fallback)


SECRET_KEY = from_env("SECRET_KEY", development="#o-0d1q5&^&06tn@8pr1f(n3$crafd++^%sacao7hj*ea@c)^t")
DEBUG = setting(development=True, production=False, testing=False)
ALLOWED_HOSTS = [
    host.strip() for host in from_env("ALLOWED_HOSTS", development="*", production="fallback.example.com").split(",")
]
SECURE_SSL_REDIRECT = setting(development=False, production=True, staging=False)
SESSION_COOKIE_SECURE = setting(development=False, production=True)
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE
SECURE_HSTS_SECONDS = setting(development=0, production=int(from_env("HSTS", production="3600", development="0")))
BASE_URL = from_env("BASE_URL", production=f"https://{ALLOWED_HOSTS[0]}", development="http://localhost:8000")
INSTALLED_APPS = ["django.contrib.sessions", "django.contrib.contenttypes"] + setting(development=["django.contrib.messages"], production=[])
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware", "django.middleware.csrf.CsrfViewMiddleware"]
