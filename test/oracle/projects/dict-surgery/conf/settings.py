import copy
import os
from collections import OrderedDict, defaultdict

DEBUG = False
SECRET_KEY = "bW2-nE7_mR1.vT6!cY4@xU9#zI3$lO8%kP5^jA0&hS2*gD7(fF1)"
ALLOWED_HOSTS = ["conf.example.com"]

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "conf",
        "OPTIONS": {},
        "USER": "conf",
    },
}
DATABASES["default"]["HOST"] = os.environ.get("DB_HOST", "localhost")
if DATABASES["default"]["HOST"] != "localhost":
    DATABASES["default"].update({"PORT": "5432", "CONN_MAX_AGE": 300}, CONN_HEALTH_CHECKS=True)
    DATABASES["replica"] = {**DATABASES["default"], "HOST": "replica." + DATABASES["default"]["HOST"]}
if os.environ.get("DB_SSL") == "1":
    DATABASES["default"].setdefault("OPTIONS", {}).update(sslmode="require")
    DATABASES["default"]["OPTIONS"] |= {"connect_timeout": 10}
del DATABASES["default"]["USER"]
DATABASES["default"].pop("PASSWORD", None)
DB_ALIASES = list(DATABASES)
HAS_REPLICA = "replica" in DATABASES.keys()

CACHE_BACKENDS = {
    "redis": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://cache:6379"},
    "dummy": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}
CACHES = {"default": CACHE_BACKENDS[os.environ.get("CACHE", "dummy")]}
CACHES["staticfiles"] = dict(CACHES["default"], TIMEOUT=60 * 60, KEY_PREFIX="static")
CACHES.update(sessions=copy.deepcopy(CACHES["default"]))
CACHES["sessions"]["TIMEOUT"] = None
CACHE_PREFIXES = {alias: options.get("KEY_PREFIX", alias[:3]) for alias, options in CACHES.items()}

REST_FRAMEWORK = dict(
    DEFAULT_PERMISSION_CLASSES=["rest_framework.permissions.IsAuthenticated"],
    PAGE_SIZE=20,
    DEFAULT_THROTTLE_RATES={"anon": "10/min"},
)
REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"]["user"] = "100/min"
REST_FRAMEWORK["PAGE_SIZE"] += 5
FLAGS = dict.fromkeys(["search", "export"], False) | {"export": True}
ORDERED = OrderedDict([("first", 1), ("second", 2)])
ORDERED["third"] = 3
COUNTERS = defaultdict(list)
COUNTERS["jobs"].append("nightly")
NUMBERED = {1: "one", 2: "two", None: "none"}
INVERTED = {v: k for k, v in FLAGS.items() if isinstance(v, bool)}
MERGED = {**FLAGS, **{"beta": None}, "search": "yes"}
PAIRS = sorted(MERGED.items(), key=lambda pair: pair[0])
FIRST_ALIAS = next(iter(CACHES))
ZIPPED = dict(zip(("a", "b"), (1, 2)))
MISSING = FLAGS.get("missing")
LOGGING = {"version": 1, "handlers": {"console": {"class": "logging.StreamHandler"}}, "loggers": {}}
for name in ("django", "celery", "conf"):
    LOGGING["loggers"][name] = {"handlers": ["console"], "level": "DEBUG" if name == "conf" else "INFO"}
LOGGING["loggers"]["celery"]["propagate"] = False
INSTALLED_APPS = []
MIDDLEWARE = []
