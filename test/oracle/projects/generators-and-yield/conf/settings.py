import os
from contextlib import contextmanager

DEBUG = bool(os.environ.get("DEBUG"))


def apps():
    yield "django.contrib.contenttypes"
    if DEBUG:
        yield "debug_toolbar.fake"
    yield from ("django.contrib.sessions",)


def counter(start=0):
    value = start

    def step(by=1):
        nonlocal value
        value += by
        return value

    return step


def middleware(*, secure):
    if not secure:
        return
    yield "django.middleware.security.SecurityMiddleware"


next_id = counter(10)
INSTALLED_APPS = [app for app in apps() if not app.endswith("fake")]
MIDDLEWARE = list(middleware(secure=not DEBUG))
IDS = next_id(), next_id(5), next_id()
FIRST_DEBUG = next((a for a in apps() if "debug" in a), None)
HAS_TOOLBAR = any("toolbar" in app for app in apps())
ALL_DOTTED = all("." in app for app in apps())
LENGTHS = {app: len(app) for app in apps()}
TOTAL = sum(len(app) for app in apps())
SECRET_KEY = "jK5-lZ1_xC6.vB2!nM7@qW3#eR8$tY4%uI9^oP5&aS1*dF6(gH2)"
ALLOWED_HOSTS = ["gen.example.com"]
_log = []


class Section:
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        _log.append("enter " + self.name)
        return self

    def __exit__(self, *exc):
        _log.append("exit " + self.name)
        return False


with Section("one") as one, Section("two"):
    INSIDE = one.name
LOG = list(_log)
