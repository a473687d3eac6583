from .base import *  # noqa: F403

SECRET_KEY = "only for the desk"
DEBUG = True
ALLOWED_HOSTS = ["localhost"]
