import os
from pathlib import Path

import dj_database_url

BASE_DIR = Path(__file__).resolve().parent.parent
DATABASE_CONNECTION_DEFAULT_NAME = "default"
DATABASE_CONNECTION_REPLICA_NAME = "replica"
DB_CONN_MAX_AGE = int(os.environ.get("DB_CONN_MAX_AGE", 0))
if "DATABASE_URL" in os.environ:
    DATABASES = {DATABASE_CONNECTION_DEFAULT_NAME: dj_database_url.config(conn_max_age=500)}
else:
    DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR / "db.sqlite3"}}
DATABASES[DATABASE_CONNECTION_REPLICA_NAME] = dj_database_url.config(
    env="DATABASE_URL_REPLICA",
    default=os.environ.get("DATABASE_URL", "sqlite:////tmp/replica.db"),
    conn_max_age=DB_CONN_MAX_AGE,
    conn_health_checks=True,
)
DATABASES["reports"] = dj_database_url.parse("postgresql://r@localhost/reports", ssl_require=True, engine="django.db.backends.postgresql")
DATABASES["default"]["ATOMIC_REQUESTS"] = True
DATABASES["default"].update(TEST={"NAME": "test_" + str(DATABASES["default"]["NAME"])[-6:]})
for alias, database in DATABASES.items():
    database["TIME_ZONE"] = "UTC" if alias != "reports" else None
SECRET_KEY = "vB1-nM5_qW9.eR4!tY8@uI3#oP7$aS2%dF6^gH1&jK5*lZ9(xC4)"
ALLOWED_HOSTS = list(DATABASES)
