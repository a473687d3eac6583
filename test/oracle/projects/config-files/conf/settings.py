import configparser
import json
import os
import tomllib
from pathlib import Path

import yaml

BASE_DIR = Path(__file__).resolve().parent.parent
CONFIG = BASE_DIR / "config"

with open(CONFIG / "app.json") as f:
    app = json.load(f)
with (CONFIG / "app.yaml").open() as f:
    data = yaml.safe_load(f)
with open(os.path.join(BASE_DIR, "config", "app.toml"), "rb") as f:
    toml = tomllib.load(f)
parser = configparser.ConfigParser()
parser.read(CONFIG / "app.ini")

DEBUG = app["debug"]
ALLOWED_HOSTS = app["hosts"]
PAGE_SIZE = app["limits"]["page"]
REDIS_URL = f"redis://{data['cache']['host']}:{data['cache']['port']}"
FEATURES = data["features"]
EMAIL_HOST = toml["mail"]["host"]
EMAIL_PORT = toml["mail"]["port"]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parser["db"]["name"],
        "PORT": parser.getint("db", "port"),
    }
}
SECRET_KEY = "pO3-iL7_uK1.yJ5!tH9@rG2#eF6$wD8%qS4^aM0&zN5*xB1(cV7)"
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware", "django.middleware.clickjacking.XFrameOptionsMiddleware"]
INSTALLED_APPS = []
USE_TZ = True
SECURE_SSL_REDIRECT = True
