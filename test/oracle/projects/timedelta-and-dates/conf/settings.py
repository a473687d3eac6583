import datetime
import os
from datetime import timedelta

DAYS = int(os.environ.get("DAYS", "7"))
SESSION_COOKIE_AGE = int(timedelta(days=DAYS).total_seconds())
SECURE_HSTS_SECONDS = timedelta(days=365).days * 24 * 60 * 60
HOURS = timedelta(hours=36).total_seconds() / 3600
PASSWORD_RESET_TIMEOUT = timedelta(days=1, hours=2).seconds
SIMPLE_JWT = {"ACCESS_TOKEN_LIFETIME": timedelta(minutes=5), "ALGORITHM": "HS256", "ROTATE": True}
TWICE = (timedelta(minutes=1) * 2).total_seconds()
CELERY_BEAT_SCHEDULE = {"clean": {"task": "conf.tasks.clean", "schedule": timedelta(seconds=30)}}
IS_LONG = timedelta(days=DAYS) > timedelta(weeks=1)
EPOCH_YEAR = datetime.date(2020, 1, 31).year
ISO = datetime.date(2024, 2, 29).isoformat()
SECRET_KEY = "uI4-oP9_aS5.dF1!gH6@jK2#lZ7$xC3%vB8^nM4&qW9*eR5(tY1)"
DEBUG = False
ALLOWED_HOSTS = ["time.example.com"]
INSTALLED_APPS = ["django.contrib.sessions", "django.contrib.contenttypes"]
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware"]
