import os
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
DEBUG = False
SECRET_KEY = os.getenv("SECRET_KEY", "eR9-tY3_uI7.oP1!aS5@dF2#gH6$jK8%lZ4^xC0&vB5*nM1(qW3)")
ALLOWED_HOSTS = ["data.example.com"]

DB_ENGINE = os.getenv("DB_ENGINE", "sqlite3")
DB_DEFAULTS = {
    "ENGINE": f"django.db.backends.{DB_ENGINE}",
    "NAME": os.getenv("DB_NAME") or (BASE_DIR / "data.sqlite3" if DB_ENGINE == "sqlite3" else "data"),
}
if DB_ENGINE != "sqlite3":
    DB_DEFAULTS |= {
        "USER": os.getenv("DB_USER", "data"),
        "PASSWORD": os.getenv("DB_PASSWORD", ""),
        "HOST": os.getenv("DB_HOST", "127.0.0.1"),
        "PORT": int(os.getenv("DB_PORT", {"postgresql": 5432, "mysql": 3306}[DB_ENGINE])),
        "CONN_MAX_AGE": 0 if os.getenv("PGBOUNCER", "").lower() == "true" else 60,
    }
if DB_ENGINE == "mysql":
    DB_DEFAULTS["OPTIONS"] = {"charset": "utf8mb4", "init_command": "SET sql_mode='STRICT_TRANS_TABLES'"}
elif os.getenv("PGBOUNCER"):
    DB_DEFAULTS["DISABLE_SERVER_SIDE_CURSORS"] = True

DATABASES = {"default": DB_DEFAULTS}
for index, address in enumerate(filter(None, os.getenv("DB_REPLICAS", "").split(","))):
    host, _, port = address.partition(":")
    DATABASES[f"replica_{index}"] = {**DB_DEFAULTS, "HOST": host, "PORT": int(port or DB_DEFAULTS["PORT"]), "TEST": {"MIRROR": "default"}}
DATABASE_ROUTERS = ["data.routers.Replica"] if len(DATABASES) > 1 else []
REPLICA_COUNT = len(DATABASES) - 1
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware"]
INSTALLED_APPS = []
SECURE_SSL_REDIRECT = True
