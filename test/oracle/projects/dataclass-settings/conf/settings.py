import os
from dataclasses import asdict

from conf.model import App, Database, production

app = App.from_environment()
if os.environ.get("APP_TIER") == "prod":
    app = production(app)
DEBUG = app.debug
ALLOWED_HOSTS = app.hosts
DATABASES = {"default": app.database.as_django()}
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = app.secure
DB_DICT = asdict(app.database)
SAME = Database("x") == Database(name="x")
OTHER = Database("x") != Database("y", 0)
SECRET_KEY = "oP8-aS3_dF7.gH2!jK6@lZ1#xC5$vB9%nM4^qW8&eR3*tY7(uI2)"
INSTALLED_APPS = ["django.contrib.sessions", "django.contrib.contenttypes"]
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware"]
