import os

from decouple import AutoConfig, Config, RepositoryEmpty, RepositoryEnv, RepositoryIni, UndefinedValueError

HERE = os.path.dirname(os.path.abspath(__file__))
config = Config(RepositoryEnv(os.path.join(HERE, "..", "deploy", "production.env")))
ini = Config(RepositoryIni(os.path.join(HERE, "..", "deploy", "site.ini")))
empty = Config(RepositoryEmpty())
SECRET_KEY = config("SECRET_KEY")
DEBUG = ini("DEBUG", cast=bool)
EMAIL_HOST = config("EMAIL_HOST", default="localhost")
EMAIL_PORT = config("EMAIL_PORT", cast=int)
PERCENT = ini("PERCENT")
NAME_OF = ini.get("NAME_OF")
QUOTED = config("QUOTED")
NOTHING = empty("SURELY_NOT_SET_ANYWHERE", default="nothing")
try:
    REQUIRED = config("SURELY_NOT_SET_ANYWHERE")
except UndefinedValueError:
    REQUIRED = None
ALLOWED_HOSTS = [EMAIL_HOST.replace("mail.", "www.")]
