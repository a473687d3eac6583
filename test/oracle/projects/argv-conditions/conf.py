import sys

TESTING = "test" in sys.argv or "test_coverage" in sys.argv
RUNNING_DEVSERVER = len(sys.argv) > 1 and sys.argv[1] == "runserver"
IS_COLLECTSTATIC = any(arg == "collectstatic" for arg in sys.argv)
FIRST_TEST = sys.argv[1:2] == ["test"]
PYTEST = "pytest" in sys.modules
DEBUG = RUNNING_DEVSERVER
SECRET_KEY = "gH1-jK5_lZ9.xC3!vB7@nM2#qW6$eR8%tY4^uI0&oP5*aS1(dF7)"
ALLOWED_HOSTS = ["testserver"] if TESTING else ["argv.example.com"]
SECURE_SSL_REDIRECT = "runserver" not in sys.argv and not TESTING
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
else:
    DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "argv"}}
if "migrate" in sys.argv:
    CONN_MAX_AGE = 0
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware"]
INSTALLED_APPS = []
ARGUMENTS = sys.argv[1:]
HAS_ARGUMENTS = len(sys.argv) > 1
COMMAND = sys.argv[1] if len(sys.argv) > 1 else None
IS_MANAGEMENT = any("manage" in arg or "celery" in arg for arg in sys.argv)
