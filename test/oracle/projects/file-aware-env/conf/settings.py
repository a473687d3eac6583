import os
from pathlib import Path

import environ

root = environ.Path(__file__) - 2
env = environ.FileAwareEnv(
    # Set casting and default values
    DD_SITE_URL=(str, "http://localhost:8080"),
    DD_DEBUG=(bool, False),
    DD_SECRET_KEY=(str, "default-key"),
    DD_ALLOWED_HOSTS=(list, ["localhost"]),
    DD_SESSION_COOKIE_SECURE=(bool, True),
    DD_SECURE_HSTS_SECONDS=(int, 0),
    DD_TRACK_MIGRATIONS=(bool, True),
    DD_SECURE_PROXY_SSL_HEADER=(bool, False),
    DD_ADMINS=(str, "DefectDojo:admin@example.com"),
    DD_PORT_SCAN_EXTERNAL_UNIT_EMAIL_LIST=(str, "a@example.com,b@example.com"),
    DD_DATABASE_PORT=(str, "3306"),
    DD_DATABASE_ENGINE=(str, "django.db.backends.postgresql"),
    DD_EMAIL_URL=(str, "smtp://localhost:25"),
    DD_RATIO=(float, 0.5),
    DD_MAP=(dict, {}),
)


def generate_url(scheme, double_slashes, user, host, port, path):
    result_list = [scheme, ":"]
    if double_slashes:
        result_list.append("//")
    result_list.append(user)
    if len(user) > 0:
        result_list.append("@")
    result_list.extend((host, ":", str(port)))
    if len(path) > 0 and path[0] != "/":
        result_list.append("/")
    result_list.append(path)
    return "".join(result_list)


DEBUG = env("DD_DEBUG")
SECRET_KEY = env("DD_SECRET_KEY")
ALLOWED_HOSTS = tuple(env.list("DD_ALLOWED_HOSTS", default=["localhost"]))
SESSION_COOKIE_SECURE = env("DD_SESSION_COOKIE_SECURE")
CSRF_COOKIE_SECURE = env.bool("DD_CSRF_COOKIE_SECURE", default=SESSION_COOKIE_SECURE)
SECURE_HSTS_SECONDS = env("DD_SECURE_HSTS_SECONDS")
if env("DD_SECURE_PROXY_SSL_HEADER"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
if not env("DD_TRACK_MIGRATIONS"):
    MIGRATION_MODULES = {}
ADMINS = [tuple(env("DD_ADMINS").split(":"))]
EMAIL_LIST = env("DD_PORT_SCAN_EXTERNAL_UNIT_EMAIL_LIST").split(",")
DATABASES = {"default": {"ENGINE": env("DD_DATABASE_ENGINE"), "PORT": env("DD_DATABASE_PORT")}}
EMAIL_CONFIG = env.email_url("DD_EMAIL_URL", default="smtp://user:p%40ss@localhost:25")
vars().update(EMAIL_CONFIG)
STATIC_ROOT = root("static")
MEDIA_ROOT = env("DD_MEDIA_ROOT", default=root("media"))
BROKER_URL = generate_url("sqla+sqlite", True, "", "", "", "dojo.celerydb.sqlite")
RATIO = env("DD_RATIO")
MIDDLEWARE = DJANGO_MIDDLEWARE_CLASSES = ["django.middleware.security.SecurityMiddleware"]
DJANGO_MIDDLEWARE_CLASSES += ["django.middleware.csrf.CsrfViewMiddleware"]
