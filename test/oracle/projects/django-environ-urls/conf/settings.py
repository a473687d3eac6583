import environ

env = environ.Env()
BASE_DIR = environ.Path(__file__) - 2
DATABASES = {
    "default": env.db("DATABASE_URL", default="sqlite:///" + BASE_DIR("db.sqlite3")),
    "archive": env.db_url("ARCHIVE_URL", default="sqlite://:memory:"),
}
DATABASES["default"]["CONN_MAX_AGE"] = DATABASES["default"].get("CONN_MAX_AGE", 0) + 1
CACHES = {"default": env.cache("CACHE_URL", default="locmemcache://snowflake"), "other": env.cache_url("OTHER_CACHE", default="dummycache://")}
EMAIL_CONFIG = env.email("EMAIL_URL", default="smtp://localhost:25")
globals().update(**EMAIL_CONFIG)
SEARCH = env.search_url("SEARCH_URL", default="simple:///")
SECRET_KEY = env.str("SECRET_KEY", default="xC2-vB7_nM3.qW8!eR4@tY9#uI5$oP1%aS6^dF2&gH7*jK3(lZ8)")
DEBUG = False
ALLOWED_HOSTS = [DATABASES["default"].get("HOST") or "localhost"]
