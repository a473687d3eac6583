import os

from dotenv import dotenv_values, find_dotenv, load_dotenv

load_dotenv(find_dotenv())
APP_ENV = os.environ.get("APP_ENV", "dev")
if APP_ENV == "prod":
    load_dotenv(os.path.join(os.path.dirname(os.path.dirname(__file__)), ".env.%s" % APP_ENV), override=True)

VALUES = dotenv_values(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "settings.values"))
DEBUG = os.environ.get("DEBUG", "True").lower() == "true"
ALLOWED_HOSTS = os.environ["HOSTS"].split(",")
SHARED = os.environ["SHARED"]
LIMIT = int(VALUES["LIMIT"])
SITE_NAME = VALUES.get("NAME", "Unnamed")
SECRET_KEY = os.environ.get("SECRET_KEY", "aP1-sO5_dI9.fU3!gY7@hT2#jR6$kE8%lW4^zQ0&xM5*cN1(vB9)")
MIDDLEWARE = []
INSTALLED_APPS = []
