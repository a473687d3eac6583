import os
import random
import socket
import subprocess
import time
from pathlib import Path

HOST_IS_SERVER = socket.gethostname().startswith("no-such-server-")
DEBUG = not HOST_IS_SERVER
SECRET_KEY = "hJ6-kL8_zX4.cV2!bN0@mQ5#wE1$rT9%yU3^iO7&pA2*sD6(fG4)"
if HOST_IS_SERVER:
    ALLOWED_HOSTS = ["server.example.com"]
    SAME = "both"
else:
    ALLOWED_HOSTS = ["localhost"]
    SAME = "both"

MIDDLEWARE = ["django.middleware.security.SecurityMiddleware"]
if Path("/etc/hostname-that-is-not-there").exists():
    MIDDLEWARE.append("conf.middleware.Etc")
MIDDLEWARE.append("django.middleware.csrf.CsrfViewMiddleware")
if os.path.isdir("/proc-that-is-not-there"):
    MIDDLEWARE = []

INSTALLED_APPS = ["django.contrib.sessions", "django.contrib.contenttypes"]
while time.time() < 0:
    INSTALLED_APPS.append("never")
for _ in range(random.randint(0, 0)):
    INSTALLED_APPS.insert(0, "never")

try:
    REVISION = subprocess.check_output(["no-such-git-binary", "describe"]).decode()
    BROKEN = False
except Exception:
    REVISION = "unknown"
    BROKEN = True
else:
    AFTER_SUCCESS = True


def pick():
    if time.time() < 0:
        return "early"
    if DEBUG:
        return "debug"
    return "late"


PICKED = pick()
OPTIONS = {"a": 1}
if HOST_IS_SERVER:
    OPTIONS["a"] = 2
    OPTIONS["b"] = 3
    del OPTIONS["a"]
LENGTH = len(OPTIONS)
KEYS = sorted(OPTIONS)
CHOSEN = "x" if HOST_IS_SERVER else "y"
CONCATENATED = "prefix-" + CHOSEN + "-" + CHOSEN
EITHER = HOST_IS_SERVER or "fallback"
COMPARED = CHOSEN == "z"
COUNT = 0
for line in os.listdir("/"):
    if line.startswith("no-such-entry"):
        COUNT += 1
        break
else:
    NOT_FOUND = True
if HOST_IS_SERVER:
    raise RuntimeError("not on this host")
AFTER_RAISE = True
ALIAS = OPTIONS
if HOST_IS_SERVER:
    ALIAS = {"other": True}
ALIAS["touched"] = True
SECURE_SSL_REDIRECT = HOST_IS_SERVER
if not HOST_IS_SERVER:
    SECURE_HSTS_SECONDS = 60
LATE = [name for name in ("a", "b") if time.time() > 0 or name == "a"]
