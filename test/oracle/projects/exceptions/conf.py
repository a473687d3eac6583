import json
import os

from django.core.exceptions import ImproperlyConfigured


class ConfigError(ImproperlyConfigured):
    pass


try:
    SECRET_KEY = os.environ["SECRET_KEY"]
except KeyError as missing:
    SECRET_KEY = "missing " + missing.args[0]

try:
    PORT = int(os.environ.get("PORT", ""))
except (TypeError, ValueError):
    PORT = 8000
else:
    PORT_IS_SET = True
finally:
    PORT_CHECKED = True

try:
    MODE = {"live": "L", "test": "T"}[os.environ["MODE"]]
except KeyError:
    MODE = "D"

try:
    OPTIONS = json.loads("{not json")
except json.JSONDecodeError:
    OPTIONS = {}

try:
    FIRST = [][0]
except IndexError:
    FIRST = None
except Exception:
    FIRST = "other"

try:
    RATIO = 1 / 0
except ZeroDivisionError:
    RATIO = 0.0

try:
    LENGTH = None.size
except AttributeError:
    LENGTH = -1

try:
    try:
        raise ConfigError("inner")
    finally:
        INNER_DONE = True
except ImproperlyConfigured as error:
    CAUGHT = str(error)

if os.environ.get("MODE") == "strict" and len(SECRET_KEY) < 20:
    raise ImproperlyConfigured("SECRET_KEY is too short")

DEBUG = False
ALLOWED_HOSTS = ["conf.example.com"]
SECURE_SSL_REDIRECT = MODE == "L"
INSTALLED_APPS = []
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware", "django.middleware.csrf.CsrfViewMiddleware"]
