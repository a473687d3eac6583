import ast
import os
import re
from urllib.parse import unquote

from conf.helpers import extract_bool, extract_comma_list

BASE_DIR = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SECRET_KEY = os.getenv("SECRET_KEY") if os.getenv("SECRET_KEY") else "INSECURE_STANDARD_KEY_SET_IN_ENV"
DEBUG = extract_bool("DEBUG", False)
ALLOWED_HOSTS = extract_comma_list("ALLOWED_HOSTS", "*")
if os.getenv("CSRF_TRUSTED_ORIGINS"):
    CSRF_TRUSTED_ORIGINS = extract_comma_list("CSRF_TRUSTED_ORIGINS")


def setup_database(db_url=None, db_options=None, db_engine=None, pg_host=None, pg_db=None):
    global DATABASE_URL, DB_ENGINE
    DATABASE_URL = db_url or os.getenv("DATABASE_URL") or None
    DB_OPTIONS = db_options or os.getenv("DB_OPTIONS") or None
    DB_ENGINE = db_engine or os.getenv("DB_ENGINE") or None
    host = pg_host or os.getenv("POSTGRES_HOST") or None
    name = pg_db or os.getenv("POSTGRES_DB") or None
    port = user = password = ""
    if DATABASE_URL:
        match = re.match(
            r"(?P<schema>\w+):\/\/(?:(?P<user>[\w\d_-]+)(?::(?P<password>[^@]+))?@)?(?P<host>[^:/]+)?(?:(?P<port>:\d+))?(?:/(?P<database>[\w\d/\._-]+))",
            DATABASE_URL,
        )
        settings = match.groupdict()
        schema = settings["schema"]
        if schema.startswith("postgres"):
            engine = "django.db.backends.postgresql"
        elif schema == "sqlite":
            engine = "django.db.backends.sqlite3"
            if not os.path.isabs(settings["database"]):
                settings["database"] = os.path.join(BASE_DIR, settings["database"])
        else:
            raise Exception("Unsupported database schema: '%s'" % schema)
        user, host, name = settings["user"], settings["host"], settings["database"]
        password = unquote(settings["password"] or "")
        port = (settings["port"] or "").lstrip(":")
    else:
        engine = DB_ENGINE if DB_ENGINE else "django.db.backends.sqlite3"
        name = name if name else os.path.join(BASE_DIR, "db.sqlite3")
    options = ast.literal_eval(DB_OPTIONS) if DB_OPTIONS else {}
    return {"default": {"ENGINE": engine, "OPTIONS": options, "HOST": host, "PORT": port, "USER": user, "PASSWORD": password, "NAME": name, "CONN_MAX_AGE": 600}}


DATABASES = setup_database()
