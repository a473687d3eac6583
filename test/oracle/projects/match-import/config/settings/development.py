from .base import *  # noqa

DEBUG = True
INSTALLED_APPS += ["django.contrib.messages"]
