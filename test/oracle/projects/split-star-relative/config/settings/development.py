from .base import *  # noqa

DEBUG = True
SECRET_KEY = "django-insecure-development"
ALLOWED_HOSTS = ["*"]
INTERNAL_IPS = ["127.0.0.1"]
