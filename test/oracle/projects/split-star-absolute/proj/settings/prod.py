from proj.settings.components import *
from proj.settings import constants
import proj.settings.constants as c
import proj.settings.components.caches

DEBUG = False
SECRET_KEY = "0123456789" * 4 + "abcdefghij"
ALLOWED_HOSTS = [".example.net"]
PAGE_SIZE = constants.Limits.PAGE
KILO = c.KILOBYTE
CACHE_PORT = proj.settings.components.caches.REDIS_PORT
SESSION_CACHE_ALIAS = "sessions"
MIDDLEWARE += ("django.middleware.clickjacking.XFrameOptionsMiddleware",)
DATABASES = {}
SESSION_COOKIE_SECURE = True
