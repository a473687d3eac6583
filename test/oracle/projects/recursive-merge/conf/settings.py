from conf.merge import deep_merge, flatten, from_environment

DEFAULTS = {"debug": False, "database": {"engine": "sqlite3", "port": 0}, "cache": {"options": {"db": 0, "ssl": False}}}
config = deep_merge(DEFAULTS, from_environment("CONF__"))
DEBUG = config["debug"]
DATABASES = {"default": {"ENGINE": "django.db.backends." + config["database"]["engine"], "PORT": config["database"]["port"]}}
CACHE_OPTIONS = config["cache"]["options"]
UNCHANGED = DEFAULTS["cache"]["options"]["db"]
FLAT = dict(flatten(config))
SECRET_KEY = "zA8-bC2_dE6.fG0!hI4@jK7#lM1$nO5%pQ9^rS3&tU8*vW2(xY6)"
ALLOWED_HOSTS = ["m.example.com"]
