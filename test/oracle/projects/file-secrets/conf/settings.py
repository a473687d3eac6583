import os
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent


def from_file_or_env(name, default=""):
    path = os.environ.get(name + "_FILE")
    if path and os.path.exists(path):
        with open(path) as handle:
            return handle.read().strip()
    return os.environ.get(name, default)


with open(BASE_DIR / "secret.txt") as f:
    SECRET_KEY = f.read().strip()
VERSION = (BASE_DIR / "VERSION").read_text().strip()
MAJOR = VERSION.split(".")[0]
try:
    BUILD = open(os.path.join(BASE_DIR, "BUILD")).read()
except FileNotFoundError:
    BUILD = "dev"
OTHER_KEY = from_file_or_env("SECRET_KEY", default="fallback")
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "conf",
        "PASSWORD": from_file_or_env("DB_PASSWORD"),
    }
}
DEBUG = False
ALLOWED_HOSTS = ["conf.example.com"]
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware"]
INSTALLED_APPS = []
SECURE_SSL_REDIRECT = True
