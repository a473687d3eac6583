import os
from pathlib import Path

import environ

env = environ.Env(
    # set casting, default value
    DEBUG=(bool, False),
    ALLOWED_HOSTS=(list, []),
    PAGE_SIZE=(int, 25),
    TAGS=(list, ["a"]),
    FEE=(float, 1.0),
    EMAIL_HOST=str,
    PORT_TEXT=int,
)

# Set the project base directory
BASE_DIR = Path(__file__).resolve().parent.parent

# Take environment variables from .env file
environ.Env.read_env(os.path.join(BASE_DIR, ".env"))

DEBUG = env("DEBUG")
SECRET_KEY = env("SECRET_KEY")
ALLOWED_HOSTS = env("ALLOWED_HOSTS")
PAGE_SIZE = env("PAGE_SIZE")
TAGS = env("TAGS")
FEE = env("FEE")
EMAIL_HOST = env("EMAIL_HOST")
EMPTY = env("EMPTY", default="used?")
EMPTY_BOOL = env.bool("EMPTY", default=True)
QUOTED_HASH = env("QUOTED_HASH")
SERVER_EMAIL = env("ADMIN_EMAIL", default="root@localhost")
PORT = env("PORT_TEXT")
FROM_OS = os.environ.get("PORT_TEXT")
SPACED = os.environ.get("SPACED")
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'db.sqlite3'}")}
INSTALLED_APPS = []
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware"]
