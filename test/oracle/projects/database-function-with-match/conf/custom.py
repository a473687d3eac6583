import os
from pathlib import Path
from typing import Any

from conf.parsers import get_bool, get_int


def parse_db_settings(data_dir: Path) -> dict[str, dict[str, Any]]:
    engine = os.getenv("APP_DBENGINE")
    if engine is None:
        engine = "postgresql" if os.getenv("APP_DBHOST") else "sqlite"
    config: dict[str, Any]
    base_options = {}
    match engine:
        case "sqlite":
            config = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(data_dir / "db.sqlite3")}
        case "postgresql":
            config = {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": os.getenv("APP_DBNAME", "app"),
                "HOST": os.getenv("APP_DBHOST"),
                "USER": os.getenv("APP_DBUSER", "app"),
            }
            base_options |= {"sslmode": os.getenv("APP_DBSSLMODE", "prefer")}
            if (pool := get_int("APP_DBPOOLSIZE")) is not None:
                base_options.update({"pool": {"min_size": 1, "max_size": pool}})
        case "mariadb":
            config = {"ENGINE": "django.db.backends.mysql", "HOST": os.getenv("APP_DBHOST"), "NAME": "app"}
            base_options.update({"charset": "utf8mb4"})
        case other:
            raise NotImplementedError(other)
    if port := get_int("APP_DBPORT"):
        config["PORT"] = port
    if (timeout := get_int("APP_DB_TIMEOUT")) and engine != "sqlite":
        base_options["connect_timeout"] = timeout
    if base_options:
        config["OPTIONS"] = base_options
    databases = {"default": config}
    if engine != "sqlite" and "NAME" in config:
        databases["sqlite"] = {"ENGINE": "django.db.backends.sqlite3", "NAME": data_dir.joinpath("db.sqlite3")}
    return databases


READ_CACHE = get_bool("APP_DB_READ_CACHE_ENABLED")
