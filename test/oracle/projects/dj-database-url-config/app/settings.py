import os
from pathlib import Path

import dj_database_url

BASE_DIR = Path(__file__).resolve().parent.parent
DEBUG = "DATABASE_URL" not in os.environ
SECRET_KEY = "sA3-dP7_fO1.gI5!hU9@jY2#kT6$lR8%zE4^xW0&cQ5*vM1(bN3)"
ALLOWED_HOSTS = ["app.example.com"]
DATABASES = {
    "default": dj_database_url.config(
        default=f"sqlite:///{BASE_DIR / 'db.sqlite3'}",
        conn_max_age=600,
        conn_health_checks=True,
    ),
}
LEGACY_DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "x", "USER": "old"}}
LEGACY_DATABASES["default"].update(dj_database_url.config(conn_max_age=500))
IN_MEMORY = dj_database_url.config(env="OTHER_DATABASE_URL", default="sqlite://:memory:")
WITH_SSL = dj_database_url.config("DATABASE_URL", ssl_require=os.environ.get("DB_SSL") == "1")
WITHOUT_DEFAULT = dj_database_url.config(env="NOT_SET_URL")
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware"]
INSTALLED_APPS = []
