from .one import *

DATABASE = {"NAME": "two", "ENGINE": "django.db.backends.postgresql"}
BASE_PATH = "/app/two/"
