import os
from pathlib import Path

from dotenv import load_dotenv

BASE_DIR = Path(__file__).resolve().parent.parent
LOADED = load_dotenv(BASE_DIR / ".env")

DEBUG = bool(int(os.getenv("DEBUG", "0")))
SECRET_KEY = os.getenv("SECRET_KEY")
ALLOWED_HOSTS = os.environ["ALLOWED_HOSTS"].split(",")
DB_HOST = os.environ.get("DB_HOST")
DB_PORT = int(os.environ.get("DB_PORT", 0))
DB_URL = os.getenv("DB_URL")
WITH_DEFAULT = os.getenv("WITH_DEFAULT")
SINGLE = os.getenv("SINGLE")
SPACED = os.getenv("SPACED")
HASH = os.getenv("HASH")
MULTI = os.getenv("MULTI")
ESCAPED = os.getenv("ESCAPED")
RAW = os.getenv("RAW")
EMPTY = os.getenv("EMPTY", "default")
NO_VALUE = os.getenv("NO_VALUE", "not set")
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": DB_HOST,
        "PORT": os.getenv("DB_PORT"),
        "PASSWORD": os.getenv("DB_PASSWORD", ""),
    }
}
INSTALLED_APPS = []
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware"]
