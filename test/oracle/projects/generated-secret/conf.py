import os
import random
import secrets
import socket
import string
import time
import uuid

from django.core.management.utils import get_random_secret_key

SECRET_KEY = os.environ.get("SECRET_KEY") or get_random_secret_key()
OTHER_KEY = os.environ.get("OTHER_KEY", secrets.token_urlsafe(50))
RUN_ID = str(uuid.uuid4())
PASSWORD = "".join(random.choice(string.ascii_letters + string.digits) for _ in range(20))
HOSTNAME = socket.gethostname()
STARTED = time.time()
ALPHABET = string.ascii_lowercase[:3] + string.digits
DEBUG = HOSTNAME == "my-laptop.local.invalid"
ALLOWED_HOSTS = ["conf.example.com"]
INTERNAL_IPS = ["127.0.0.1"]
try:
    INTERNAL_IPS += [ip[: ip.rfind(".")] + ".1" for ip in socket.gethostbyname_ex(socket.gethostname())[2]]
except OSError:
    pass
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware"]
INSTALLED_APPS = []
SECURE_HSTS_SECONDS = 3600
SECURE_SSL_REDIRECT = True
