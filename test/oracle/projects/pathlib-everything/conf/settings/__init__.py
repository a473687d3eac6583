from .base import *

SECRET_KEY = "bC4-dE8_fG2.hI6!jK0@lM3#nO7$pQ1%rS5^tU9&vW4*xY8(zA2)"
DEBUG = MEDIA_ROOT == Path("/nowhere")
ALLOWED_HOSTS = [MEDIA_ROOT.name + ".example.com"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": DB_NAME}}
