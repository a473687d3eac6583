from decouple import AutoConfig, Choices, Csv, config, UndefinedValueError

DEBUG = config("DEBUG", cast=bool)
SECRET_KEY = config("SECRET_KEY")
ALLOWED_HOSTS = config("HOSTS", cast=Csv(delimiter=";"))
TIMEOUT = config("TIMEOUT", cast=int)
PERCENT = config("PERCENT")
MODE = config("MODE", default="plain", cast=Choices(["plain", "fancy"]))
try:
    TOKEN = config("TOKEN")
except UndefinedValueError:
    TOKEN = "no token"
MIDDLEWARE = []
INSTALLED_APPS = []
