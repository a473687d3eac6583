from core.settings import DEFAULT_LOG_LEVEL, LOGGING
from . import database
from .database import (
    DATABASES,
    REPLICA as _REPLICA,
)
from ..hosts import HOSTS

DEBUG = False
SECRET_KEY = "".join(["kJ8gF3dS6aP0oI4uY9tR2hT4wB9qX2", "mN7vC5zL1kJ8gF3dS6aP0oI4uY9"])
ALLOWED_HOSTS = HOSTS["live"]
LOGGING["loggers"]["core"] = {"handlers": ["console"], "level": "DEBUG" if DEBUG else DEFAULT_LOG_LEVEL}
LOGGING["handlers"].pop("mail_admins")
SAME_OBJECT = database.DATABASES is DATABASES
DATABASES["default"]["OPTIONS"]["sslmode"] = "verify-full"
REPLICA_OPTIONS = _REPLICA["OPTIONS"]
CONNECT_TIMEOUT = database.DEFAULT["OPTIONS"].get("connect_timeout", 1)
MIDDLEWARE = []
INSTALLED_APPS = []
