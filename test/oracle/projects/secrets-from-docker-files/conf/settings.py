from conf.secrets import read_secret

SECRET_KEY = read_secret("SECRET_KEY")
DB_PASSWORD = read_secret("DB_PASSWORD", default="")
API_TOKEN = read_secret("API_TOKEN", default=lambda: "made-" + "x" * 3)
DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "PASSWORD": DB_PASSWORD, "OPTIONS": {} if DB_PASSWORD else {"passfile": ".pgpass"}}}
try:
    MISSING = read_secret("NEVER_GIVEN")
except KeyError as error:
    MISSING = error.args[0]
DEBUG = len(SECRET_KEY) < 5
ALLOWED_HOSTS = ["sec.example.com"]
