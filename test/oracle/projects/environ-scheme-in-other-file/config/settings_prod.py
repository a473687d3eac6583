from .common import *  # noqa
from .common import env

DEBUG = env("DEBUG", default=False)
SECRET_KEY = env("SECRET_KEY")
ALLOWED_HOSTS = ["quiz.example.com"] + env("EXTRA_HOSTS")
SECONDS = env("CACHE_SECONDS") + 1
SECURE_HSTS_SECONDS = env.int("CACHE_SECONDS", default=7)
DEBUG_TEXT = env.str("DEBUG", default="nothing")
