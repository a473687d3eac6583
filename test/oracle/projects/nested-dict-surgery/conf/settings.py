import copy
import os

from .logs import LOGGING as BASE_LOGGING

LOGGING = copy.deepcopy(BASE_LOGGING)
SHALLOW = BASE_LOGGING.copy()
LOGGING["root"]["level"] = os.environ.get("LOG_LEVEL", "info").upper()
if "LOG_JSON" in os.environ:
    for handler in LOGGING["handlers"].values():
        handler["formatter"] = "json"
if os.environ.get("LOG_TO") == "file":
    LOGGING["handlers"]["file"] = {"class": "logging.FileHandler", "filename": "/dev/null"}
    LOGGING["root"]["handlers"] = ["file"]
    del LOGGING["handlers"]["mail_admins"]
    LOGGING["loggers"]["django"]["handlers"].remove("mail_admins")
    LOGGING["loggers"].setdefault("app", {}).setdefault("handlers", []).append("file")
for logger in LOGGING["loggers"]:
    LOGGING["loggers"][logger] |= {"propagate": logger != "django"}
LOGGING["loggers"].update({"celery": {"level": "WARNING"}}, kombu={"level": "ERROR"})
popped = LOGGING["loggers"].pop("kombu")
KOMBU = popped["level"], LOGGING["loggers"].pop("nothing", None)
SHALLOW["root"]["level"] = "SHARED"
BASE_LEVEL = BASE_LOGGING["root"]["level"]
OWN_LEVEL = LOGGING["root"]["level"]
MERGED = {"a": 1, "b": 2} | {"b": 3} | dict(c=4)
KEYS = [*LOGGING["handlers"].keys()]
HAS = "file" in LOGGING["handlers"], len(LOGGING["loggers"])
SECRET_KEY = "nM9-qW5_eR1.tY6!uI2@oP7#aS3$dF8%gH4^jK9&lZ5*xC1(vB6)"
DEBUG = LOGGING["root"]["level"] == "DEBUG"
ALLOWED_HOSTS = ["log.example.com"]
