import json
import os

DEBUG = True
EMAIL_PORT = 25
SITE = "unset"


def is_integer(text):
    try:
        int(text)
    except ValueError:
        return False
    return True


def is_json(text):
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


for config in os.environ:
    if config.startswith("OPENW_"):
        value = os.environ[config]
        name = config[len("OPENW_"):]
        if value.lower() in ("true", "false"):
            globals()[name] = value.lower() == "true"
        elif is_integer(value):
            globals()[name] = int(value)
        elif is_json(value):
            globals()[name] = json.loads(value)
        else:
            globals()[name] = value

os.environ["OPENW_RESOLVED"] = str(EMAIL_PORT * 2)
RESOLVED = os.environ["OPENW_RESOLVED"]
SECRET_KEY = "bV4-nM8_kJ2.hG6!fD1@sA5#qW9$eR3%tY7^uI2&oP6*lK1(zX5)"
ALLOWED_HOSTS = ["%s.example.com" % SITE.lower()]
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware"]
